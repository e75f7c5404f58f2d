"""The individuals chart: a published example, each rule by its own pattern, gaps, phases, and mere chance."""

from __future__ import annotations

import random
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.trend.control import BASELINE, LEAST, Rule, charted, limits, needed

FLOWRATE = (49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1)
"""NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, individuals control charts: ten batches."""
STEADY = (70.0, 72.0, 69.0, 71.0, 68.0, 72.0, 70.0, 69.0, 72.0, 70.0, 68.0, 71.0)
"""A year in which nothing happens: mean 70.17, mean range 2.55, limits 63.4 to 76.9."""


def rules(*values: float | None) -> list[tuple[Rule, int, int, bool]]:
    return [(found.rule, found.first, found.last, found.is_up) for found in charted(values).signals]


def test_the_limits_of_the_published_example() -> None:
    found = limits(FLOWRATE)
    assert found is not None
    assert found.mean == pytest.approx(50.81)
    assert found.moving_range == pytest.approx(1.8778, abs=5e-5)
    assert found.low == pytest.approx(45.8159, abs=1e-3)
    assert found.high == pytest.approx(55.8041, abs=1e-3)
    assert found.is_provisional
    assert rules(*FLOWRATE) == [], "the handbook finds the process in control"


def test_limits_never_leave_the_scale() -> None:
    found = limits((2.0, 30.0, 1.0, 40.0, 3.0, 35.0, 5.0, 20.0))
    assert found is not None
    assert (found.low, found.high <= 100.0) == (0.0, True)


@pytest.mark.parametrize("number", range(LEAST))
def test_too_few_months_have_no_limits_and_say_how_many_more(number: int) -> None:
    found = charted(STEADY[:number])
    assert (found.phases, found.signals, found.needed) == ((), (), LEAST - number)


def test_enough_months_have_limits() -> None:
    found = charted(STEADY[:LEAST])
    assert (found.needed, len(found.phases)) == (0, 1)


def test_months_that_never_differ_have_no_limits() -> None:
    assert limits((70.0,) * 12) is None
    assert needed((70.0,) * 12) == 1


def test_months_without_neighbours_have_no_limits() -> None:
    scattered = [value for score in STEADY for value in (score, None)]
    assert limits(scattered) is None


def test_a_quiet_year_has_no_signal() -> None:
    assert rules(*STEADY) == []


def test_the_baseline_stays_what_it_was() -> None:
    quiet = charted(STEADY).phases[0].limits
    later = charted((*STEADY, *(value + 20 for value in STEADY))).phases[0].limits
    assert later == quiet
    assert not later.is_provisional


def test_beyond_the_limits() -> None:
    assert rules(*STEADY, 80.0) == [(Rule.BEYOND, 12, 12, True)]
    assert rules(*STEADY, 60.0, 61.0) == [(Rule.BEYOND, 12, 13, False)]
    assert rules(*STEADY, 80.0, 60.0) == [(Rule.BEYOND, 12, 12, True), (Rule.BEYOND, 13, 13, False)]


def test_eight_on_one_side() -> None:
    above = (73.0, 72.0, 73.0, 72.0, 73.0, 72.0, 73.0, 72.0)
    assert rules(*STEADY, 69.0, *above) == [(Rule.ONE_SIDE, 13, 20, True)]
    assert rules(*STEADY, 69.0, *above[1:]) == []
    below = (69.0, 68.0, 69.0, 68.0, 69.0, 68.0, 69.0, 68.0)
    assert rules(*STEADY, *below) == [(Rule.ONE_SIDE, 12, 19, False)]


def test_six_rising_or_falling() -> None:
    assert rules(*STEADY, 69.0, 69.5, 70.0, 70.5, 71.0, 71.5) == [(Rule.STEADY, 12, 17, True)]
    assert rules(*STEADY, 69.0, 69.5, 70.0, 70.5, 71.0, 71.0) == []
    assert rules(*STEADY[:11], 71.0, 70.8, 70.6, 70.4, 70.1, 69.9) == [(Rule.STEADY, 11, 16, False)]


def test_a_gap_breaks_a_row() -> None:
    assert rules(*STEADY, 69.0, 73.0, 72.0, 73.0, 72.0, None, 73.0, 72.0, 73.0, 72.0) == []
    assert rules(*STEADY, 69.0, 69.5, 70.0, None, 70.5, 71.0, 71.5) == []


def test_limits_anew_from_a_change_on() -> None:
    better = tuple(value + 10 for value in STEADY)
    kept, anew = charted((*STEADY, *better)), charted((*STEADY, *better), (0, 12))
    assert {signal.rule for signal in kept.signals} >= {Rule.BEYOND, Rule.ONE_SIDE}
    assert anew.signals == ()
    assert [(phase.first, phase.last) for phase in anew.phases] == [(0, 11), (12, 23)]
    assert anew.phases[1].limits.mean == pytest.approx(anew.phases[0].limits.mean + 10)


def test_until_a_change_has_months_enough_the_old_limits_go_on() -> None:
    found = charted((*STEADY, 80.0, 81.0, 80.0), (0, 12))
    assert [(phase.first, phase.last) for phase in found.phases] == [(0, 14)]
    assert found.needed_again == LEAST - 3
    assert found.signals[0].rule is Rule.BEYOND


def plainly(values: list[float], mean: float, low: float, high: float) -> set[tuple[Rule, int]]:
    """The places that a rule marks, told by its plainest words."""
    found = set()
    for place, value in enumerate(values):
        if not low <= value <= high:
            found.add((Rule.BEYOND, place))
        for size, rule in ((8, Rule.ONE_SIDE), (6, Rule.STEADY)):
            row = values[place : place + size]
            if len(row) < size:
                continue
            if rule is Rule.ONE_SIDE:
                holds = all(each > mean for each in row) or all(each < mean for each in row)
            else:
                holds = row in (sorted(set(row)), sorted(set(row), reverse=True))
            found.update((rule, place + step) for step in range(size) if holds)
    return found


@given(st.lists(st.sampled_from([60.0, 65.0, 70.0, 70.5, 71.0, 80.0]), min_size=LEAST, max_size=40))
def test_signals_are_what_the_rules_say_and_nothing_else(values: list[float]) -> None:
    found = charted(values)
    if not found.phases:
        assert len({key for key, _ in groupby(values)}) == 1
        return
    of = found.phases[0].limits
    marked = {(signal.rule, place) for signal in found.signals for place in range(signal.first, signal.last + 1)}
    assert marked == plainly(values, of.mean, of.low, of.high)


def test_how_often_chance_alone_gives_a_signal() -> None:
    """As docs/decisions.md says: in the year after the baseline, one course in four at most."""
    chance, told, courses = random.Random(1931), 0, 2_000
    for _ in range(courses):
        values = [chance.gauss(70, 3) for _ in range(2 * BASELINE)]
        told += any(signal.last >= BASELINE for signal in charted(values).signals)
    assert told / courses < 0.25
