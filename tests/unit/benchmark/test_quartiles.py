from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats.mstats import hdquantiles

from admin.benchmark.quartiles import FEWEST_OTHERS, Quartiles, quartiles, weights

SCORES = st.lists(st.floats(0, 100), min_size=FEWEST_OTHERS, max_size=60)


@given(SCORES)
def test_they_are_those_of_another_library_in_whole_points(scores: list[float]) -> None:
    found = quartiles(scores)
    assert found is not None
    expected = hdquantiles(np.array(scores), prob=[0.25, 0.5, 0.75])
    assert (found.lower, found.middle, found.upper) == pytest.approx(expected, abs=0.5 + 1e-6)
    assert 0 <= found.lower <= found.middle <= found.upper <= 100
    assert found.organisations == len(scores)


@pytest.mark.parametrize("number", range(FEWEST_OTHERS))
def test_too_few_have_none(number: int) -> None:
    assert quartiles([50.0] * number) is None
    assert quartiles([50.0] * number, fewest=0) is None


@pytest.mark.parametrize("number", range(FEWEST_OTHERS, 40))
def test_no_organisation_makes_a_quartile_by_itself(number: int) -> None:
    for quantile in (0.25, 0.5, 0.75):
        found = weights(number, quantile)
        assert sum(found) == pytest.approx(1)
        assert max(found) < 0.5
        assert sum(1 for each in found if each > 0.05) >= 3


def test_who_knows_its_own_score_finds_nobody_elses() -> None:
    """Among five others, those that fit the same three rounded quartiles lie points apart for each of them."""
    chance = random.Random(4)
    others = [55.0, 61.0, 66.0, 72.0, 80.0]
    shown = quartiles([*others, 68.0], 6)
    spread = [set[int]() for _ in others]
    for _ in range(20_000):
        guess = sorted(other + chance.uniform(-6, 6) for other in others)
        if quartiles([*guess, 68.0], 6) == shown:
            for place, score in enumerate(guess):
                spread[place].add(round(score))
    assert all(max(each) - min(each) >= 3 for each in spread)


def test_a_score_lies_in_one_quarter() -> None:
    found = Quartiles(9, 60, 70, 80)
    assert [found.place(score) for score in (0, 59.9, 60, 69.9, 70, 79.9, 80, 100)] == [0, 0, 1, 1, 2, 2, 3, 3]
