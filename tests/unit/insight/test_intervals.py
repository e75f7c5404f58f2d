"""Intervals of a mean, a share and a difference: published examples, and SciPy or statsmodels on thousands of cases."""

from __future__ import annotations

from math import inf, sqrt

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from admin.insight.statistics import (
    BoundedDifference,
    Difference,
    Interval,
    Sample,
    bounded_difference,
    mean_interval,
    t_interval,
    welch,
    wilson,
)
from tests.unit.insight.random_cases import blocks, sample


def ends(interval: Interval | None) -> tuple[float, float]:
    assert interval is not None
    return interval.low, interval.high


# Newcombe, R. G. (1998), Two-sided confidence intervals for the single proportion, table I, method 3.
@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_newcombes_examples(successes: int, n: int, low: float, high: float) -> None:
    assert ends(wilson(successes, n)) == pytest.approx((low, high), abs=5e-5)


def test_wilson_is_statsmodels_wilson() -> None:
    rng = np.random.default_rng(1927)
    n = rng.integers(1, 5000, 3000)
    successes = rng.integers(0, n + 1)
    expected = np.column_stack(proportion_confint(successes, n, method="wilson"))
    found = [ends(wilson(k, of)) for k, of in zip(successes.tolist(), n.tolist(), strict=True)]
    assert np.allclose(found, expected, atol=1e-12)


def test_wilson_of_nobody_is_nothing() -> None:
    assert wilson(0, 0) is None


def test_a_mean_of_anything_has_scipys_t_interval() -> None:
    for values, _ in blocks(1908):
        spread = values[values.std(axis=1) > 0]
        low, high = stats.t.interval(0.95, values.shape[1] - 1, spread.mean(axis=1), stats.sem(spread, axis=1))
        found = [ends(t_interval(sample(row), least=-inf)) for row in spread]
        assert np.allclose(found, np.column_stack([low, high]))


def test_a_mean_of_scores_is_statsmodels_wilson_on_as_many_cases_as_its_variance_is_worth() -> None:
    """With z put at Student's t, by the level that it is asked for."""
    for values, _ in blocks(1998):
        spread = values[values.std(axis=1) > 0]
        share, t = spread.mean(axis=1) / 100, stats.t.ppf(0.975, values.shape[1] - 1)
        worth = share * (1 - share) / (stats.sem(spread, axis=1) / 100) ** 2
        expected = proportion_confint(share * worth, worth, 2 * stats.norm.sf(t), method="wilson")
        found = [ends(mean_interval(sample(row))) for row in spread]
        assert np.allclose(found, 100 * np.column_stack(expected), atol=1e-5)


def test_a_mean_in_the_middle_of_many_answers_has_students_interval() -> None:
    middle = Sample(50.0, 20.0, 400)
    assert ends(mean_interval(middle)) == pytest.approx(ends(t_interval(middle)), abs=0.01)


def test_a_mean_near_the_end_reaches_farther_to_the_middle() -> None:
    low, high = ends(mean_interval(Sample(92.0, 14.0, 20)))
    assert 92 - low > high - 92 > 0
    assert high < 100 < ends(t_interval(Sample(97.0, 14.0, 20)))[1]


def test_no_interval_without_a_standard_deviation() -> None:
    alone = Sample(80.0, None, 1)
    assert mean_interval(alone) is t_interval(alone) is None
    assert ends(t_interval(Sample(30.0, 90.0, 4), least=0.0)) == pytest.approx((0, 173.2), abs=0.05)


def test_a_difference_is_scipys_welch_test() -> None:
    for here, there in blocks(1947):
        usable = here.std(axis=1) > 0
        expected = stats.ttest_ind(here[usable], there[usable], axis=1, equal_var=False)
        reach = expected.confidence_interval(0.95)
        gaps = [welch(sample(a), sample(b)) for a, b in zip(here[usable], there[usable], strict=True)]
        found = [(gap.p(), gap.degrees_of_freedom, *ends(gap.interval())) for gap in gaps if gap is not None]
        limits = np.clip([reach.low, reach.high], -100, 100)
        assert np.allclose(found, np.column_stack([expected.pvalue, expected.df, *limits]))


