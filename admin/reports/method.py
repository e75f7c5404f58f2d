"""How it was measured, what was hidden, and what the five B's are."""

from __future__ import annotations

from collections.abc import Iterator

from admin.insight import story
from admin.insight.formatting import short, whole
from admin.reports.blocks import Block, Bullets, Heading, Term, Terms, Text
from admin.reports.report import Report
from admin.reports.words import Words
from survey import dimensions
from survey.locale import translated


def method(report: Report, words: Words, hidden: int) -> Iterator[Block]:
    """What was asked and audited, the formulas in words with their sources, and how many figures are hidden here."""
    comparison = report.comparison
    yield Heading(words("method"), new_page=True)
    parts = words.methods(
        margin=short(comparison.margin), norm=short(comparison.norm), least=whole(comparison.min_group)
    )
    for name, text in parts:
        yield Heading(name, 3)
        yield Text(text)
    told = {0: words("hidden_none"), 1: words("hidden_one")}
    yield Text(told.get(hidden, words("hidden_some", count=whole(hidden))))
    yield Heading(words("know"), 3)
    yield Bullets(story.notes(comparison))


def glossary(words: Words) -> Iterator[Block]:
    """What each B is about, and the statement that citizens were given."""
    yield Heading(words("glossary"))
    yield Terms(
        tuple(
            Term(each.name, translated(each.about), (words("asked", statement=translated(each.statement)),))
            for each in dimensions.DIMENSIONS
        )
    )
