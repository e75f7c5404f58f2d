"""What the audits found in each team, as a table."""

from __future__ import annotations

from admin.groups.results import GroupsView
from admin.insight.figures import FigureTable, Row, measured
from admin.reports.words import Words
from survey import dimensions


def audits_per_team(view: GroupsView, words: Words) -> FigureTable:
    """Per team what the audits found on each B."""
    rows = tuple(
        Row(group.name, "", tuple(measured(group.side(code).measured.score) for code in dimensions.CODES))
        for group in view.groups
    )
    columns = (words("teams"), *(each.name for each in dimensions.DIMENSIONS))
    return FigureTable(words("audits_per_team"), columns, rows)
