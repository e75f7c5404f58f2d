"""Perceived beside measured: from evidence to a comparison, by the rules of the domain. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from admin.insight.advice import advise
from admin.insight.evidence import Evidence, Options
from admin.insight.funnel import funnel
from admin.insight.phone_figures import per_cent, phone_figures
from admin.insight.pooling import RESOLVED, Pool, pool_questions
from admin.insight.profile import audited_samples, measured_side, perceived_side, profile_gaps
from admin.insight.ranks import rank_agreement
from admin.insight.represented import represented
from admin.insight.results import (
    Comparison,
    CriterionComparison,
    DimensionComparison,
    Gap,
    GroupShare,
    Mark,
    ProfileGap,
    ReportMark,
    Resolved,
    ResponseRate,
    TrendPoint,
)
from admin.insight.scores import audited_score, score
from admin.insight.statistics import (
    Difference,
    Sample,
    bounded_difference,
    holm,
    responses_needed,
    sample_from_values,
    wilson,
)
from admin.insight.terms import HIDDEN, Score, Verdict
from admin.insight.verdicts import quadrant, says_otherwise, tell
from survey import dimensions
from survey.languages import N_

NOTES_BY_LANGUAGE: Final = (
    N_("Audits have no language: a choice of language changes the answers only."),
    N_(
        "For most contacts we do not know the language. So there is no response rate and no phone log "
        "for one language, and the answers are not weighted."
    ),
)
MOST_USED: Final = N_(
    "Most answers are in this language, so it is not shown apart: from it and the total, the few answers in other "
    "languages could be worked out. Look at all languages together."
)


@dataclass(frozen=True, slots=True)
class _Sides:
    """The pooled answers and, per B, the samples that may be shown."""

    pooled: Pool
    perceived: Mapping[str, Sample]
    measured: Mapping[str, Sample]


def compare(evidence: Evidence, options: Options) -> Comparison:
    """The comparison that `evidence` gives: everything with n and interval, too small groups hidden."""
    pooled = pool_questions(evidence.questions, options.weighted)
    rows = _dimensions(evidence, pooled, options)
    criteria = _criteria(evidence, options)
    rate = None if evidence.filters.language else _response_rate(evidence, options)
    found = Comparison(
        organisation=evidence.organisation,
        period=evidence.period,
        filters=evidence.filters,
        weighted=options.weighted,
        norm=options.norm,
        margin=options.margin,
        min_group=options.min_group,
        dimensions=rows,
        response_rate=rate,
        mark=_mark(pooled, options),
        resolved=_resolved(pooled, options),
        phone_log=phone_figures(evidence.phone_log, options.min_group) if evidence.phone_log else None,
        trend=_trend(evidence, options),
        criteria=criteria,
        rounds=evidence.rounds,
        advice=(),
        notes=_notes(evidence),
        modes=evidence.modes,
        rank_agreement=rank_agreement(criteria),
        funnel=funnel(rate, evidence.further_steps or {}),
        represented=_represented(evidence, options),
    )
    return replace(found, advice=advise(found))


def _notes(evidence: Evidence) -> tuple[str, ...]:
    if not evidence.filters.language:
        return ()
    return (MOST_USED, *NOTES_BY_LANGUAGE) if evidence.is_ground else NOTES_BY_LANGUAGE


def _may_show(variable: str, pooled: Pool, options: Options) -> bool:
    return pooled.answers(variable) >= options.min_group


def _dimensions(evidence: Evidence, pooled: Pool, options: Options) -> tuple[DimensionComparison, ...]:
    shown = [code for code in dimensions.CODES if _may_show(code, pooled, options)]
    found = {code: pooled.sample(code) for code in shown}
    sides = _Sides(
        pooled,
        perceived={code: sample for code, sample in found.items() if sample is not None},
        measured=audited_samples(evidence.calls),
    )
    gaps = _gaps(sides)
    adjusted = dict(zip(gaps, holm([gap.p() for gap in gaps.values()]), strict=True))
    profiles = profile_gaps(
        perceived_side(pooled, sides.perceived),
        measured_side(evidence.calls, sides.measured),
        options.margin,
    )
    rows = (
        _dimension(code, sides, gaps.get(code), adjusted, profiles.get(code, ProfileGap()), options)
        for code in dimensions.CODES
    )
    return tuple(_beside_disagreement(row, evidence.auditor_disagreement or {}) for row in rows)


def _beside_disagreement(row: DimensionComparison, found: Mapping[str, float]) -> DimensionComparison:
    """The row with how far auditors lie apart, and whether its gap is smaller than that."""
    apart = found.get(row.dimension)
    if apart is None:
        return row
    within = None if row.gap.mean is None else abs(row.gap.mean) < apart
    return replace(row, auditor_disagreement=apart, within_auditor_disagreement=within)


def _gaps(sides: _Sides) -> dict[str, Difference]:
    """Welch's difference for each B that both sides have."""
    both = [code for code in dimensions.CODES if code in sides.perceived and code in sides.measured]
    found = {code: bounded_difference(sides.perceived[code], sides.measured[code]) for code in both}
    return {code: gap for code, gap in found.items() if gap is not None}


