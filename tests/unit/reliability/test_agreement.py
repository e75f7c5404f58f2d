"""Agreement gives the figures of the published examples, and says where it cannot tell."""

from __future__ import annotations

from itertools import pairwise, permutations
from math import isclose
from typing import Final

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from admin.insight.statistics import Interval
from admin.reliability.agreement import Agreement, Metric, Ratings, alpha, icc, kappa, mean_difference

_: Final = None
KRIPPENDORFF = list(
    zip(
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
        strict=True,
    )
)
"""Krippendorff 2011, section D: four observers, twelve units, some not seen by all."""
BINARY = list(zip([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0], strict=True))
"""Krippendorff 2011, section A."""
NOMINAL = list(zip([1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1], [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4], strict=True))
"""Krippendorff 2011, section B."""
SHROUT_FLEISS = [(9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7)]
"""Shrout & Fleiss 1979, table 2: six targets, four judges."""

PAIRS = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=2, max_size=60)
MARKS = st.lists(st.tuples(st.integers(1, 10), st.integers(1, 10)), min_size=2, max_size=40)


@pytest.mark.parametrize(
    ("ratings", "metric", "expected"),
    [
        (KRIPPENDORFF, "nominal", 0.743),
        (KRIPPENDORFF, "ordinal", 0.815),
        (KRIPPENDORFF, "interval", 0.849),
        (BINARY, "nominal", 0.095),
        (NOMINAL, "nominal", 0.692),
    ],
)
def test_alpha_of_the_published_examples(ratings: Ratings, metric: Metric, expected: float) -> None:
    found = alpha(ratings, metric)
    assert found.value is not None
    assert round(found.value, 3) == expected


def test_a_unit_that_one_observer_scored_is_left_out() -> None:
    assert alpha(KRIPPENDORFF, "nominal").n == 11


def test_icc_of_the_published_example() -> None:
    found = icc(SHROUT_FLEISS)
    assert found.value is not None
    assert round(found.value, 3) == 0.290


def test_alpha_by_pairs_is_alpha_by_its_definition() -> None:
    """Every pair of values that could meet, by hand: no sums, no coincidences."""
    chance = np.random.default_rng(3)
    marks = [tuple(map(float, chance.integers(1, 11, 2))) for _each in range(15)]
    everything = [value for pair in marks for value in pair]
    observed = np.mean([(a - b) ** 2 for a, b in marks])
    expected = np.mean([(a - b) ** 2 for a, b in permutations(everything, 2)])
    found = alpha(marks, "interval").value
    assert found is not None
    assert isclose(found, 1 - observed / expected, abs_tol=1e-12)


@given(PAIRS)
def test_kappa_is_that_of_statsmodels(pairs: list[tuple[int, int]]) -> None:
    table = np.zeros((2, 2))
    for first, second in pairs:
        table[first, second] += 1
    assume(0 < table.sum(axis=0)[0] < len(pairs) or 0 < table.sum(axis=1)[0] < len(pairs))
    found = kappa([(float(first), float(second)) for first, second in pairs]).value
    assert found is not None
    assert isclose(found, float(cohens_kappa(table, return_results=False)), abs_tol=1e-9)


@given(PAIRS)
def test_with_two_values_every_metric_is_the_same(pairs: list[tuple[int, int]]) -> None:
    values = [alpha(pairs, metric).value for metric in ("nominal", "ordinal", "interval")]
    for one, other in pairwise(values):
        assert (one is None) == (other is None)
        assert one is None or other is None or isclose(one, other, abs_tol=1e-9)


@given(MARKS)
def test_no_agreement_is_better_than_perfect_and_observers_may_change_places(marks: list[tuple[int, int]]) -> None:
    swapped = [(second, first) for first, second in marks]
    for measure in (lambda pairs: alpha(pairs, "ordinal"), lambda pairs: alpha(pairs, "interval"), icc):
        here, there = measure(marks), measure(swapped)
        assert here.value is None or here.value <= 1 + 1e-9
        assert (here.value is None) == (there.value is None)
        assert here.value is None or there.value is None or isclose(here.value, there.value, abs_tol=1e-9)


@given(st.lists(st.integers(1, 10), min_size=2, max_size=30).filter(lambda marks: len(set(marks)) > 1))
def test_the_same_twice_is_perfect(marks: list[int]) -> None:
    twice = [(float(mark), float(mark)) for mark in marks]
    for found in (alpha(twice, "ordinal"), alpha(twice, "interval"), icc(twice), kappa(twice)):
        assert found.value is not None
        assert isclose(found.value, 1, abs_tol=1e-9)
        assert found.interval is None, "perfect agreement in a sample is no certainty"


@pytest.mark.parametrize("ratings", [[], [(1.0, 1.0)], [(1.0, 0.0)], [(1.0, 1.0)] * 8, [(0.1, 0.1)] * 9])
def test_without_variation_or_calls_it_cannot_tell(ratings: list[tuple[float, float]]) -> None:
    nothing = Agreement(None, None, len(ratings), hinges=False)
    metrics: tuple[Metric, ...] = ("nominal", "ordinal", "interval")
    assert [alpha(ratings, metric) for metric in metrics] == [nothing] * 3
    assert kappa(ratings) == icc(ratings) == nothing


def test_a_constant_offset_is_no_agreement() -> None:
    """All of one observer's marks two higher: the ranks agree, the marks do not."""
    found = icc([(mark, mark + 2) for mark in range(1, 9)]).value
    assert found is not None
    assert found < 1


def test_the_interval_holds_the_estimate_and_is_the_same_each_time() -> None:
    chance = np.random.default_rng(4)
    marks = [(float(mark), float(mark + chance.integers(-2, 3))) for mark in chance.integers(3, 9, 60)]
    for found, again in ((alpha(marks, "interval"), alpha(marks, "interval")), (icc(marks), icc(marks))):
        assert found == again
        assert found.value is not None
        assert found.interval is not None
        assert found.interval.low < found.value < found.interval.high
        assert found.interval.high - found.interval.low < 0.5


def test_more_calls_make_it_narrower() -> None:
    pairs = [(1.0, 1.0), (0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)]
    widths = [_width(alpha(pairs * times, "nominal").interval) for times in (4, 40)]
    assert widths[1] < widths[0] / 2


def _width(interval: Interval | None) -> float:
    assert interval is not None
    return interval.high - interval.low


def test_the_interval_covers_what_it_should() -> None:
    """Of 200 studies of 60 calls, about 95 in 100 intervals hold the alpha of the whole population."""
    chance = np.random.default_rng(11)
    truth = chance.integers(1, 11, 20_000).astype(float)
    seen = np.stack([np.clip(truth + chance.normal(0, 1.5, len(truth)), 1, 10) for _each in range(2)], axis=1)
    population = _alpha_of_all(seen)
    covered = 0
    for _each in range(200):
        found = alpha(seen[chance.choice(len(seen), 60, replace=False)].tolist(), "interval").interval
        assert found is not None
        covered += found.low <= population <= found.high
    assert 180 <= covered <= 198


def _alpha_of_all(seen: np.ndarray) -> float:
    """Without a bootstrap over 20,000 calls."""
    observed = float(((seen[:, 0] - seen[:, 1]) ** 2).mean())
    return 1 - observed / (2 * float(seen.var(ddof=1)))


def test_the_mean_difference_is_in_points() -> None:
    assert mean_difference([(60.0, 70.0), (80.0, 60.0)]) == 15
    assert mean_difference([]) is None
