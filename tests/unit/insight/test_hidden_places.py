"""In a table of several breakdowns no small group can be had by subtraction along a line."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from admin.insight.suppression import ALL, Place, hidden_places

LEAST = 10
TEAMS, CHANNELS, LANGUAGES = ("A", "B", "C"), ("phone", "counter"), ("nl", "en", "tr")


def tables(*breakdowns: tuple[str, ...]) -> st.SearchStrategy[dict[Place, int]]:
    places = st.sampled_from(list(product(*breakdowns)))
    return st.dictionaries(places, st.integers(0, 40), max_size=18)


def with_totals(counts: dict[Place, int]) -> dict[Place, int]:
    """What a reader sees who asks for every view, each total made by adding anew."""
    breakdowns = list(zip(*counts, strict=True))
    every = product(*([*sorted({*keys}), ALL] for keys in breakdowns))
    return {
        wanted: sum(
            count
            for place, count in counts.items()
            if all(key in {ALL, here} for key, here in zip(wanted, place, strict=True))
        )
        for wanted in every
    }


def lines(table: dict[Place, int]) -> list[tuple[Place, list[Place]]]:
    """Every total with the places that it is the sum of, along one breakdown."""
    found = []
    for total in table:
        for axis, key in enumerate(total):
            if key is ALL:
                rest = [p for p in table if p[axis] is not ALL and (*p[:axis], ALL, *p[axis + 1 :]) == total]
                found.append((total, rest))
    return found


def had_by_subtraction(table: dict[Place, int], hidden: frozenset[Place]) -> set[Place]:
    """Hidden places that follow, one line after another, from what is shown."""
    unknown = {place for place in hidden if table[place] > 0}
    had: set[Place] = set()
    while True:
        missing = [[place for place in (total, *rest) if place in unknown] for total, rest in lines(table)]
        new = {places[0] for places in missing if len(places) == 1}
        if not new:
            return had
        had |= new
        unknown -= new


def test_large_groups_are_all_shown() -> None:
    assert hidden_places({("A", "phone"): 20, ("B", "phone"): 30, ("A", "counter"): 12}, LEAST) == frozenset()


def test_nothing_is_nothing_to_hide() -> None:
    assert hidden_places({}, LEAST) == frozenset()
    assert hidden_places({("A", "phone"): 0}, LEAST) == frozenset()


def test_a_small_team_takes_the_smallest_other_with_it() -> None:
    hidden = hidden_places({("A",): 40, ("B",): 3, ("C",): 12}, LEAST)
    assert hidden == {("B",), ("C",)}


def test_of_two_teams_with_a_small_one_neither_is_shown() -> None:
    hidden = hidden_places({("A",): 40, ("B",): 3}, LEAST)
    assert hidden == {("A",), ("B",)}


def test_a_small_cell_between_teams_and_channels_hides_a_rectangle() -> None:
    counts: dict[Place, int] = {
        ("A", "phone"): 40,
        ("A", "counter"): 30,
        ("B", "phone"): 50,
        ("B", "counter"): 3,
    }
    assert hidden_places(counts, LEAST) == counts.keys()


def test_the_order_of_the_counts_does_not_matter() -> None:
    counts: dict[Place, int] = {("A", "phone"): 40, ("B", "phone"): 40, ("C", "phone"): 40, ("A", "counter"): 3}
    assert hidden_places(counts, LEAST) == hidden_places(dict(reversed(counts.items())), LEAST)


@given(st.one_of(tables(TEAMS), tables(TEAMS, CHANNELS), tables(TEAMS, CHANNELS, LANGUAGES)))
def test_no_hidden_place_follows_from_what_is_shown(counts: dict[Place, int]) -> None:
    table = with_totals(counts)
    hidden = hidden_places(counts, LEAST)
    assert all(place in hidden for place, count in table.items() if 0 < count < LEAST)
    assert {place for place in had_by_subtraction(table, hidden) if table[place] < LEAST} == set()


@given(st.one_of(tables(TEAMS), tables(TEAMS, CHANNELS), tables(TEAMS, CHANNELS, LANGUAGES)))
def test_hidden_places_together_are_enough_where_their_total_is_shown(counts: dict[Place, int]) -> None:
    table = with_totals(counts)
    hidden = hidden_places(counts, LEAST)
    for total, rest in lines(table):
        together = sum(table[place] for place in rest if place in hidden)
        assert total in hidden or together == 0 or together >= LEAST
