"""Comparisons for the tests of advice, made from plain scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from admin.insight.results import Advice, Comparison, CriterionComparison, DimensionComparison, Gap, ProfileGap
from admin.insight.terms import Score, Verdict
from admin.insight.verdicts import quadrant
from survey import dimensions
from tests.unit.insight import examples

NORM = 75.0
NOTHING_HERE = replace(examples.empty(), norm=NORM)


def at(mean: float, n: int = 60) -> Score:
    """A score with an interval of three points to both sides."""
    return Score(mean, mean - 3, mean + 3, 20.0, n, float(n))


def b(code: str, perceived: Score, measured: Score, importance: float | None = 0.5) -> DimensionComparison:
    return DimensionComparison(
        dimension=code,
        perceived=perceived,
        measured=measured,
        gap=Gap(),
        profile_gap=ProfileGap(),
        verdict=Verdict.CANNOT_TELL,
        quadrant=quadrant(perceived, measured, NORM),
        more_responses_needed=None,
        importance=importance,
        importance_n=None if importance is None else 60,
    )


def criterion(code: str, measured: Score, share: float | None = None) -> CriterionComparison:
    """A criterion that this share (0-100) of forty low scorers named."""
    count = None if share is None else round(share * 0.4)
    return CriterionComparison(code, code.split(".", maxsplit=1)[0], measured, count, share)


def view(rows: Sequence[DimensionComparison], criteria: Sequence[CriterionComparison] = ()) -> Comparison:
    """These B's and criteria; the other B's have nothing to show and no audits."""
    known = {row.dimension: row for row in rows}
    absent = {row.dimension: row for row in NOTHING_HERE.dimensions}
    every = tuple(known.get(code, absent[code]) for code in dimensions.CODES)
    return replace(NOTHING_HERE, dimensions=every, criteria=tuple(criteria))


def codes(found: Sequence[Advice]) -> list[str]:
    return [advice.code for advice in found]
