"""Do 95 % intervals hold the truth about 95 times in 100? A small simulation with a fixed seed."""

from __future__ import annotations

import numpy as np

from admin.insight.pooling import pool
from admin.insight.statistics import mean_interval, sample_from_values, welch, wilson
from tests.unit.insight.answers import stratum

TIMES = 1000
NEAR_95 = (0.93, 0.97)
"""Within about three standard errors of 0.95 over `TIMES`."""
ANSWERS = np.array([1, 2, 3, 4, 5])
HAPPY = np.array([0.05, 0.08, 0.17, 0.4, 0.3])
CROSS = np.array([0.25, 0.25, 0.2, 0.2, 0.1])


def points(shares: np.ndarray) -> float:
    return float((shares * (ANSWERS - 1) * 25).sum())


def drawn(rng: np.random.Generator, shares: np.ndarray, n: int) -> list[float]:
    return [float(value - 1) * 25 for value in rng.choice(ANSWERS, n, p=shares)]


def test_the_interval_of_a_mean_of_five_point_answers() -> None:
    rng = np.random.default_rng(20100114)
    hits = 0
    for _ in range(TIMES):
        sample = sample_from_values(drawn(rng, HAPPY, 40))
        interval = mean_interval(sample) if sample else None
        hits += interval is not None and interval.low <= points(HAPPY) <= interval.high
    assert NEAR_95[0] <= hits / TIMES <= NEAR_95[1]


def test_the_interval_of_a_gap_between_unequal_groups() -> None:
    rng = np.random.default_rng(20191201)
    truth = points(HAPPY) - 70.0
    hits = 0
    for _ in range(TIMES):
        perceived = sample_from_values(drawn(rng, HAPPY, 120))
        measured = sample_from_values([float(x) for x in rng.normal(70, 9, 25)])
        gap = welch(perceived, measured) if perceived and measured else None
        hits += gap is not None and gap.interval().low <= truth <= gap.interval().high
    assert NEAR_95[0] <= hits / TIMES <= NEAR_95[1]


def test_the_interval_of_a_share() -> None:
    rng = np.random.default_rng(1927)
    intervals = [wilson(int(k), 60) for k in rng.binomial(60, 0.2, TIMES)]
    hits = sum(interval is not None and interval.low <= 0.2 <= interval.high for interval in intervals)
    assert NEAR_95[0] <= hits / TIMES <= NEAR_95[1]


def test_weighting_removes_what_unequal_response_puts_in() -> None:
    """A happy team of 300 contacts answers ten times as readily as a cross one of 700."""
    rng = np.random.default_rng(1965)
    truth = 0.3 * points(HAPPY) + 0.7 * points(CROSS)
    hits = {True: 0, False: 0}
    for _ in range(TIMES):
        happy = [{"bekend": int(x)} for x in rng.choice(ANSWERS, 90, p=HAPPY)]
        cross = [{"bekend": int(x)} for x in rng.choice(ANSWERS, 21, p=CROSS)]
        for weighted in hits:
            sample = pool((stratum(happy, 300), stratum(cross, 700)), weighted).sample("bekend")
            interval = mean_interval(sample) if sample else None
            hits[weighted] += interval is not None and interval.low <= truth <= interval.high
    assert hits[True] / TIMES >= NEAR_95[0]
    assert hits[False] / TIMES < 0.5
