"""What a report is made from: one comparison, the teams beside each other, and the course through the months. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from admin.groups.results import GroupsView
from admin.insight.results import Comparison
from admin.trend.results import TrendView


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a report can show; `address` is where its figures stand on the page.

    Only the full report has teams and a trend, and teams only where it is not of one team or one language.
    """

    comparison: Comparison
    teams: GroupsView | None
    trend: TrendView | None
    made_on: date
    address: str
    is_demo: bool = False


def is_empty(comparison: Comparison) -> bool:
    """Whether there is no figure of citizens and none of audits or the phone log."""
    scores = [side for row in comparison.dimensions for side in (row.perceived, row.measured)]
    return all(score.mean is None for score in scores) and comparison.phone_log is None
