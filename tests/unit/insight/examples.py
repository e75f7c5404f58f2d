"""Comparisons with a story in them, for the tests of page, charts and exports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np

from admin.insight.comparison import compare
from admin.insight.evidence import AuditedCall, CriterionScores, Evidence, MonthStrata, Options, PhoneLog
from admin.insight.results import AuditRound, Comparison
from admin.insight.terms import Period
from survey.criteria.catalogue import CATALOGUE
from tests.unit.insight.answers import calls, evidence, of_each_question, random_answers, stratum

YEAR: Final = Period(date(2025, 3, 3), date(2026, 3, 2))
MEASURED: Final = (82, 55, 82, 88, 65)
"""What the audits find on each B, so that no two tell the same."""
SHIFTS: Final = {"bereikbaar": 1, "beleefd": 1, "behulpzaam": -1}
FEW_IN: Final = 3
"""The month with too few answers, counted from the first."""
PHONE_LOG: Final = PhoneLog(
    offered=5000,
    answered=4054,
    resolved_n=4054,
    resolved_yes=3646,
    wait_n=4054,
    wait_sum=273726,
    wait_sumsq=25_000_000,
    within_n=750,
    between_n=3304,
    between_sum=255_000,
    between_sumsq=24_500_000,
    norm_seconds=30,
    limit_seconds=180,
    rating_n=4054,
    rating_sum=13798,
    rating_sumsq=52_000,
)


def full() -> Comparison:
    """A year of answers, two rounds of audits, a phone log and a month with too few answers."""
    return compare(_evidence(), Options())


def unweighted() -> Comparison:
    """The same, each answer counted once."""
    return compare(_evidence(), Options(weighted=False))


def without_audits() -> Comparison:
    """A year of answers and nothing to compare them with."""
    return compare(replace(_evidence(), calls=(), criteria=(), rounds=()), Options())


def too_few() -> Comparison:
    """Nine answers and the audits."""
    few = random_answers(np.random.default_rng(9), 9)
    return compare(replace(_evidence(), questions=of_each_question((stratum(few, 40),)), months=()), Options())


def empty() -> Comparison:
    """A new organisation."""
    return compare(replace(evidence(), period=YEAR, questions={}), Options())


def _evidence() -> Evidence:
    rng = np.random.default_rng(2026)
    numbers = [3 if month == FEW_IN else int(n) for month, n in enumerate(rng.integers(40, 90, 12))]
    answers = [_shifted(random_answers(rng, n, missing=0.1)) for n in numbers]
    pooled = [answer for month in answers for answer in month]
    half = len(pooled) // 2
    strata = (
        stratum(pooled[:half], 9000, resolved="yes"),
        stratum(pooled[half:], 7000, team="Belastingen", resolved="partly"),
    )
    return replace(
        evidence(pooled, _calls(rng), strata=strata, criteria=_criteria(rng), reasons=_reasons(), invited=8000),
        period=YEAR,
        months=tuple(MonthStrata(_month(i), of_each_question((stratum(month),))) for i, month in enumerate(answers)),
        phone_log=PHONE_LOG,
        rounds=(AuditRound("Spring", 60, 1), AuditRound("Autumn", 60, 1)),
    )


def _shifted(answers: list[dict[str, int | None]]) -> list[dict[str, int | None]]:
    """The same answers, more or less favourable on some B's."""
    return [
        {
            name: None if value is None else min(5, max(1, value + SHIFTS.get(name, 0))) if name != "mark" else value
            for name, value in answer.items()
        }
        for answer in answers
    ]


def _month(number: int) -> str:
    return f"{2025 + (number + 2) // 12}-{(number + 2) % 12 + 1:02}"


def _calls(rng: np.random.Generator) -> tuple[AuditedCall, ...]:
    scores = np.clip(np.array(MEASURED) + rng.normal(0, 12, (120, 5)), 0, 100)
    return calls(*scores.tolist())


def _criteria(rng: np.random.Generator) -> tuple[CriterionScores, ...]:
    return tuple(
        CriterionScores(criterion.code, criterion.dimension, tuple(np.clip(rng.normal(70, 15, 60), 0, 100).tolist()))
        for criterion in CATALOGUE
    )


def _reasons() -> dict[str, int]:
    return {criterion.code: 5 + 3 * position for position, criterion in enumerate(CATALOGUE)}
