"""The teams beside each other, as tables: what citizens answered, and what the audits found."""

from __future__ import annotations

from collections.abc import Sequence

from admin.insight.answer_figures import report_mark
from admin.insight.figures import FigureTable, Row, measured, perceived
from admin.reports.report import TeamComparison
from admin.reports.words import Words
from survey import dimensions

Teams = Sequence[TeamComparison]


def citizens_per_team(teams: Teams, words: Words) -> FigureTable:
    """Per team what citizens answered on each B, and their report mark; by name, for a rank would be noise."""
    rows = tuple(
        Row(
            each.name,
            "",
            (*(perceived(row.perceived) for row in each.comparison.dimensions), report_mark(each.comparison.mark)),
        )
        for each in teams
    )
    return FigureTable(words("citizens_per_team"), (*_columns(words), words("mark")), rows)


def audits_per_team(teams: Teams, words: Words) -> FigureTable:
    """Per team what the audits found on each B."""
    rows = tuple(
        Row(each.name, "", tuple(measured(row.measured) for row in each.comparison.dimensions)) for each in teams
    )
    return FigureTable(words("audits_per_team"), _columns(words), rows)


def _columns(words: Words) -> tuple[str, ...]:
    return (words("team"), *(each.name for each in dimensions.DIMENSIONS))
