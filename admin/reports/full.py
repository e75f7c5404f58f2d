"""The full report as blocks: from the findings down to how it was measured, in the language that is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from admin.groups import wording as groups_wording
from admin.groups.figures import everything, left_out, sentences
from admin.insight import answer_figures, answering, charts, figures, story, told
from admin.insight.formatting import calls
from admin.insight.results import DimensionComparison
from admin.reports import blocks
from admin.reports.advised import advised
from admin.reports.blocks import Block, Bullets, Chart, Facts, Heading, Note, Text
from admin.reports.facts import facts
from admin.reports.method import glossary, method
from admin.reports.report import Report, is_empty
from admin.reports.team_tables import audits_per_team
from admin.reports.words import Words
from admin.trend import shown
from admin.trend import story as trend_story
from admin.trend.results import TrendView
from survey import dimensions
from survey.locale import translated

COMPARED_WIDTHS = (1.3, 1.15, 1.15, 1.15, 1.6, 1.4)
CRITERIA_WIDTHS = (2.4, 1.0, 1.0)


def blocks_of(report: Report, words: Words) -> Iterator[Block]:
    """Every part of the document, in reading order."""
    found = tuple(_found(report, words))
    yield from found
    yield from method(report, words, blocks.hidden_figures(found))
    yield from glossary(words)


def _found(report: Report, words: Words) -> Iterator[Block]:
    """All that was found, before how it was measured."""
    yield from _in_short(report, words)
    yield from _five(report, words)
    yield from _norm(report, words)
    yield from _each(report, words)
    yield from _teams(report, words)
    yield from _trend(report, words)
    yield from _phone(report, words)
    yield from _who(report, words)
    yield from _advice(report, words)


def _in_short(report: Report, words: Words) -> Iterator[Block]:
    """The findings, where to start, and the figures that everybody asks for first."""
    yield Heading(words("in_short"))
    comparison = report.comparison
    for place, sentence in enumerate(story.findings(comparison)):
        yield Text(sentence, "plain" if place else "lead")
    if start := story.start(comparison):
        yield Text(start)
    if is_empty(comparison):
        yield Note(words("nothing"))
    yield Facts(facts(report, words))


def _five(report: Report, words: Words) -> Iterator[Block]:
    comparison = report.comparison
    yield Heading(words("five"))
    yield Chart("comparison", charts.comparison_text(comparison), words("chart_caption"))
    yield blocks.table(figures.compared(comparison), COMPARED_WIDTHS)
    yield blocks.table(figures.exact(comparison))


def _norm(report: Report, words: Words) -> Iterator[Block]:
    found = told.quadrants(report.comparison)
    if found:
        yield Heading(words("norm"))
        yield Chart("quadrants", charts.quadrants_text(report.comparison), words("norm_caption"), part=0.75)
        yield Bullets(tuple(f"{each.name}: {each.words}. {each.text}" for each in found))


def _each(report: Report, words: Words) -> Iterator[Block]:
    yield Heading(words("each"), new_page=True)
    if sentence := told.agreement(report.comparison):
        yield Text(sentence)
    for row in report.comparison.dimensions:
        yield from _one(row, report, words)


def _one(row: DimensionComparison, report: Report, words: Words) -> Iterator[Block]:
    comparison, known = report.comparison, dimensions.BY_CODE[row.dimension]
    verdict = figures.verdict(row)
    yield Heading(f"{known.name}: {translated(known.about).lower()}", 3)
    yield Text(words("asked", statement=translated(known.statement)))
    yield Text(f"{verdict.text}. {' '.join(verdict.details)}")
    for sentence in (told.requirements(comparison, row.dimension), told.agreement(comparison, row.dimension)):
        if sentence:
            yield Text(sentence)
    criteria = figures.criteria(comparison, row.dimension)
    if criteria.rows:
        yield blocks.table(replace(criteria, title=""), CRITERIA_WIDTHS)


def _teams(report: Report, words: Words) -> Iterator[Block]:
    if report.teams is None or not report.teams.groups:
        return
    yield Heading(words("teams"), new_page=True)
    found = sentences(report.teams)
    for sentence in (*([words("teams_about")] if found else []), *found, *left_out(report.teams)):
        yield Text(sentence)
    yield Text(translated(groups_wording.HOW[-1]), "intro")
    yield blocks.table(everything(report.teams))
    yield blocks.table(audits_per_team(report.teams, words))


def _trend(report: Report, words: Words) -> Iterator[Block]:
    if not story.has_trend(report.comparison):
        return
    yield Heading(words("trend"), new_page=True)
    if report.trend is not None:
        yield Text(trend_story.headline(report.trend))
    yield Chart("trend", charts.trend_text(report.comparison), words("trend_caption"))
    yield blocks.table(figures.trend(report.comparison))
    if report.trend is not None:
        yield from _signals(report.trend, words)


def _signals(found: TrendView, words: Words) -> Iterator[Block]:
    """The limits and what lies outside them, then what differs since each measure."""
    yield blocks.table(shown.all_courses(found))
    signals = tuple(trend_story.signal(course, each) for course in found.courses for each in course.signals)
    if signals:
        yield Bullets(signals)
    for change in found.changes:
        yield Heading(trend_story.mark(change.mark), 3)
        if change.windows is None:
            yield Text(words("too_early"))
        else:
            yield Text(trend_story.compared(change.windows), "intro")
            yield blocks.table(replace(shown.changes(change), title=""))


def _phone(report: Report, words: Words) -> Iterator[Block]:
    log = report.comparison.phone_log
    if log is None or not log.offered:
        return
    yield Heading(words("phone"))
    yield Text(words("phone_note"), "intro")
    yield blocks.table(answer_figures.phone_log(log))


def _who(report: Report, words: Words) -> Iterator[Block]:
    comparison = report.comparison
    yield Heading(words("who"))
    for sentence in (*answering.who_lacks(comparison), story.weighting(comparison)):
        yield Text(sentence)
    if comparison.funnel:
        yield blocks.table(answering.funnel(comparison))
    if comparison.represented:
        yield blocks.table(answering.represented(comparison))
    if comparison.modes:
        yield Text(translated(answering.MODES_DIFFER), "intro")
        yield blocks.table(answering.modes(comparison))
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
