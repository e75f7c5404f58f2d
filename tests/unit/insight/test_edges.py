"""The edges: nobody, one or two on a side, everybody alike, nothing filled in, no contacts, a team on one side only."""

from __future__ import annotations

import pytest

from admin.insight.comparison import compare
from admin.insight.evidence import AuditedCall, Options
from admin.insight.results import DimensionComparison
from admin.insight.terms import Verdict
from survey import dimensions
from tests.unit.insight.answers import all_five, calls, calls_at, evidence, stratum

LEAST = Options(min_group=5)
BLANK = dict.fromkeys(dimensions.CODES)


def first(answers: int, audited: tuple[AuditedCall, ...], options: Options = LEAST) -> DimensionComparison:
    """The first B of so many citizens who answer 4 and 5 in turn, beside these calls."""
    given = [all_five(4 + place % 2, mark=8) for place in range(answers)]
    return compare(evidence(given, audited), options).dimensions[0]


@pytest.mark.parametrize("answers", [0, 1, 2, 4])
def test_under_the_least_group_nothing_is_told(answers: int) -> None:
    found = first(answers, calls_at(60.0, 70.0, 80.0))
    assert found.perceived.hidden
    assert (found.perceived.n, found.gap.mean, found.verdict) == (None, None, Verdict.CANNOT_TELL)
    assert found.importance is None


@pytest.mark.parametrize(("scores", "is_compared"), [((), False), ((70.0,), False), ((70.0, 70.0), True)])
def test_a_gap_takes_two_audited_calls(scores: tuple[float, ...], is_compared: bool) -> None:
    found = first(30, calls_at(*scores))
    assert (found.gap.mean is not None) == is_compared
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.measured.hidden == (len(scores) == 1)


def test_two_calls_that_differ_say_hardly_anything() -> None:
    found = first(30, calls_at(40.0, 100.0))
    assert found.measured.low is not None
    assert found.measured.high is not None
    assert found.measured.high - found.measured.low > 90
    assert found.verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(("answer", "score"), [(5, 100.0), (1, 0.0), (3, 50.0)])
def test_everybody_alike_keeps_to_the_scale_and_is_not_certain(answer: int, score: float) -> None:
    found = compare(evidence([all_five(answer)] * 12, calls_at(*[score] * 12)), LEAST).dimensions[0]
    for side in (found.perceived, found.measured):
        assert side.low is not None
        assert side.high is not None
        assert 0 <= side.low <= score <= side.high <= 100
        assert side.high > side.low
    assert found.gap.p == pytest.approx(1)
    assert found.verdict is Verdict.CANNOT_TELL


def test_opposite_ends_are_told_apart() -> None:
    found = compare(evidence([all_five(1)] * 12, calls_at(*[100.0] * 12)), LEAST).dimensions[0]
    assert found.gap.mean == -100
    assert found.verdict is Verdict.MORE_CRITICAL
    assert found.gap.low == pytest.approx(-100)


def test_answers_without_any_b_make_no_score() -> None:
    found = compare(evidence([{**BLANK, "mark": 7}] * 20, calls(*[[None] * 5] * 20)), LEAST)
    for row in found.dimensions:
        assert row.perceived.hidden
        assert (row.measured.mean, row.measured.n, row.gap.mean) == (None, 0, None)
    assert found.mark.report_mark.mean == pytest.approx(7)


def test_without_contacts_weights_are_one_and_with_some_the_others_count_once() -> None:
    happy, cross = [all_five(5)] * 20, [all_five(1)] * 20
    none = compare(evidence(strata=(stratum(happy, 0), stratum(cross, 0, "Belastingen"))), LEAST)
    some = compare(evidence(strata=(stratum(happy, 300), stratum(cross, 0, "Belastingen"))), LEAST)
    assert none.dimensions[0].perceived.mean == 50
    assert none.dimensions[0].perceived.n_effective == pytest.approx(40)
    assert some.dimensions[0].perceived.mean == 50


def test_contacts_without_answers_weigh_nothing() -> None:
    answered = stratum([all_five(5)] * 20, 300)
    found = compare(evidence(strata=(answered, stratum([], 5000, "Belastingen"))), LEAST)
    assert found.dimensions[0].perceived.mean == 100
    assert found.dimensions[0].perceived.n_effective == pytest.approx(20)


def test_a_team_on_one_side_only_is_no_fault() -> None:
    """The answers are one team's, the audits another's: the view as a whole still compares."""
    found = compare(evidence(audited=calls_at(*[50.0, 60.0] * 20), strata=(stratum([all_five(5)] * 30, 90),)), LEAST)
    assert all(row.verdict is Verdict.MORE_POSITIVE for row in found.dimensions)
    alone = compare(evidence(strata=(stratum([all_five(5)] * 30, 90),)), LEAST)
    assert all(row.gap.mean is None and row.quadrant is None for row in alone.dimensions)
