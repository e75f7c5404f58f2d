"""Comparisons of which the scores are given, for the tests of the planner and of the other choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from admin.insight.comparison import compare
from admin.insight.evidence import Options
from admin.insight.results import Comparison, DimensionComparison, TrendPoint
from admin.insight.terms import HIDDEN, NOT_MEASURED, Score
from tests.unit.insight.answers import evidence

ANSWERS = Score(70.0, 65.0, 75.0, 25.0, 100, 100.0)
CALLS = Score(75.0, 71.0, 79.0, 15.0, 60, 60.0)


def comparison(
    perceived: Mapping[str, Score],
    measured: Mapping[str, Score],
    margin: float = 5.0,
    trend: tuple[TrendPoint, ...] = (),
) -> Comparison:
    """A comparison with these scores; the B's that aren't named are hidden and not audited."""
    empty = compare(evidence(), Options(margin=margin))
    rows = tuple(_row(row, perceived, measured) for row in empty.dimensions)
    return replace(empty, dimensions=rows, trend=trend)


def _row(
    row: DimensionComparison, perceived: Mapping[str, Score], measured: Mapping[str, Score]
) -> DimensionComparison:
    code = row.dimension
    return replace(row, perceived=perceived.get(code, HIDDEN), measured=measured.get(code, NOT_MEASURED))