def test_a_difference_gives_the_published_sleep_example() -> None:
    """Student (1908) on Cushny and Peebles's drugs, as R's t.test prints it: extra sleep in hours."""
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]

    gap = welch(sample(first), sample(second))

    assert gap is not None
    assert gap.degrees_of_freedom == pytest.approx(17.776, abs=5e-4)
    assert gap.p() == pytest.approx(0.07939, abs=5e-6)
    assert ends(gap.interval()) == pytest.approx((-3.3654832, 0.2054832))


def of_shares(first: tuple[int, int], second: tuple[int, int]) -> BoundedDifference:
    """Two shares as samples of 0 and 100 with the variance p(1-p)/n."""
    samples = [Sample(100 * k / n, 100 * sqrt(k * (n - k)) / n, n) for k, n in (first, second)]
    found = bounded_difference(*samples)
    assert found is not None
    return found


def at_normal_level(gap: Difference) -> float:
    """The level at which Student's t is the normal 1.96."""
    return float(1 - 2 * stats.t.sf(stats.norm.ppf(0.975), gap.degrees_of_freedom))


# Newcombe, R. G. (1998), Interval estimation for the difference between independent proportions, table II, method 10.
@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090)],
)
def test_square_and_add_gives_newcombes_examples(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    gap = of_shares(first, second)
    assert ends(gap.interval(at_normal_level(gap))) == pytest.approx((100 * low, 100 * high), abs=0.005)


def test_a_bounded_difference_is_statsmodels_newcombe() -> None:
    rng = np.random.default_rng(10)
    for _ in range(2000):
        n, m = rng.integers(2, 400, 2).tolist()
        first, second = (int(rng.integers(1, n)), n), (int(rng.integers(1, m)), m)
        gap = of_shares(first, second)
        expected = confint_proportions_2indep(*first, *second, compare="diff", method="newcomb")
        assert ends(gap.interval(at_normal_level(gap))) == pytest.approx([100 * limit for limit in expected], abs=1e-6)


def test_the_p_of_a_bounded_difference_is_where_its_interval_reaches_nothing() -> None:
    for here, there in blocks(2008):
        gap = bounded_difference(sample(here[0]), sample(there[0]))
        assert gap is not None
        p = gap.p()
        if 1e-12 < p < 1:
            assert min(map(abs, ends(gap.interval(1 - p)))) < 1e-4
        assert (p < 0.05) == (not gap.interval().low <= 0 <= gap.interval().high)


def test_in_the_middle_of_many_cases_it_is_welchs_test() -> None:
    first, second = Sample(51.0, 20.0, 900), Sample(49.0, 15.0, 700)
    bounded, plain = bounded_difference(first, second), welch(first, second)
    assert bounded is not None
    assert plain is not None
    assert bounded.p() == pytest.approx(plain.p(), rel=0.01)
    assert ends(bounded.interval()) == pytest.approx(ends(plain.interval()), abs=0.01)


def test_equal_means_are_no_difference_and_opposite_ones_are_one() -> None:
    equal, opposite = (bounded_difference(Sample(60.0, 20.0, 30), Sample(mean, 10.0, 30)) for mean in (60.0, 10.0))
    assert equal is not None
    assert opposite is not None
    assert equal.p() == pytest.approx(1)
    assert opposite.p() < 1e-9
    certain = bounded_difference(Sample(100.0, 0.0, 1e9), Sample(0.0, 0.0, 1e9))
    assert certain is not None
    assert certain.p() == 0


def test_a_side_with_one_case_gives_no_difference() -> None:
    alone, others = sample([10.0]), sample([10.0, 20.0])
    assert welch(alone, others) is bounded_difference(others, alone) is None
