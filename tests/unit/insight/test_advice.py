"""Advice: one piece for whatever the evidence shows, most urgent first, nothing without evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from admin.insight.advice import advise, titled
from admin.insight.comparison import compare
from admin.insight.evidence import CriterionScores, Options
from admin.insight.library.reading import library
from admin.insight.results import AdviceKind, BusyHour, CriterionComparison, Gap, Resolved, Share
from admin.insight.terms import HIDDEN, NOT_MEASURED, Quadrant, Score
from survey import dimensions
from survey.criteria.catalogue import OwnRequirement
from tests.unit.insight import examples
from tests.unit.insight.advisable import at, b, codes, criterion, view
from tests.unit.insight.answers import all_five, calls_at, evidence


@pytest.mark.parametrize("code", dimensions.CODES)
@pytest.mark.parametrize(("perceived", "measured"), [(80, 80), (60, 80), (80, 60), (60, 60)])
def test_a_b_gets_the_advice_of_its_quadrant(code: str, perceived: float, measured: float) -> None:
    row = b(code, at(perceived), at(measured))
    (advice,) = advise(view([row]))
    assert row.quadrant is not None
    assert advice.code == f"{code}.{row.quadrant}"
    item = library().by_code[advice.code]
    assert (advice.nl, advice.en) == (item.nl, item.en)
    assert (advice.criterion, advice.priority) == (None, 1)
    assert advice.kind is (AdviceKind.GO_ON if row.quadrant is Quadrant.BOTH_GOOD else AdviceKind.IMPROVE)
    assert advice.evidence.perceived == at(perceived)


@pytest.mark.parametrize(("perceived", "measured"), [(HIDDEN, at(60)), (HIDDEN, HIDDEN), (HIDDEN, NOT_MEASURED)])
def test_without_evidence_on_both_sides_a_b_gets_none(perceived: Score, measured: Score) -> None:
    assert advise(view([b("bekend", perceived, measured)])) == ()


def test_citizens_alone_call_for_an_audit() -> None:
    (advice,) = advise(view([b("bekend", at(60), NOT_MEASURED), b("beleefd", at(80), NOT_MEASURED)]))
    assert (advice.code, advice.kind, advice.dimension) == ("everything.not_audited", AdviceKind.FIND_OUT, None)
    assert advice.evidence.dimensions == ("bekend", "beleefd")


def test_a_criterion_short_of_the_norm_gets_its_own_advice_with_its_figures() -> None:
    row = b("bekend", at(80), at(70))
    found = advise(view([row], [criterion("bekend.taal", at(55), share=40.0)]))
    assert codes(found) == ["bekend.taal", "bekend.goodwill_at_risk"]
    seen = found[0].evidence
    assert (found[0].criterion, found[0].quadrant) == ("bekend.taal", Quadrant.GOODWILL_AT_RISK)
    assert (seen.criterion, seen.reason_count, seen.reason_share) == (at(55), 16, 40.0)
    assert (seen.perceived, seen.measured, seen.importance) == (at(80), at(70), 0.5)
    assert (seen.shortfall, seen.weight) == (20.0, 0.5)


@pytest.mark.parametrize("score", [at(75), at(40, n=4), HIDDEN, NOT_MEASURED])
def test_a_criterion_at_the_norm_or_hardly_audited_gets_none(score: Score) -> None:
    found = advise(view([b("bekend", at(80), at(80))], [criterion("bekend.taal", score)]))
    assert codes(found) == ["bekend.both_good"]


def test_what_low_scorers_tick_counts_where_the_audit_sees_nothing() -> None:
    criteria = (criterion("beleefd.serieus", at(90), share=60.0), criterion("beleefd.luisteren", at(90), share=19.0))
    found = advise(view([b("beleefd", at(60), at(85))], criteria))
    assert codes(found) == ["beleefd.blind_spot", "beleefd.serieus.named"]
    assert found[1].evidence.shortfall == pytest.approx(15 * 0.6)


def test_where_the_audit_sees_it_too_it_is_told_once() -> None:
    found = advise(view([b("beleefd", at(60), at(60))], [criterion("beleefd.serieus", at(50), share=60.0)]))
    assert codes(found) == ["beleefd.serieus", "beleefd.priority"]


def test_audits_alone_give_advice_on_criteria_only() -> None:
    (advice,) = advise(
        view([b("bekend", HIDDEN, at(60), importance=None)], [criterion("bekend.taal", at(50))]),
    )
    assert (advice.code, advice.quadrant) == ("bekend.taal", None)


def test_importance_times_shortfall_ranks_and_what_goes_well_comes_last() -> None:
    rows = (
        b("bekend", at(65), at(80), importance=0.2),
        b("bereikbaar", at(70), at(80), importance=0.8),
        b("beleefd", at(90), at(90), importance=0.9),
        b("behulpzaam", at(72), at(60), importance=0.4),
    )
    found = advise(view(rows))
    assert [(advice.dimension, advice.priority) for advice in found] == [
        ("behulpzaam", 1),
        ("bereikbaar", 2),
        ("bekend", 3),
        ("beleefd", 4),
    ]
    assert found[-1].kind is AdviceKind.GO_ON


def test_an_unknown_importance_counts_as_the_mean_of_the_known() -> None:
    rows = (
        b("bekend", at(65), at(80), importance=0.2),
        b("bereikbaar", at(65), at(80), importance=None),
        b("beleefd", at(65), at(80), importance=0.6),
    )
    assert [advice.dimension for advice in advise(view(rows))] == ["beleefd", "bereikbaar", "bekend"]


def test_where_no_importance_is_known_the_shortfall_alone_ranks() -> None:
    rows = (b("bekend", at(70), at(80), importance=None), b("beleefd", at(60), at(80), importance=None))
    assert [advice.dimension for advice in advise(view(rows))] == ["beleefd", "bekend"]


def test_a_negative_importance_ranks_after_all_that_matters_but_before_what_goes_well() -> None:
    rows = (
        b("bekend", at(20), at(20), importance=-0.4),
        b("bereikbaar", at(74), at(80), importance=0.1),
        b("beleefd", at(90), at(90), importance=0.9),
    )
    assert [advice.dimension for advice in advise(view(rows))] == ["bereikbaar", "bekend", "beleefd"]


def test_an_organisations_own_criterion_is_named_in_both_languages() -> None:
    own = replace(criterion("bekend.eigen", at(20)), own=OwnRequirement("Noemt {de} wijk", "Names the area"))
    (advice,) = advise(view([b("bekend", HIDDEN, at(60))], [own]))
    assert (advice.code, advice.criterion) == ("bekend.eigen", "bekend.eigen")
    assert advice.nl.title.endswith(": Noemt {de} wijk")
    assert advice.en.title.endswith(": Names the area")
    assert "Names the area" in advice.en.first_step
    found = titled("bekend.eigen", own.own)
    assert found is not None
    assert (found.nl, found.en) == (advice.nl, replace(advice.en))


def test_words_are_found_by_code() -> None:
    found = titled("bekend.taal.named")
    assert found is not None
    assert found.words("fy") == (library().by_code["bekend.taal.named"].nl, "nl")
    assert found.words("ar")[1] == "en"
    assert titled("bekend.onzin") is None


def test_a_low_share_of_answered_questions_calls_for_advice() -> None:
    rows = [b("behulpzaam", at(80), at(80))]
    found = advise(replace(view(rows), resolved=Resolved(55.0, 20.0, 25.0, 50.0, 60.0, 120)))
    assert codes(found) == ["behulpzaam.resolved", "behulpzaam.both_good"]
    assert found[0].evidence.resolved == Resolved(55.0, 20.0, 25.0, 50.0, 60.0, 120)
    assert codes(advise(replace(view(rows), resolved=Resolved(hidden=True)))) == ["behulpzaam.both_good"]


def test_the_phone_log_calls_for_advice_by_itself() -> None:
    log = examples.full().phone_log
    found = advise(replace(view([]), phone_log=log))
    assert codes(found) == ["bereikbaar.phone_wait", "bereikbaar.phone_unanswered"]
    assert all(advice.evidence.phone_log == log for advice in found)


def test_only_hours_that_are_surely_worse_than_the_week_are_named() -> None:
    hours = (
        BusyHour(0, 9, Share(40.0, 32.0, 49.0, 150)),
        BusyHour(1, 9, Share(22.0, 15.0, 31.0, 100)),
        BusyHour(2, 9, Share(50.0, 27.0, 73.0, 14)),
        BusyHour(3, 9, Share(45.0, 40.0, 50.0, 400)),
    )
    found = advise(replace(view([]), phone_log=examples.full().phone_log), hours)
    (advice,) = (each for each in found if each.code == "bereikbaar.phone_hours")
    assert [(hour.weekday, hour.not_answered.n) for hour in advice.evidence.hours] == [(3, 400), (0, 150)]


def test_what_cannot_be_told_yet_says_what_would_settle_it() -> None:
    open_rows = [
        replace(b(code, at(70), at(74)), gap=Gap(-4, -10, 2, 0.2, 0.6), more_responses_needed=needed)
        for code, needed in (("bekend", 90), ("beleefd", 40))
    ]
    (advice,) = (each for each in advise(view(open_rows)) if each.code == "everything.cannot_tell")
    assert (advice.evidence.dimensions, advice.evidence.more_responses_needed) == (("bekend", "beleefd"), 40)


def test_auditors_who_lie_apart_are_told() -> None:
    row = replace(b("bekend", at(80), at(80)), auditor_disagreement=18.0, within_auditor_disagreement=True)
    found = advise(view([row]))
    assert codes(found) == ["everything.within_disagreement", "everything.auditors_apart", "bekend.both_good"]
    assert found[1].evidence.auditor_disagreement == 18.0


def test_a_comparison_brings_its_advice() -> None:
    criteria = (CriterionScores("bekend.taal", "bekend", (40.0, 50.0, 60.0, 45.0, 55.0)),)
    answers = [all_five(2 + i % 2, mark=4 + i % 2) for i in range(40)]
    found = compare(evidence(answers, calls_at(80.0, 90.0, 85.0), criteria=criteria), Options()).advice
    assert {f"{code}.blind_spot" for code in dimensions.CODES} < set(codes(found))
    assert codes(found)[5] == "bekend.taal"
    assert [advice.priority for advice in found] == list(range(1, len(found) + 1))


def test_a_criterion_that_nobody_knows_is_named_by_its_code() -> None:
    (advice,) = advise(
        view([b("bekend", HIDDEN, at(60))], [CriterionComparison("bekend.oud", "bekend", at(20), None, None)])
    )
    assert advice.en.title.endswith(": bekend.oud")
