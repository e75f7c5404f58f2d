from __future__ import annotations

import pytest

from benchmarks.lines import Aim, Line
from benchmarks.rounds import interleaved, ratio


@pytest.mark.parametrize(
    ("aim", "measured", "is_missed"),
    [
        (Aim(0.5, at_least=True), 0.5, False),
        (Aim(0.5, at_least=True), 0.49, True),
        (Aim(1.2), 1.2, False),
        (Aim(1.2), 1.21, True),
        (None, 99.0, False),
    ],
)
def test_an_aim_is_met_or_missed(aim: Aim | None, measured: float, is_missed: bool) -> None:
    assert Line("page", "1", "2", measured, aim).is_missed is is_missed


def test_a_missed_aim_says_by_how_much() -> None:
    assert "at least 0.5: MISSED by 20%" in str(Line("page", "4/s", "10/s", 0.4, Aim(0.5, at_least=True)))
    assert "at most 1.2: MISSED by 25%" in str(Line("page", "15 ms", "10 ms", 1.5, Aim(1.2)))
    assert "met" in str(Line("page", "10 ms", "10 ms", 1.0, Aim(1.2)))


def test_rounds_take_turns_and_the_first_does_not_count() -> None:
    order: list[str] = []

    def work(name: str) -> float:
        order.append(name)
        return float(len(order))

    found = interleaved({"a": lambda: work("a"), "b": lambda: work("b")}, rounds=2)
    assert order == ["a", "b"] * 3
    assert found == {"a": [3.0, 5.0], "b": [4.0, 6.0]}


def test_one_disturbed_round_does_not_change_the_ratio() -> None:
    assert ratio([10.0, 10.0, 500.0], [5.0, 5.0, 5.0]) == 2.0
