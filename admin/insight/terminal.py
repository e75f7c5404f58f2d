"""A comparison as lines for a terminal, in plain English."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from admin.insight.results import Comparison, DimensionComparison, Gap, PhoneLogFigures
from admin.insight.terms import Score

HIDDEN = "too few"
NOTHING = "-"


def comparison_table(comparison: Comparison) -> Table:
    """The five B's: both scores with interval and number, the gap, the verdict and the quadrant."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("", "Citizens", "Audits", "Gap", "Verdict", f"Norm {comparison.norm:g}"):
        table.add_column(name, no_wrap=True)
    for row in comparison.dimensions:
        table.add_row(*(Text(cell) for cell in _row(row)))
    return table


def _row(row: DimensionComparison) -> tuple[str, ...]:
    verdict = row.verdict.value.replace("_", " ")
    if row.more_responses_needed is not None:
        verdict = f"{verdict} ({row.more_responses_needed} more answers may tell)"
    if row.within_auditor_disagreement:
        verdict = f"{verdict}, within what auditors differ ({row.auditor_disagreement:.1f})"
    quadrant = row.quadrant.value.replace("_", " ") if row.quadrant else NOTHING
    return (row.dimension, score(row.perceived), score(row.measured), _gap(row.gap), verdict, quadrant)


def score(found: Score) -> str:
    """A score as `70.1 (68.0 to 72.3), n 412`."""
    if found.mean is None:
        return HIDDEN if found.hidden else NOTHING
    return f"{found.mean:.1f}{_interval(found.low, found.high)}, n {found.n}"


def _gap(found: Gap) -> str:
    return NOTHING if found.mean is None else f"{found.mean:+.1f}{_interval(found.low, found.high, '+')}"


def _interval(low: float | None, high: float | None, sign: str = "") -> str:
    return "" if low is None or high is None else f" ({low:{sign}.1f} to {high:{sign}.1f})"


def heading(comparison: Comparison) -> Iterator[str]:
    """What is looked at."""
    period, filters = comparison.period, comparison.filters
    chosen = {"team": filters.team, "channel": filters.channel, "language": filters.language}
    yield comparison.organisation.name
    yield ", ".join(
        [
            f"{period.start or 'the first day'} to {period.end or 'today'}",
            *(f"{name} {value}" for name, value in chosen.items() if value),
            "weighted to contacts" if comparison.weighted else "unweighted",
        ]
    )


def figures(comparison: Comparison) -> Iterator[str]:
    """Everything that is not said per B, a line each."""
    yield f"Report mark: {_mark(comparison)}"
    yield f"Question answered: {_resolved(comparison)}"
    if comparison.response_rate is not None:
        yield f"Response: {_response(comparison)}"
    if comparison.phone_log is not None:
        yield from _phone_log(comparison.phone_log)
    for entry in comparison.rounds:
        yield f"Audit round {entry.name}: {entry.calls} calls, criteria version {entry.criteria_version}"
    yield from comparison.notes


def _mark(comparison: Comparison) -> str:
    mark = comparison.mark.report_mark
    if mark.mean is None:
        return HIDDEN
    return f"{mark.mean:.1f}{_interval(mark.low, mark.high)}, n {comparison.mark.score.n}"


def _resolved(comparison: Comparison) -> str:
    found = comparison.resolved
    if found.yes is None:
        return HIDDEN
    return f"{found.yes:.1f} % yes{_interval(found.low, found.high)}, n {found.n}"


def _response(comparison: Comparison) -> str:
    found = comparison.response_rate
    if found is None or found.answered is None:
        return HIDDEN
    counts = f"{found.contacts} contacts, {found.invited} invited, {found.answered} answered"
    return counts if found.rate is None else f"{counts}: {found.rate:.1f} %{_interval(found.low, found.high)}"


def _phone_log(log: PhoneLogFigures) -> Iterator[str]:
    share = log.answered_share
    if share.share is not None:
        yield f"Phone log: {log.answered} of {log.offered} calls answered, {share.share:.1f} %"
    if log.wait_mean_seconds is not None and log.within_norm.share is not None:
        within = f"{log.within_norm.share:.1f} % within {log.within_norm.norm_seconds} s"
        yield f"Phone log: {log.wait_mean_seconds:.2f} s to answer, {within}, score {score(log.wait_score)}"
    if log.source_rating.mean is not None:
        yield f"Phone log: rating {score(log.source_rating)}"


def advice(comparison: Comparison) -> Iterator[str]:
    """The recommendations, most urgent first."""
    for item in comparison.advice:
        yield f"{item.priority}. {item.code}: {item.en.title}"
