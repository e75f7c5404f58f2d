"""The full report as blocks: from the findings down to how it was measured, in the language that is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flask_babel import gettext

from admin.insight import answer_figures, charts, figures, story
from admin.insight.advised import recommendations
from admin.insight.formatting import calls, short, whole
from admin.insight.results import DimensionComparison
from admin.reports import blocks
from admin.reports.blocks import Advised, Block, Bullets, Chart, Fact, Facts, Heading, Note, Step, Term, Terms, Text
from admin.reports.report import Report, hidden_figures, is_empty
from admin.reports.team_tables import audits_per_team, citizens_per_team
from admin.reports.words import Words
from survey import dimensions
from survey.locale import translated

COMPARED_WIDTHS = (1.5, 1.1, 1.1, 1.1, 1.7, 1.4)
CRITERIA_WIDTHS = (2.4, 1.0, 1.0)


def blocks_of(report: Report, words: Words) -> Iterator[Block]:
    """Every part of the document, in reading order."""
    yield from in_short(report, words)
    yield from _five(report, words)
    yield from _each(report, words)
    yield from _teams(report, words)
    yield from _trend(report, words)
    yield from _phone(report, words)
    yield from _who(report, words)
    yield from _advice(report, words)
    yield from _method(report, words)
    yield from _glossary(words)


def in_short(report: Report, words: Words) -> Iterator[Block]:
    """The findings, where to start, and the figures that everybody asks for first."""
    yield Heading(words("in_short"))
    comparison = report.comparison
    findings = story.findings(comparison)
    for place, sentence in enumerate(findings):
        yield Text(sentence, "plain" if place else "lead")
    if start := story.start(comparison):
        yield Text(start)
    if is_empty(comparison):
        yield Note(words("nothing"))
    yield Facts(facts(report, words))


def facts(report: Report, words: Words) -> tuple[Fact, ...]:
    """Report mark, question answered, response rate where it is known, and the number of audited calls."""
    comparison = report.comparison
    response = comparison.response_rate
    audited = sum(entry.calls for entry in comparison.rounds)
    return (
        Fact(words("mark"), answer_figures.report_mark(comparison.mark)),
        Fact(gettext("Question answered"), answer_figures.question_answered(comparison.resolved)),
        *([Fact(gettext("Response rate"), answer_figures.response(response))] if response else []),
        Fact(words("calls"), figures.Cell(whole(audited), number=audited)),
    )


def _five(report: Report, words: Words) -> Iterator[Block]:
    comparison = report.comparison
    yield Heading(words("five"), new_page=True)
    yield Chart("comparison", charts.comparison_text(comparison), words("chart_caption"))
    yield blocks.table(figures.compared(comparison), COMPARED_WIDTHS)
    yield blocks.table(figures.exact(comparison))


def _each(report: Report, words: Words) -> Iterator[Block]:
    yield Heading(words("each"), new_page=True)
    for row in report.comparison.dimensions:
        yield from _one(row, report, words)


def _one(row: DimensionComparison, report: Report, words: Words) -> Iterator[Block]:
    known = dimensions.BY_CODE[row.dimension]
    verdict = figures.verdict(row)
    yield Heading(f"{known.name}: {translated(known.about).lower()}", 3)
    yield Text(words("asked", statement=translated(known.statement)))
    yield Text(f"{verdict.text}. {' '.join(verdict.details)}")
    criteria = figures.criteria(report.comparison, row.dimension)
    if criteria.rows:
        yield blocks.table(replace(criteria, title=""), CRITERIA_WIDTHS)


def _teams(report: Report, words: Words) -> Iterator[Block]:
    if not report.teams:
        return
    yield Heading(words("teams"), new_page=True)
    yield Text(words("teams_note"))
    yield blocks.table(citizens_per_team(report.teams, words))
    yield blocks.table(audits_per_team(report.teams, words))


def _trend(report: Report, words: Words) -> Iterator[Block]:
    if not story.has_trend(report.comparison):
        return
    yield Heading(words("trend"), new_page=True)
    yield Chart("trend", charts.trend_text(report.comparison), words("trend_caption"))
    yield blocks.table(figures.trend(report.comparison))


def _phone(report: Report, words: Words) -> Iterator[Block]:
    log = report.comparison.phone_log
    if log is None or not log.offered:
        return
    yield Heading(words("phone"))
    yield Text(words("phone_note"))
    yield blocks.table(answer_figures.phone_log(log))


def _who(report: Report, words: Words) -> Iterator[Block]:
    comparison = report.comparison
    yield Heading(words("who"))
    yield Text(story.weighting(comparison))
    yield blocks.table(answer_figures.answered(comparison))
    if comparison.rounds:
        rounds = (words("round", name=each.name, calls=calls(each.calls)) for each in comparison.rounds)
        yield Text(words("rounds", rounds=", ".join(rounds)))


def _advice(report: Report, words: Words) -> Iterator[Block]:
    yield Heading(words("advice"), new_page=True)
    found = advised(report, words)
    yield from found
    if not found:
        yield Text(words("no_advice"))


def advised(report: Report, words: Words) -> list[Advised]:
    """All advice, the most urgent first."""
    return [
        Advised(
            number=str(number),
            name=each.about,
            title=each.title,
            text=each.text,
            steps=(
                Step(gettext("First step"), each.first_step),
                Step(gettext("How you see that it worked"), each.see_it_worked),
            ),
            evidence=" ".join(each.evidence),
            requirement=words("requirement", requirement=each.requirement),
        )
        for number, each in enumerate(recommendations(report.comparison), start=1)
    ]


def _method(report: Report, words: Words) -> Iterator[Block]:
    comparison = report.comparison
    hidden = hidden_figures(report)
    yield Heading(words("method"), new_page=True)
    parts = words.methods(
        margin=short(comparison.margin), norm=short(comparison.norm), least=whole(comparison.min_group)
    )
    for name, text in parts:
        yield Heading(name, 3)
        yield Text(text)
    yield Text(words("hidden_some", count=whole(hidden)) if hidden else words("hidden_none"))
    yield Heading(words("know"), 3)
    yield Bullets(story.notes(comparison))


def _glossary(words: Words) -> Iterator[Block]:
    yield Heading(words("glossary"))
    yield Terms(
        tuple(
            Term(each.name, translated(each.about), (words("asked", statement=translated(each.statement)),))
            for each in dimensions.DIMENSIONS
        )
    )
