"""Each formula against SciPy or statsmodels over random cases, and against a published example."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.weightstats import ttost_ind

from admin.insight.statistics import (
    Difference,
    Interval,
    PairSums,
    Sample,
    correlation,
    effective_number,
    equivalent,
    holm,
    mean_interval,
    responses_needed,
    sample_from_sums,
    sample_from_values,
    satterthwaite,
    tells,
    welch,
)

SEEDS = range(25)


def some_scores(seed: int, centre: float = 60.0) -> list[float]:
    rng = np.random.default_rng(seed)
    return [float(x) for x in np.clip(rng.normal(centre, 20, rng.integers(2, 60)), 0, 100)]


def sample(values: list[float]) -> Sample:
    found = sample_from_values(values)
    assert found is not None
    return found


def limits(gap: Difference) -> tuple[float, float]:
    interval = gap.interval()
    return interval.low, interval.high


def test_sums_and_values_give_the_same_sample() -> None:
    values = some_scores(3)

    by_sums = sample_from_sums(len(values), sum(values), sum(value**2 for value in values))

    assert by_sums is not None
    assert (by_sums.mean, by_sums.sd) == pytest.approx((np.mean(values), np.std(values, ddof=1)))


def test_no_values_make_no_sample_and_one_value_has_no_interval() -> None:
    assert sample_from_values([]) is None
    assert sample_from_sums(0, 0, 0) is None
    assert mean_interval(sample([80.0])) is None
    assert sample_from_sums(1, 80, 6400) == Sample(80.0, None, 1)
    assert sample([80.0]).variance_of_mean == inf


def test_a_sample_without_spread_keeps_sd_0_but_is_not_certain() -> None:
    one_step_off = sample([100.0] * 9 + [75.0])

    alike = sample([100.0] * 10)

    assert alike.sd == 0
    assert alike.variance_of_mean == pytest.approx(one_step_off.variance_of_mean)
    interval = mean_interval(alike)
    assert interval is not None
    assert interval.low < 100 == interval.high


def test_rounding_in_weighted_sums_is_not_taken_for_spread() -> None:
    n = 10 / 3
    found = sample_from_sums(n, n * 70.1, n * 70.1**2)
    assert found is not None
    assert found.sd == 0


def test_two_equal_calls_say_almost_nothing() -> None:
    interval = mean_interval(sample([50.0, 50.0]))
    assert interval is not None
    assert interval.high - interval.low > 95


def test_hardly_one_effective_case_has_the_whole_scale_as_interval() -> None:
    for n in (1 + 1e-7, 1 + 1e-15):
        interval = mean_interval(Sample(50.0, 10.0, n))
        assert interval is not None
        assert (interval.low, interval.high) == pytest.approx((0, 100), abs=1e-6)


def test_a_side_with_one_case_gives_no_gap() -> None:
    assert welch(sample([10.0]), sample([10.0, 20.0])) is None
    assert not tells(sample([10.0]), sample([10.0, 20.0]), 5.0, 5)


def test_a_difference_without_variance_is_certain_only_when_it_is_one() -> None:
    assert Difference(0.0, 0.0, inf).p() == 1
    assert Difference(3.0, 0.0, inf).p() == 0
    assert Difference(3.0, 0.0, inf).interval() == Interval(3.0, 3.0)
    assert satterthwaite((0.0, 0.0), (4.0, 5.0)) == inf


def test_holm_gives_the_worked_example() -> None:
    """The example of Wikipedia's article on the Holm-Bonferroni method: the first and fourth are rejected."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))


@pytest.mark.usefixtures("frozen")
@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_is_statsmodels_holm(p_values: list[float]) -> None:
    assert holm(p_values) == pytest.approx(multipletests(p_values, method="holm")[1])


def test_holm_of_no_test_is_nothing() -> None:
    assert holm([]) == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_equivalence_is_statsmodels_two_one_sided_tests(seed: int) -> None:
    rng = np.random.default_rng(seed)
    here, there = rng.normal(70, 10, 60), rng.normal(72, 6, 40)
    gap = welch(sample([float(x) for x in here]), sample([float(x) for x in there]))
    assert gap is not None

    p_value, *_ = ttost_ind(here, there, -5, 5, usevar="unequal")

    assert equivalent(gap, 5.0) == (p_value < 0.05)


def test_kishs_effective_number() -> None:
    weights = np.array([1.0, 1.0, 4.0])
    assert effective_number(weights.sum(), (weights**2).sum()) == pytest.approx(2.0)
    assert effective_number(5.0, 5.0) == 5
    assert effective_number(0.0, 0.0) == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_correlation_is_scipys(seed: int) -> None:
    rng = np.random.default_rng(seed)
    a = rng.integers(1, 6, 40)
    b = np.clip(a * 2 + rng.integers(-2, 3, 40), 1, 10)
    sums = PairSums(40, *(int(x) for x in (a.sum(), b.sum(), (a * a).sum(), (b * b).sum(), (a * b).sum())))

    assert correlation(sums) == pytest.approx(stats.pearsonr(a, b).statistic)


def test_no_correlation_without_spread_or_with_two_pairs() -> None:
    assert correlation(PairSums(4, 8, 20, 16, 110, 40)) is None
    assert correlation(PairSums(2, 3, 5, 5, 13, 8)) is None


def test_responses_needed_are_just_enough() -> None:
    perceived, measured = Sample(60.0, 25.0, 20), Sample(72.0, 15.0, 60)

    further = responses_needed(perceived, 20, measured, margin=5.0, tests=5)

    assert further is not None
    assert tells(Sample(60.0, 25.0, 20 + further), measured, 5.0, 5)
    assert not tells(Sample(60.0, 25.0, 20 + further - 1), measured, 5.0, 5)


def test_an_effective_number_grows_in_step_with_the_responses() -> None:
    measured = Sample(72.0, 15.0, 60)
    plain = responses_needed(Sample(60.0, 25.0, 20), 20, measured, margin=5.0, tests=5)
    halved = responses_needed(Sample(60.0, 25.0, 20), 40, measured, margin=5.0, tests=5)
    assert plain is not None
    assert halved in {2 * plain, 2 * plain - 1}


def test_where_only_audited_calls_lack_no_number_of_responses_is_promised() -> None:
    assert responses_needed(Sample(60.0, 25.0, 500), 500, Sample(72.0, 30.0, 3), 5.0, 5) is None


def test_an_interval_at_the_margin_is_not_within_it() -> None:
    assert Interval(-4.9, 4.9).within(5.0)
    assert not Interval(-5.0, 4.9).within(5.0)
    assert not Interval(-4.9, 5.0).within(5.0)
