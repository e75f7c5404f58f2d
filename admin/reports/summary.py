"""The page for the council: what it says, in the language that is spoken."""

from __future__ import annotations

from dataclasses import dataclass, replace

from admin.insight import charts, figures, story
from admin.insight.figures import FigureTable, Row
from admin.insight.formatting import short, whole
from admin.reports import blocks
from admin.reports.advised import advised
from admin.reports.blocks import Advised, Chart, Fact, Table
from admin.reports.facts import facts
from admin.reports.report import Report, is_empty
from admin.reports.words import Words
from survey.locale import translated

MOST = 3
"""Things to do on the page."""
WIDTHS = (0.9, 1.1, 1.1, 1.1, 1.5)


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything on the page, from top to bottom."""

    findings: tuple[str, ...]
    facts: tuple[Fact, ...]
    chart: Chart
    compared: Table
    to_do: str
    advice: tuple[Advised, ...]
    know: str
    notes: tuple[str, ...]
    more: str


def summary_of(report: Report, words: Words) -> Summary:
    """The page of this report."""
    comparison = report.comparison
    nothing = (words("nothing"),) if is_empty(comparison) else ()
    return Summary(
        findings=story.findings(comparison) or nothing,
        facts=facts(report, words),
        chart=Chart("comparison", charts.comparison_text(comparison), words("chart_caption")),
        compared=blocks.table(_brief(figures.compared(comparison)), WIDTHS),
        to_do=words("to_do"),
        advice=tuple(advised(report, words)[:MOST]),
        know=words("know"),
        notes=_notes(report, words),
        more=words("more"),
    )


def _notes(report: Report, words: Words) -> tuple[str, ...]:
    comparison = report.comparison
    settings = {
        "margin": short(comparison.margin),
        "norm": short(comparison.norm),
        "least": whole(comparison.min_group),
    }
    return (*words.brief(**settings), *(translated(note) for note in comparison.notes))


def _brief(table: FigureTable) -> FigureTable:
    """The five B's without the quadrant, and of the verdict its name alone."""
    return FigureTable(table.title, table.columns[:-1], tuple(_brief_row(row) for row in table.rows))


def _brief_row(row: Row) -> Row:
    *scores, verdict = row.cells[:-1]
    return replace(row, about="", cells=(*scores, replace(verdict, details=())))
