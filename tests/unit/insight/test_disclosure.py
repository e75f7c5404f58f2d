"""A filtered view keeps back what a neighbouring view would turn into a small group."""

from __future__ import annotations

from uuid import UUID

from admin.insight.cells import Cell, View
from admin.insight.disclosure import COUNTED, numbers, withheld, withheld_beside
from survey import dimensions
from tests.unit.insight.answers import all_five, cell

A, B, C = (UUID(int=number) for number in (1, 2, 3))
LEAST = 10


def answered(team: UUID, number: int, channel: str = "phone", language: str = "", value: int = 2) -> Cell:
    """Citizens who all gave the same answer to every B, a mark, and said "yes"."""
    return numbers(Cell("2026-01", team, channel, language, cell([all_five(value, mark=5)] * number, "yes")))


def test_numbers_are_answers_per_variable() -> None:
    found = answered(A, 3).counts
    assert {name: found[name] for name in COUNTED} == dict.fromkeys(COUNTED, 3)
    assert answered(A, 3, value=4).counts["bekend_low"] == 0


def test_a_view_of_everything_keeps_nothing_back() -> None:
    assert withheld([answered(A, 3)], View(), LEAST) == frozenset()
    assert withheld_beside([answered(A, 3)], View(), LEAST) == frozenset()


def test_a_team_is_withheld_where_all_others_together_are_few() -> None:
    everybody = [answered(A, 30), answered(B, 6)]
    assert withheld(everybody, View(A), LEAST) == COUNTED.keys()
    assert withheld_beside(everybody, View(A), LEAST) == COUNTED.keys()


def test_a_team_is_shown_where_the_others_are_many_or_none() -> None:
    assert withheld([answered(A, 30), answered(B, 16)], View(A), LEAST) == frozenset()
    assert withheld([answered(A, 30)], View(A), LEAST) == frozenset()


def test_of_many_teams_one_is_withheld_beside_the_small_one() -> None:
    everybody = [answered(A, 30), answered(B, 6), answered(C, 20)]
    assert withheld(everybody, View(A), LEAST) == frozenset()
    assert withheld(everybody, View(C), LEAST) == COUNTED.keys()


def test_each_b_is_looked_at_by_itself() -> None:
    silent = [{"beleefd": 4}] * 20
    everybody = [answered(A, 30), answered(B, 6), Cell("2026-01", B, "phone", "", cell(silent))]
    found = withheld([*everybody[:2], numbers(everybody[2])], View(A), LEAST)
    assert "beleefd" not in found
    assert {"bekend", "mark", "resolved"} <= found
    assert {f"{code}_low" for code in dimensions.CODES} <= found


def test_months_are_taken_together_for_the_whole_period() -> None:
    everybody = [answered(A, 30), answered(B, 6), Cell("2026-02", B, "phone", "", answered(B, 6).counts)]
    assert withheld(everybody, View(A), LEAST) == frozenset()


def test_a_team_in_a_channel_is_withheld_where_the_other_channel_is_small() -> None:
    everybody = [answered(A, 30), answered(A, 4, "counter"), answered(B, 30), answered(B, 30, "counter")]
    assert withheld(everybody, View(A, "phone"), LEAST) == COUNTED.keys()
    assert withheld(everybody, View(A), LEAST) == frozenset()


def test_a_language_is_withheld_beside_the_only_other_one() -> None:
    everybody = [answered(A, 40, language="nl"), answered(A, 4, language="tr")]
    assert withheld(everybody, View(language="nl"), LEAST) == COUNTED.keys()
    everybody.append(answered(A, 12, language="en"))
    assert withheld(everybody, View(language="nl"), LEAST) == frozenset()
    assert withheld(everybody, View(language="en"), LEAST) == COUNTED.keys()
