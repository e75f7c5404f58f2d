"""Whoever asks for every view and subtracts them in every way learns nothing of a small group; else we would notice."""

from __future__ import annotations

import random
from uuid import UUID

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from admin.insight.disclosure import disclosure, disclosure_in
from tests.unit.insight import attacker
from tests.unit.insight.attacker import CHANNELS, LANGUAGES, MODES, MONTHS, TEAMS, Town

LEAST = 10
A, B = UUID(int=1), UUID(int=2)


def town(seed: int, sparse: float) -> Town:
    """Answers here and there: large groups, small ones, and places where nobody answered."""
    chance = random.Random(seed)
    places = [
        (month, team, channel, language, mode)
        for month in MONTHS
        for team in TEAMS
        for channel in CHANNELS
        for language in LANGUAGES
        for mode in MODES
    ]
    found = {}
    for key in places:
        usual = (key[3] == "nl") + (key[4] == "link")
        if chance.random() > sparse - usual / 4:
            found[key] = round(chance.expovariate(1 / (1 + 9 * usual**2))) + 1
    return found


def leaks_of(found: Town, variable: str) -> list[attacker.Vector]:
    released = attacker.shown_by_atoms(found, LEAST, variable)
    return attacker.leaks(released, attacker.answers(found, variable), LEAST)


@settings(max_examples=15, phases=(Phase.explicit, Phase.generate))
@given(st.integers(0, 10_000), st.sampled_from([0.4, 0.7, 0.9]), st.sampled_from(["responses", "mark", "bekend_low"]))
def test_no_small_group_is_in_what_the_figures_span(seed: int, sparse: float, variable: str) -> None:
    assert leaks_of(town(seed, sparse), variable) == []


def test_something_is_shown_of_teams_languages_and_modes() -> None:
    found = town(1, 0.7)
    cells = attacker.cells(found)
    everybody = disclosure(cells, LEAST)
    for question in ("responses", "mark", "bekend"):
        assert len(everybody.answers[question]) > 20
        assert any(everybody.parts[question].values())
        assert disclosure_in("tr", cells, LEAST).answers[question]


@pytest.mark.parametrize("seed", range(3))
def test_the_attacker_finds_what_a_naive_product_gives_away(seed: int) -> None:
    found = town(seed, 0.7)
    assert attacker.leaks(attacker.shown_naively(found, LEAST), found, LEAST)


def test_the_attacker_subtracts_and_combines() -> None:
    jan, feb = MONTHS[2], MONTHS[3]
    few = (jan, B, "phone", "nl", "link")
    found: Town = {(jan, A, "phone", "nl", "link"): 30, few: 4, (feb, A, "phone", "nl", "link"): 30}
    everything, january = frozenset(found), frozenset({(jan, A, "phone", "nl", "link")})
    february = frozenset({(feb, A, "phone", "nl", "link")})
    assert frozenset({few}) in attacker.leaks([everything, february, january], found, LEAST)
    assert attacker.leaks([everything, february], found, LEAST) == []
