"""A comparison as rows of one figure each, for spreadsheets and statistics programs. Pure.

Codes stay as they are, in English, so that a formula or script keeps working in every language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Final

from admin.insight.results import (
    Comparison,
    DimensionComparison,
    Gap,
    PhoneLogFigures,
    ProfileGap,
    Resolved,
    ResponseRate,
    Share,
    WithinNorm,
)
from admin.insight.terms import Score


@dataclass(frozen=True, slots=True)
class TidyRow:
    """One figure: which part of the comparison, of what, and its value, 0-100 unless `figure` names a unit."""

    part: str
    dimension: str
    item: str
    figure: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    sd: float | None = None
    n: int | None = None
    hidden: bool = False
    text: str = ""


COLUMNS: Final = tuple(field.name for field in fields(TidyRow))
_WITHIN: Final = {True: "yes", False: "no", None: ""}
NUMBERS: Final = frozenset({"value", "low", "high", "sd"})
"""Columns that can have decimals."""


def tidy(comparison: Comparison) -> tuple[TidyRow, ...]:
    """Every figure of the comparison, in the order of the page."""
    return (
        *(row for dimension in comparison.dimensions for row in _dimension(dimension)),
        *_satisfaction(comparison),
        *_response(comparison.response_rate),
        *(_phone(comparison.phone_log) if comparison.phone_log else ()),
        *(_score("trend", point.dimension, point.month, "perceived", point.perceived) for point in comparison.trend),
        *_criteria(comparison),
        *(TidyRow("rounds", "", entry.name, "calls", n=entry.calls) for entry in comparison.rounds),
        *_advice(comparison),
        *_who_answered(comparison),
        *_modes(comparison),
        *_ranks(comparison),
    )


def view(comparison: Comparison) -> dict[str, str]:
    """What the figures are of: organisation, period, filters, weighting; empty where nothing is chosen."""
    period, filters = comparison.period, comparison.filters
    return {
        "organisation": comparison.organisation.name,
        "from": period.start.isoformat() if period.start else "",
        "to": period.end.isoformat() if period.end else "",
        "team": filters.team or "",
        "channel": filters.channel or "",
        "language": filters.language or "",
        "weighted": "yes" if comparison.weighted else "no",
    }


def _score(part: str, dimension: str, item: str, figure: str, score: Score) -> TidyRow:
    shown = (score.mean, score.low, score.high, score.sd, score.n)
    return TidyRow(part, dimension, item, figure, *shown, hidden=score.hidden)


def _dimension(row: DimensionComparison) -> Iterator[TidyRow]:
    part, code = "dimensions", row.dimension
    yield _score(part, code, "", "perceived", row.perceived)
    yield _score(part, code, "", "measured", row.measured)
    yield TidyRow(part, code, "", "n_effective", row.perceived.n_effective, hidden=row.perceived.hidden)
    yield _gap(code, "gap", row.gap)
    yield TidyRow(part, code, "", "p", row.gap.p)
    yield TidyRow(part, code, "", "p_adjusted", row.gap.p_adjusted)
    yield _gap(code, "profile_gap", row.profile_gap)
    yield TidyRow(part, code, "", "verdict", text=row.verdict.value)
    yield TidyRow(part, code, "", "quadrant", text=row.quadrant.value if row.quadrant else "")
    yield TidyRow(part, code, "", "more_responses_needed", n=row.more_responses_needed)
    yield TidyRow(part, code, "", "importance_correlation", row.importance, n=row.importance_n)
    yield TidyRow(part, code, "", "auditor_disagreement", row.auditor_disagreement)
    yield TidyRow(part, code, "", "within_auditor_disagreement", text=_WITHIN[row.within_auditor_disagreement])


def _gap(dimension: str, figure: str, gap: Gap | ProfileGap) -> TidyRow:
    return TidyRow("dimensions", dimension, "", figure, gap.mean, gap.low, gap.high)


def _satisfaction(comparison: Comparison) -> Iterator[TidyRow]:
    mark = comparison.mark
    ten = mark.report_mark
    yield _score("mark", "", "", "score", mark.score)
    yield TidyRow(
        "mark", "", "", "report_mark_1_10", ten.mean, ten.low, ten.high, ten.sd, mark.score.n, mark.score.hidden
    )
    yield from _resolved(comparison.resolved)


def _resolved(resolved: Resolved) -> Iterator[TidyRow]:
    n, hidden = resolved.n, resolved.hidden
    yield TidyRow("resolved", "", "", "yes_share", resolved.yes, resolved.low, resolved.high, n=n, hidden=hidden)
    yield TidyRow("resolved", "", "", "partly_share", resolved.partly, n=n, hidden=hidden)
    yield TidyRow("resolved", "", "", "no_share", resolved.no, n=n, hidden=hidden)


def _response(rate: ResponseRate | None) -> Iterator[TidyRow]:
    if rate is None:
        return
    part, hidden = "response_rate", rate.hidden
    yield TidyRow(part, "", "", "contacts", n=rate.contacts)
    yield TidyRow(part, "", "", "invited", n=rate.invited)
    yield TidyRow(part, "", "", "answered", n=rate.answered, hidden=hidden)
    yield TidyRow(part, "", "", "rate", rate.rate, rate.low, rate.high, n=rate.invited, hidden=hidden)


def _phone(log: PhoneLogFigures) -> Iterator[TidyRow]:
    part = "phone_log"
    yield _share("answered_share", log.answered_share)
    wait = (log.wait_mean_seconds, log.wait_low_seconds, log.wait_high_seconds)
    yield TidyRow(part, "", "", "wait_seconds", *wait, n=log.wait_n)
    yield _share(f"within_{log.within_norm.norm_seconds}_seconds_share", log.within_norm)
    yield _score(part, "", "", "wait_score", log.wait_score)
    yield _share("resolved_share", log.resolved)
    yield _score(part, "", "", "source_rating", log.source_rating)


def _share(figure: str, share: Share | WithinNorm) -> TidyRow:
    return TidyRow("phone_log", "", "", figure, share.share, share.low, share.high, n=share.n)


def _criteria(comparison: Comparison) -> Iterator[TidyRow]:
    for row in comparison.criteria:
        hidden = row.reason_count is None
        yield _score("criteria", row.dimension, row.code, "measured", row.measured)
        yield TidyRow(
            "criteria", row.dimension, row.code, "reason_share", row.reason_share, n=row.reason_count, hidden=hidden
        )


def _advice(comparison: Comparison) -> Iterator[TidyRow]:
    for row in comparison.advice:
        yield TidyRow("advice", row.dimension or "", row.code, "priority", n=row.priority, text=row.en.text)


def _who_answered(comparison: Comparison) -> Iterator[TidyRow]:
    for step in comparison.funnel:
        yield TidyRow("funnel", "", step.step, "count", n=step.count, hidden=step.hidden)
    for row in comparison.represented:
        item = "rest" if row.is_rest else f"{row.team or ''} / {row.channel}"
        yield TidyRow("represented", "", item, "contact_share", row.contact_share, n=row.contacts)
        share = (row.answer_share, row.low, row.high)
        yield TidyRow("represented", "", item, "answer_share", *share, n=row.answers, hidden=row.hidden)
        yield TidyRow("represented", "", item, "p_adjusted", row.p_adjusted, hidden=row.hidden)
        told = row.representation.value if row.representation else ""
        yield TidyRow("represented", "", item, "representation", text=told, hidden=row.hidden)


def _modes(comparison: Comparison) -> Iterator[TidyRow]:
    for found in comparison.modes:
        for each in found.dimensions:
            yield _score("modes", each.dimension, found.mode, "perceived", each.perceived)
        yield _score("modes", "", found.mode, "mark", found.mark)


def _ranks(comparison: Comparison) -> Iterator[TidyRow]:
    for found in comparison.rank_agreement:
        yield TidyRow("rank_agreement", found.dimension or "", "", "tau_b", found.tau, n=found.criteria)
        yield TidyRow("rank_agreement", found.dimension or "", "", "p", found.p)
