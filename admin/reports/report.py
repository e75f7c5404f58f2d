"""What a report is made from: one comparison, measured once, and that of each team. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from admin.insight.results import Comparison


@dataclass(frozen=True, slots=True)
class TeamComparison:
    """The same view limited to one team."""

    name: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a report can show; `address` is where its figures stand on the page."""

    comparison: Comparison
    teams: tuple[TeamComparison, ...]
    made_on: date
    address: str
    is_demo: bool = False


def hidden_figures(report: Report) -> int:
    """How many figures are kept back for being on too few answers, or for giving others away."""
    return sum(_hidden(each) for each in (report.comparison, *(team.comparison for team in report.teams)))


def is_empty(comparison: Comparison) -> bool:
    """Whether there is no figure of citizens and none of audits or the phone log."""
    scores = [side for row in comparison.dimensions for side in (row.perceived, row.measured)]
    return all(score.mean is None for score in scores) and comparison.phone_log is None


def _hidden(comparison: Comparison) -> int:
    scores = [row.perceived for row in comparison.dimensions]
    scores += [point.perceived for point in comparison.trend]
    kept_back = [score.hidden for score in scores]
    kept_back += [comparison.mark.score.hidden, comparison.resolved.hidden]
    kept_back += [row.reason_share is None for row in comparison.criteria]
    return sum(kept_back)
