"""Who answered against who was in contact: shares, Haberman's residuals and small groups."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from admin.insight.evidence import Stratum
from admin.insight.represented import represented
from admin.insight.results import Represented


def group(contacts: int, answers: int, team: str | None = "A", channel: str = "phone", hidden: bool = False) -> Stratum:
    return Stratum(team, channel, contacts, {"responses": answers}, is_pooled=hidden)


def test_both_shares_add_up_to_a_hundred() -> None:
    found = represented([group(600, 30), group(300, 50, "B"), group(100, 20, None, "counter")], 10)
    assert [row.team for row in found] == ["A", "B", None]
    assert [row.contact_share for row in found] == [60, 30, 10]
    assert [row.answer_share for row in found] == [30, 50, 20]


def test_who_answers_less_and_who_answers_more_is_told() -> None:
    found = represented([group(600, 30), group(300, 50, "B"), group(1000, 100, "C")], 10)
    told = {row.team: row.representation for row in found}
    assert told == {"A": Represented.LESS, "B": Represented.MORE, "C": Represented.IN_PROPORTION}


def test_a_difference_that_can_be_chance_is_none() -> None:
    found = represented([group(500, 12), group(500, 20, "B")], 10)
    assert {row.representation for row in found} == {Represented.IN_PROPORTION}


def test_a_certain_but_small_difference_is_none() -> None:
    found = represented([group(500_000, 47_500), group(500_000, 52_500, "B")], 10)
    assert max(row.p_adjusted or 0 for row in found) < 1e-6
    assert {row.representation for row in found} == {Represented.IN_PROPORTION}


def test_the_p_value_of_two_groups_is_that_of_the_chi_square_test() -> None:
    """With two groups the squared residual is Pearson's chi-square with one degree of freedom."""
    rng = np.random.default_rng(4)
    for contacts_a, contacts_b, a, b in rng.integers(10, 2000, (500, 4)).tolist():
        answers, contacts = a + b, contacts_a + contacts_b
        expected = [answers * contacts_a / contacts, answers * contacts_b / contacts]
        p = stats.chisquare([a, b], expected).pvalue
        found = represented([group(contacts_a, a), group(contacts_b, b, "B")], 10)
        # Both groups have the same p; Holm doubles it.
        assert found[0].p_adjusted == pytest.approx(min(1.0, 2 * p), rel=1e-9, abs=1e-300)


def test_small_and_hidden_groups_stand_together() -> None:
    strata = [group(500, 80), group(90, 4, "B"), group(80, 12, "C", hidden=True), group(20, 7, None, "chat")]
    shown, rest = represented(strata, 10)
    assert (shown.team, shown.answers) == ("A", 80)
    assert (rest.is_rest, rest.team, rest.contacts, rest.answers) == (True, None, 190, 23)


def test_a_rest_that_is_too_small_is_hidden_with_all_its_figures() -> None:
    *_, rest = represented([group(500, 80), group(300, 40, "B"), group(90, 4, "C")], 10)
    assert rest.hidden
    assert (rest.answers, rest.answer_share, rest.low, rest.high, rest.p_adjusted, rest.representation) == (None,) * 6


@pytest.mark.parametrize(
    "strata",
    [
        [],
        [group(500, 80)],
        [group(500, 80), group(0, 30, "B")],
        [group(500, 3), group(400, 4, "B")],
        [group(500, 0), group(400, 0, "B")],
    ],
)
def test_without_two_groups_to_compare_there_is_nothing(strata: list[Stratum]) -> None:
    assert represented(strata, 10) == ()
