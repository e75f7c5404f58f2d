"""What a report is made from: one comparison, the teams beside each other, and the course through the months. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from admin.groups.results import Group, GroupsView
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


def hidden_figures(report: Report) -> int:
    """How many figures of the report are kept back for being on too few answers, or for giving others away."""
    comparison = report.comparison
    kept_back = [row.perceived.hidden for row in comparison.dimensions]
    kept_back += [point.perceived.hidden for point in comparison.trend]
    kept_back += [comparison.mark.score.hidden, comparison.resolved.hidden]
    kept_back += [row.reason_share is None for row in comparison.criteria]
    kept_back += [side.perceived.score.hidden for group in _groups(report) for side in group.sides]
    return sum(kept_back)


def _groups(report: Report) -> tuple[Group, ...]:
    return report.teams.groups if report.teams else ()


def is_empty(comparison: Comparison) -> bool:
    """Whether there is no figure of citizens and none of audits or the phone log."""
    scores = [side for row in comparison.dimensions for side in (row.perceived, row.measured)]
    return all(score.mean is None for score in scores) and comparison.phone_log is None
