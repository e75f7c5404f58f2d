"""Percentiles from classes are those of the waits themselves, to the width of a class."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import quantile_test
from statsmodels.stats.proportion import proportion_confint

from admin.phone.results import Bar, Quantile
from admin.phone.waits import bars, quantile
from survey.intake.waits import LAST, STEP, fine_class

WAITS = st.lists(st.integers(0, 590), min_size=1, max_size=200)
PARTS = st.sampled_from([0.1, 0.5, 0.9])


def classes(waits: list[int]) -> Counter[int]:
    return Counter(map(fine_class, waits))


@given(WAITS, PARTS)
def test_it_is_the_inverse_of_the_cumulative_classes(waits: list[int], part: float) -> None:
    counts = [classes(waits)[place] for place in range(LAST + 1)]
    below = np.concatenate([[0], np.cumsum(counts)])
    found = quantile(classes(waits), part).seconds
    assert found is not None
    assert np.interp(found / STEP, np.arange(LAST + 2), below) == pytest.approx(part * len(waits))


@given(WAITS, PARTS)
def test_it_lies_within_a_class_of_the_exact_percentile(waits: list[int], part: float) -> None:
    found = quantile(classes(waits), part).seconds
    exact = float(np.quantile(waits, part, method="inverted_cdf"))
    assert found == pytest.approx(exact, abs=STEP)


def test_the_interval_is_wilsons_read_off_from_the_distribution() -> None:
    waits = list(range(500))
    found = quantile(classes(waits), 0.9)
    low, high = proportion_confint(0.9 * len(waits), len(waits), method="wilson")
    assert found.low == pytest.approx(500 * low)
    assert found.high == pytest.approx(500 * high)


def test_the_interval_is_close_to_the_one_of_order_statistics() -> None:
    waits = [int(wait) for wait in np.random.default_rng(3).lognormal(4, 0.6, 800) if wait < 590]
    found = quantile(classes(waits), 0.5)
    other: Any = quantile_test(waits, p=0.5).confidence_interval(0.95)
    assert found.low == pytest.approx(other.low, abs=STEP)
    assert found.high == pytest.approx(other.high, abs=STEP)


def test_from_ten_minutes_on_nothing_more_is_said() -> None:
    assert quantile(classes([700] * 9 + [20]), 0.5) == Quantile(None, None, None, is_beyond=True)
    found = quantile(classes([10] * 8 + [900] * 2), 0.5)
    assert not found.is_beyond
    assert found.high == pytest.approx(14.5, abs=0.5)
    assert quantile(classes([10] * 6 + [900] * 4), 0.5).high is None


def test_nobody_waited() -> None:
    assert quantile({}, 0.5) == Quantile()


@given(st.lists(st.integers(0, 1200), max_size=200))
def test_bars_hold_every_wait_once(waits: list[int]) -> None:
    found = bars(classes(waits))
    assert sum(bar.calls for bar in found) == len(waits)
    for bar in found:
        assert bar.calls == sum(bar.start <= wait < (bar.end or 10**6) for wait in waits)
    assert (found[0].start, found[0].end, found[-1].start, found[-1].end) == (0, 15, 300, None)
    assert isinstance(found[0], Bar)
