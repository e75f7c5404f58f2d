"""Blocks: whatever views are added and subtracted, no group is smaller than the least."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from admin.earlier.blocks import Place, View, blocks, within

TEAMS = (None, UUID(int=1), UUID(int=2))
MONTHS = tuple(date(2024 + number // 12, number % 12 + 1, 1) for number in range(10, 16))
LEAST = 10

PLACES = st.dictionaries(
    st.builds(Place, st.sampled_from(MONTHS), st.sampled_from(TEAMS)), st.integers(0, 14), max_size=18
)


def _views() -> list[View]:
    periods = [(first, last) for first in MONTHS for last in MONTHS if first <= last]
    return [View(*period, team, team == "all") for period in periods for team in (*TEAMS, "all")]  # type: ignore[arg-type]


@given(PLACES)
def test_no_difference_of_two_views_is_a_small_group(counts: dict[Place, int]) -> None:
    cut = blocks(counts, LEAST)
    shown = {within(cut, view) for view in _views()}
    for one, other in combinations(shown, 2):
        for places in (one, one - other, other - one, one & other):
            together = sum(counts.get(place, 0) for place in places)
            assert together == 0 or together >= LEAST


@given(PLACES)
def test_each_place_is_in_one_block_and_little_is_left_out(counts: dict[Place, int]) -> None:
    cut = blocks(counts, LEAST)
    places = [place for block in cut for place in block]
    assert len(places) == len(set(places))
    assert sum(counts.values()) - sum(counts[place] for place in places) < LEAST


def test_months_that_have_enough_stay_apart() -> None:
    counts = {Place(month, None): 10 for month in MONTHS}
    assert len(blocks(counts, LEAST)) == len(MONTHS)


def test_a_small_month_joins_its_neighbour_in_the_quarter() -> None:
    january, february, march = (date(2025, month, 1) for month in (1, 2, 3))
    counts = {Place(january, None): 10, Place(february, None): 10, Place(march, None): 4}
    assert set(blocks(counts, LEAST)) == {
        frozenset({Place(january, None)}),
        frozenset({Place(february, None), Place(march, None)}),
    }


def test_the_naive_way_would_be_noticed() -> None:
    counts = {Place(MONTHS[0], None): 12, Place(MONTHS[1], None): 3}
    naive = [frozenset({place}) for place in counts]
    first, both = View(MONTHS[0], MONTHS[0]), View(MONTHS[0], MONTHS[1])
    difference = within(naive, both) - within(naive, first)
    assert 0 < sum(counts[place] for place in difference) < LEAST