def _dimension(
    code: str,
    sides: _Sides,
    gap: Difference | None,
    adjusted: Mapping[str, float],
    profile: ProfileGap,
    options: Options,
) -> DimensionComparison:
    verdict = tell(gap, adjusted[code], options.margin) if gap else Verdict.CANNOT_TELL
    perceived = _perceived(code, sides)
    measured = audited_score(sides.measured.get(code))
    importance_n = sides.pooled.pairs_with_mark(code).n
    important = perceived.mean is not None and importance_n >= options.min_group
    undecided = gap is not None and verdict is Verdict.CANNOT_TELL
    return DimensionComparison(
        dimension=code,
        perceived=perceived,
        measured=measured,
        gap=_gap(gap, adjusted.get(code)),
        profile_gap=replace(profile, says_otherwise=says_otherwise(verdict, profile.verdict)),
        verdict=verdict,
        quadrant=quadrant(perceived, measured, options.norm),
        more_responses_needed=_needed(code, sides, options, len(adjusted)) if undecided else None,
        importance=sides.pooled.importance(code) if important else None,
        importance_n=importance_n if important else None,
    )


def _perceived(code: str, sides: _Sides) -> Score:
    sample = sides.perceived.get(code)
    return score(sample, sides.pooled.answers(code)) if sample else HIDDEN


def _gap(gap: Difference | None, adjusted: float | None) -> Gap:
    if gap is None:
        return Gap()
    interval = gap.interval()
    return Gap(gap.mean, interval.low, interval.high, gap.p(), adjusted)


def _needed(code: str, sides: _Sides, options: Options, tests: int) -> int | None:
    answers = sides.pooled.answers(code)
    return responses_needed(sides.perceived[code], answers, sides.measured[code], options.margin, tests)


def _response_rate(evidence: Evidence, options: Options) -> ResponseRate:
    contacts = sum(stratum.contacts for stratum in evidence.questions.get("responses", ()))
    answered = evidence.answered
    if answered < options.min_group:
        return ResponseRate(contacts, evidence.invited, None, None, None, None, hidden=True)
    interval = wilson(answered, evidence.invited) if answered <= evidence.invited else None
    if interval is None:
        return ResponseRate(contacts, evidence.invited, answered, None, None, None, hidden=False)
    rate = 100 * answered / evidence.invited
    return ResponseRate(contacts, evidence.invited, answered, rate, *per_cent(interval), hidden=False)


def _represented(evidence: Evidence, options: Options) -> tuple[GroupShare, ...]:
    if evidence.filters.language:
        return ()
    return represented(evidence.questions.get("responses", ()), options.min_group)


def _mark(pooled: Pool, options: Options) -> Mark:
    sample = pooled.sample("mark")
    if sample is None or not _may_show("mark", pooled, options):
        return Mark(HIDDEN, ReportMark(None, None, None, None))
    shown = score(sample, pooled.answers("mark"))
    sd = None if sample.sd is None else sample.sd * 9 / 100
    return Mark(shown, ReportMark(_as_mark(shown.mean), _as_mark(shown.low), _as_mark(shown.high), sd))


def _as_mark(value: float | None) -> float | None:
    """0-100 back on the scale 1-10."""
    return None if value is None else 1 + value * 9 / 100


def _resolved(pooled: Pool, options: Options) -> Resolved:
    if not _may_show("resolved", pooled, options):
        return Resolved(hidden=True)
    weights = {column: pooled.weighted.get(column, 0.0) for column in RESOLVED}
    total = sum(weights.values())
    no, partly, yes = (weights[column] / total for column in RESOLVED)
    effective = pooled.effective(RESOLVED)
    interval = wilson(yes * effective, effective)
    low, high = per_cent(interval) if interval else (None, None)
    return Resolved(100 * yes, 100 * partly, 100 * no, low, high, pooled.answers("resolved"))


def _trend(evidence: Evidence, options: Options) -> tuple[TrendPoint, ...]:
    months = {month.month: pool_questions(month.questions, options.weighted) for month in evidence.months}
    return tuple(
        TrendPoint(
            month,
            code,
            score(pooled.sample(code), pooled.answers(code)) if _may_show(code, pooled, options) else HIDDEN,
        )
        for month, pooled in months.items()
        for code in (*dimensions.CODES, "mark")
    )


def _criteria(evidence: Evidence, options: Options) -> tuple[CriterionComparison, ...]:
    low_scorers = {code: _low_scorers(code, evidence, options) for code in dimensions.CODES}
    return tuple(
        CriterionComparison(
            criterion.code,
            criterion.dimension,
            audited_score(sample_from_values(criterion.scores)),
            *_reasons(evidence, criterion.code, low_scorers[criterion.dimension]),
            own=criterion.own,
        )
        for criterion in evidence.criteria
    )


def _low_scorers(code: str, evidence: Evidence, options: Options) -> int | None:
    """How many citizens scored this B 1 or 2; None where too few to show."""
    low = (evidence.low_scorers or {}).get(code, 0)
    return low if low >= options.min_group else None


def _reasons(evidence: Evidence, criterion: str, low_scorers: int | None) -> tuple[int | None, float | None]:
    if low_scorers is None:
        return None, None
    ticked = (evidence.reasons or {}).get(criterion, 0)
    return ticked, 100 * ticked / low_scorers
