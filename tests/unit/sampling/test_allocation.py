"""A sample is spread over its strata in proportion, drawn by its seed alone, and as large as a margin asks."""

from __future__ import annotations

from collections import Counter
from math import inf, isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare, norm

from admin.insight.statistics import Sample
from admin.sampling.allocation import allocate, calls_needed, half_width, usable_sd
from admin.sampling.lottery import in_drawn_order, new_seed

STRATA = st.dictionaries(st.text(max_size=4), st.integers(0, 5000), max_size=20)
SEEDS = st.integers(0, 10**9)
NAMES = st.lists(st.text(max_size=6), unique=True, max_size=60)


@given(STRATA, st.integers(0, 20_000))
def test_it_adds_up_and_no_stratum_gives_more_than_it_has(strata: dict[str, int], size: int) -> None:
    given_out = allocate(strata, size)
    assert given_out.keys() == strata.keys()
    assert sum(given_out.values()) == min(size, sum(strata.values()))
    assert all(0 <= given_out[key] <= strata[key] for key in strata)


@given(STRATA, st.integers(0, 20_000))
def test_each_stratum_gets_its_share_to_within_one(strata: dict[str, int], size: int) -> None:
    contacts = sum(strata.values())
    for key, number in allocate(strata, size).items():
        share = min(size, contacts) * strata[key] / contacts if contacts else 0
        assert share - 1 < number < share + 1


def test_what_is_left_goes_to_the_largest_remainders() -> None:
    assert allocate({"a": 50, "b": 31, "c": 19}, 10) == {"a": 5, "b": 3, "c": 2}
    assert allocate({"a": 1, "b": 1, "c": 1}, 2) == {"a": 1, "b": 1, "c": 0}


@given(NAMES, SEEDS)
def test_the_same_seed_draws_the_same_whatever_the_order(names: list[str], seed: int) -> None:
    shuffled = sorted(names, reverse=True)
    assert in_drawn_order(names, seed) == in_drawn_order(shuffled, seed)
    assert sorted(in_drawn_order(names, seed)) == sorted(names)


def test_the_order_stays_the_same_in_every_release() -> None:
    """As `printf "7\\nR1" | sha256sum` orders them too."""
    assert in_drawn_order(["R1", "R2", "R3", "R4", "R5"], 7) == ["R5", "R4", "R1", "R3", "R2"]


def test_each_name_is_drawn_as_often_as_the_others() -> None:
    names = [f"R{each}" for each in range(10)]
    drawn = Counter(name for seed in range(3000) for name in in_drawn_order(names, seed)[:3])
    assert chisquare([drawn[name] for name in names]).pvalue > 0.001


def test_two_seeds_are_not_alike() -> None:
    assert len({new_seed() for _each in range(20)}) == 20


def test_the_margin_is_that_of_cochran() -> None:
    assert isclose(half_width(100, 25.0, 10**9), 1.9842 * 25 / 10, rel_tol=1e-4)
    assert isclose(half_width(100, 25.0, 200), half_width(100, 25.0, 10**9) * sqrt(0.5), rel_tol=1e-4)
    assert half_width(1, 25.0, 100) == inf
    assert half_width(100, 25.0, 100) == 0


@given(st.floats(0.5, 40), st.floats(1, 50), st.integers(0, 200_000))
def test_it_is_the_fewest_calls_within_the_margin(margin: float, sd: float, contacts: int) -> None:
    needed = calls_needed(margin, sd, contacts)
    assert 0 <= needed <= contacts
    assert half_width(needed, sd, contacts) <= margin
    assert needed <= 1 or half_width(needed - 1, sd, contacts) > margin


@pytest.mark.parametrize(("margin", "sd", "contacts"), [(3, 25, 5000), (5, 20, 100_000), (2, 25, 2000)])
def test_for_many_calls_it_is_the_textbook_size(margin: float, sd: float, contacts: int) -> None:
    """n0 / (1 + n0/N) with n0 = (z·sd/d)², Cochran's formula for large samples."""
    first = (norm.ppf(0.975) * sd / margin) ** 2
    assert calls_needed(margin, sd, contacts) == pytest.approx(first / (1 + first / contacts), abs=3)


@pytest.mark.parametrize(
    ("earlier", "sd"),
    [(None, None), (Sample(60.0, 18.0, 9), None), (Sample(60.0, 0.0, 40), None), (Sample(60.0, 18.0, 10), 18.0)],
)
def test_earlier_rounds_tell_the_spread_where_they_can(earlier: Sample | None, sd: float | None) -> None:
    assert usable_sd(earlier) == sd
