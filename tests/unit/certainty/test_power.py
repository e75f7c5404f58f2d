"""Power and sample sizes: Cohen's table, statsmodels, and whether planned samples find what they should."""

from __future__ import annotations

from math import ceil, isfinite

import numpy as np
import pytest
from statsmodels.stats.power import TTestIndPower

from admin.certainty.power import MOST, POWER, Side, both_needed, cases_needed, power
from admin.insight.statistics import bounded_difference
from tests.unit.insight.random_cases import sample
from tests.unit.insight.simulated import POINTS, SHAPES

SATISFIED = SHAPES[0]


@pytest.mark.parametrize(("effect", "each"), [(0.2, 393), (0.5, 64), (0.8, 26)])
def test_cohens_table(effect: float, each: int) -> None:
    """Cohen (1988), table 2.4.1: cases in each of two groups for a power of 0.80 at 0.05, two-sided, to the nearest."""
    found = both_needed(Side(1.0, 0.0), Side(1.0, 0.0), effect, 0.05)
    assert found is not None
    assert found[0] == found[1]
    assert 0 <= found[0] - each <= 1


def test_power_is_statsmodels_for_equal_groups() -> None:
    rng = np.random.default_rng(1988)
    for _ in range(2000):
        n, sd = int(rng.integers(2, 2000)), float(rng.uniform(5, 40))
        difference, significance = float(rng.uniform(0.5, 30)), float(rng.choice([0.05, 0.01]))
        expected = TTestIndPower().power(difference / sd, n, significance)
        found = power(Side(sd, n), Side(sd, n), difference, significance)
        # Far out SciPy's noncentral t, which statsmodels takes too, is no number.
        assert found == pytest.approx(expected, abs=1e-6) if isfinite(expected) else found > 0.999


def test_power_never_breaks_and_grows_with_the_cases() -> None:
    for n in (10, 100, 1000):
        found = [power(Side(20.0, grown), Side(25.0, n), 9.0, 0.01) for grown in np.geomspace(n, 1e6, 40)]
        assert all(0 <= value <= 1 for value in found)
        assert np.all(np.diff(found) > -1e-3)
    assert 0 < power(Side(20.0, 2), Side(25.0, 2), 9.0, 0.01) < 0.05
    assert power(Side(1.0, 1e6), Side(1.0, 1e6), 50.0, 0.01) == pytest.approx(1)


def test_no_spread_and_no_cases() -> None:
    assert power(Side(0.0, 10), Side(0.0, 10), 5.0, 0.01) == 1
    assert power(Side(10.0, 1), Side(10.0, 50), 5.0, 0.01) == 0
    assert both_needed(Side(0.0, 0), Side(0.0, 0), 5.0, 0.01) == (2, 2)


def test_cases_needed_are_just_enough() -> None:
    calls, answers = Side(15.0, 120), Side(25.0, 40)
    found = cases_needed(calls, answers, 6.0, 0.01)
    assert found is not None
    assert power(Side(25.0, found), calls, 6.0, 0.01) >= POWER > power(Side(25.0, found - 1), calls, 6.0, 0.01)


def test_where_the_other_side_lacks_no_number_is_promised() -> None:
    assert cases_needed(Side(20.0, 10), Side(25.0, 500), 5.0, 0.01) is None
    assert both_needed(Side(30.0, 10), Side(30.0, 10), 0.5, 0.01) is None


def test_both_needed_never_takes_cases_away() -> None:
    found = both_needed(Side(25.0, 900), Side(15.0, 10), 5.0, 0.01)
    assert found is not None
    answers, calls = found
    assert answers >= 900
    assert 10 < calls < MOST


@pytest.mark.parametrize("difference", [6.0, 10.0])
def test_a_planned_sample_finds_the_difference_four_times_in_five(difference: float) -> None:
    """Skewed answers of 1-5 against audits, by the very interval that decides the verdict; small samples a bit less."""
    rng = np.random.default_rng(80)
    mean = float(SATISFIED @ POINTS)
    sd = float(np.sqrt(SATISFIED @ (POINTS - mean) ** 2))
    calls = 150
    n = cases_needed(Side(12.0, calls), Side(sd, 0.0), difference, 0.01)
    assert n is not None
    found = 0
    for _ in range(1500):
        answers = sample(rng.choice(POINTS, ceil(n), p=SATISFIED))
        audits = sample(np.clip(rng.normal(mean - difference, 12.0, calls), 0, 100))
        gap = bounded_difference(answers, audits)
        assert gap is not None
        found += gap.interval(0.99).low > 0
    assert found / 1500 == pytest.approx(POWER, abs=0.05)
