"""The plan per B: what is enough, what lacks, in answers, calls and weeks; and no small group is given away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from admin.certainty.planner import SIGNIFICANCE_OF_ONE, plans
from admin.certainty.power import POWER, Side, power
from admin.certainty.results import Plan
from admin.insight.terms import HIDDEN, NOT_MEASURED, Score
from tests.unit.certainty.comparisons import ANSWERS, CALLS, comparison


def plan(perceived: Score, measured: Score, difference: float = 8.0, pace: float | None = None) -> Plan:
    """The plan of the first B."""
    found = comparison({"bekend": perceived}, {"bekend": measured})
    return plans(found, difference, {} if pace is None else {"bekend": pace})[0]


def test_the_plan_counts_on_five_tests() -> None:
    assert pytest.approx(0.01) == SIGNIFICANCE_OF_ONE


def test_enough_is_enough() -> None:
    found = plan(replace(ANSWERS, n=900, n_effective=900.0), CALLS, 12.0)
    assert found.is_enough
    assert (found.more_answers, found.more_calls, found.both, found.weeks) == (None, None, None, None)


def test_either_answers_or_calls_would_do() -> None:
    found = plan(ANSWERS, replace(CALLS, n=120, n_effective=120.0), 9.0, pace=7.0)
    assert not found.is_enough
    assert found.more_answers is not None
    assert found.more_calls is not None
    assert power(Side(25.0, 100 + found.more_answers), Side(15.0, 120), 9.0, SIGNIFICANCE_OF_ONE) >= POWER
    assert power(Side(25.0, 100), Side(15.0, 120 + found.more_calls), 9.0, SIGNIFICANCE_OF_ONE) >= POWER
    assert found.weeks == pytest.approx(found.more_answers / 7)


def test_where_audits_lack_only_calls_help() -> None:
    found = plan(replace(ANSWERS, n=2000, n_effective=2000.0), replace(CALLS, n=20, n_effective=20.0), 8.0, pace=7.0)
    assert found.more_answers is None
    assert found.more_calls is not None
    assert found.weeks is None


def test_where_both_lack_it_takes_both() -> None:
    found = plan(replace(ANSWERS, n=20, n_effective=20.0), replace(CALLS, n=10, n_effective=10.0), 5.0, pace=10.0)
    assert (found.more_answers, found.more_calls) == (None, None)
    assert found.both is not None
    answers, calls = found.both
    assert power(Side(25.0, 20 + answers), Side(15.0, 10 + calls), 5.0, SIGNIFICANCE_OF_ONE) >= POWER
    assert found.weeks == pytest.approx(answers / 10)


def test_weighted_answers_count_for_less_so_more_are_needed() -> None:
    calls = replace(CALLS, n=120, n_effective=120.0)
    plain = plan(ANSWERS, calls, 8.0).more_answers
    weighted = plan(replace(ANSWERS, n=200), calls, 8.0).more_answers
    assert plain is not None
    assert weighted in {2 * plain, 2 * plain - 1}


def test_a_hidden_group_of_any_size_has_the_same_plan() -> None:
    """Its number must not follow from what is still needed: the plan is told from nothing."""
    found = plan(HIDDEN, replace(CALLS, n=500, n_effective=500.0), 8.0, pace=2.0)
    assert found.answers_from_none
    assert found.is_assumed
    assert found.more_answers is not None
    assert power(Side(30.0, found.more_answers), Side(15.0, 500), 8.0, SIGNIFICANCE_OF_ONE) >= POWER


@pytest.mark.parametrize("measured", [NOT_MEASURED, HIDDEN])
def test_without_audits_calls_are_planned_from_none(measured: Score) -> None:
    found = plan(replace(ANSWERS, n=900, n_effective=900.0), measured)
    assert found.more_answers is None
    assert found.more_calls is not None
    assert found.is_assumed
    assert not found.answers_from_none


def test_without_anything_both_are_planned() -> None:
    found = plan(HIDDEN, NOT_MEASURED)
    assert found.both is not None
    assert found.answers_from_none


def test_a_difference_too_small_to_find_has_no_plan() -> None:
    found = plan(replace(ANSWERS, sd=45.0), replace(CALLS, sd=45.0), 1.0)
    assert (found.is_enough, found.more_answers, found.more_calls, found.both) == (False, None, None, None)


def test_everybody_the_same_is_not_certain() -> None:
    found = plan(replace(ANSWERS, sd=0.0, n=10, n_effective=10.0), replace(CALLS, sd=0.0, n=4, n_effective=4.0), 8.0)
    assert not found.is_enough
