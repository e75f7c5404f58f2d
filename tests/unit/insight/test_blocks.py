"""Blocks of months and teams: whatever views are added and subtracted, no group is smaller than the least."""

from __future__ import annotations

from itertools import combinations
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from admin.insight.atoms import Place
from admin.insight.blocks import Span, blocks, place, within
from survey.database import NO_TEAM

TEAMS = (NO_TEAM, UUID(int=1), UUID(int=2))
MONTHS = ("2024-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-04")
LEAST = 10
PLACES = st.dictionaries(
    st.builds(place, st.sampled_from(MONTHS), st.sampled_from(TEAMS)), st.integers(0, 14), max_size=18
)
SPANS = [
    Span(first, last, team)
    for first in MONTHS
    for last in MONTHS
    if first <= last
    for team in (None, *TEAMS)
]  # fmt: skip


def _smallest_difference(shown: set[frozenset[Place]], counts: dict[Place, int]) -> int:
    """The smallest group, somebody, that two views and what they share tell apart."""
    parts = (part for one, other in combinations(shown, 2) for part in (one, one - other, other - one, one & other))
    return min((number for part in parts if (number := sum(counts[each] for each in part)) > 0), default=LEAST)


@given(PLACES)
def test_no_difference_of_two_views_is_a_small_group(counts: dict[Place, int]) -> None:
    found = blocks(counts, LEAST)
    assert _smallest_difference({within(found, span) for span in SPANS}, counts) >= LEAST


def test_the_naive_way_would_be_noticed() -> None:
    counts = {place("2024-11", NO_TEAM): 12, place("2024-12", NO_TEAM): 3}
    naive = [frozenset({each}) for each in counts]
    assert _smallest_difference({within(naive, span) for span in SPANS}, counts) < LEAST


@given(PLACES)
def test_each_place_is_in_one_block_and_little_is_left_out(counts: dict[Place, int]) -> None:
    places = [each for block in blocks(counts, LEAST) for each in block]
    assert len(places) == len(set(places))
    assert sum(counts.values()) - sum(counts[each] for each in places) < LEAST


def test_months_that_have_enough_stay_apart() -> None:
    counts = {place(month, NO_TEAM): 10 for month in MONTHS}
    assert len(blocks(counts, LEAST)) == len(MONTHS)
