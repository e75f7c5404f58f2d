"""Advice: one piece for whatever the evidence shows, most urgent first, nothing without evidence."""

from __future__ import annotations

import pytest

from admin.insight.advice import advise
from admin.insight.advice_texts import CRITERION_TEXTS, DIMENSION_TEXTS, TITLES
from admin.insight.comparison import compare
from admin.insight.evidence import CriterionScores, Options
from admin.insight.results import (
    HIDDEN,
    NOT_MEASURED,
    Advice,
    CriterionComparison,
    DimensionComparison,
    Gap,
    ProfileGap,
    Quadrant,
    Score,
    Verdict,
)
from admin.insight.verdicts import quadrant
from survey import dimensions
from survey.criteria.catalogue import CATALOGUE
from tests.unit.insight.answers import all_five, calls_at, evidence

NORM = 75.0


def at(mean: float) -> Score:
    return Score(mean, mean - 3, mean + 3, 20.0, 60, 60.0)


def b(code: str, perceived: Score, measured: Score, importance: float | None = 0.5) -> DimensionComparison:
    return DimensionComparison(
        dimension=code,
        perceived=perceived,
        measured=measured,
        gap=Gap(),
        profile_gap=ProfileGap(),
        verdict=Verdict.CANNOT_TELL,
        quadrant=quadrant(perceived, measured, NORM),
        more_responses_needed=None,
        importance=importance,
        importance_n=None if importance is None else 60,
    )


def criterion(code: str, measured: Score, share: float | None = None) -> CriterionComparison:
    count = None if share is None else round(share / 4)
    return CriterionComparison(code, code.split(".", maxsplit=1)[0], measured, count, share)


def codes(found: tuple[Advice, ...]) -> list[str]:
    return [advice.code for advice in found]


def test_there_are_words_for_every_b_in_every_quadrant_and_every_built_in_criterion() -> None:
    assert DIMENSION_TEXTS.keys() == {(code, q) for code in dimensions.CODES for q in Quadrant}
    assert TITLES.keys() == set(Quadrant)
    assert CRITERION_TEXTS.keys() == {built_in.code for built_in in CATALOGUE}


@pytest.mark.parametrize("code", dimensions.CODES)
@pytest.mark.parametrize(("perceived", "measured"), [(80, 80), (60, 80), (80, 60), (60, 60)])
def test_a_b_gets_the_advice_of_its_quadrant(code: str, perceived: float, measured: float) -> None:
    row = b(code, at(perceived), at(measured))
    (advice,) = advise((row,), (), NORM)
    assert row.quadrant is not None
    assert advice.code == f"{code}.{row.quadrant}"
    assert (advice.title, advice.text) == (TITLES[row.quadrant], DIMENSION_TEXTS[code, row.quadrant])
    assert (advice.criterion, advice.priority) == (None, 1)
    assert advice.evidence.perceived == at(perceived)


@pytest.mark.parametrize(("perceived", "measured"), [(HIDDEN, at(60)), (at(60), NOT_MEASURED), (HIDDEN, HIDDEN)])
def test_without_evidence_on_both_sides_a_b_gets_none(perceived: Score, measured: Score) -> None:
    assert advise((b("bekend", perceived, measured),), (), NORM) == ()


def test_a_criterion_short_of_the_norm_gets_its_own_advice_with_its_figures() -> None:
    row = b("bekend", at(80), at(70))
    found = advise((row,), (criterion("bekend.taal", at(55), share=40.0),), NORM)
    assert codes(found) == ["bekend.taal", "bekend.goodwill_at_risk"]
    evidence = found[0].evidence
    assert (found[0].criterion, found[0].quadrant) == ("bekend.taal", Quadrant.GOODWILL_AT_RISK)
    assert (evidence.criterion, evidence.reason_count, evidence.reason_share) == (at(55), 10, 40.0)
    assert (evidence.perceived, evidence.measured, evidence.importance) == (at(80), at(70), 0.5)


def test_a_criterion_at_the_norm_or_never_audited_gets_none() -> None:
    row = b("bekend", at(80), at(80))
    found = advise((row,), (criterion("bekend.taal", at(75)), criterion("bekend.historie", HIDDEN)), NORM)
    assert codes(found) == ["bekend.both_good"]


def test_what_low_scorers_tick_counts_where_the_audit_sees_nothing() -> None:
    row = b("beleefd", at(60), at(85))
    criteria = (criterion("beleefd.serieus", at(90), share=60.0), criterion("beleefd.luisteren", at(90), share=0.0))
    assert codes(advise((row,), criteria, NORM)) == ["beleefd.blind_spot", "beleefd.serieus"]


def test_audits_alone_give_advice_on_criteria_only() -> None:
    row = b("bekend", HIDDEN, at(60), importance=None)
    (advice,) = advise((row,), (criterion("bekend.taal", at(50)),), NORM)
    assert (advice.code, advice.quadrant) == ("bekend.taal", None)


def test_importance_times_shortfall_ranks() -> None:
    rows = (
        b("bekend", at(65), at(80), importance=0.2),
        b("bereikbaar", at(70), at(80), importance=0.8),
        b("beleefd", at(90), at(90), importance=0.9),
        b("behulpzaam", at(72), at(60), importance=0.4),
    )
    found = advise(rows, (), NORM)
    assert [(advice.dimension, advice.priority) for advice in found] == [
        ("behulpzaam", 1),
        ("bereikbaar", 2),
        ("bekend", 3),
        ("beleefd", 4),
    ]
    assert found[-1].quadrant is Quadrant.BOTH_GOOD


def test_an_unknown_importance_counts_as_the_mean_of_the_known() -> None:
    rows = (
        b("bekend", at(65), at(80), importance=0.2),
        b("bereikbaar", at(65), at(80), importance=None),
        b("beleefd", at(65), at(80), importance=0.6),
    )
    assert [advice.dimension for advice in advise(rows, (), NORM)] == ["beleefd", "bereikbaar", "bekend"]


def test_where_no_importance_is_known_the_shortfall_alone_ranks() -> None:
    rows = (b("bekend", at(70), at(80), importance=None), b("beleefd", at(60), at(80), importance=None))
    assert [advice.dimension for advice in advise(rows, (), NORM)] == ["beleefd", "bekend"]


def test_a_negative_importance_ranks_after_all_that_matters_but_before_what_goes_well() -> None:
    rows = (
        b("bekend", at(20), at(20), importance=-0.4),
        b("bereikbaar", at(74), at(80), importance=0.1),
        b("beleefd", at(90), at(90), importance=0.9),
    )
    assert [advice.dimension for advice in advise(rows, (), NORM)] == ["bereikbaar", "bekend", "beleefd"]


def test_an_organisations_own_criterion_has_no_built_in_advice() -> None:
    assert advise((b("bekend", HIDDEN, at(60)),), (criterion("bekend.eigen", at(20)),), NORM) == ()


def test_a_comparison_brings_its_advice() -> None:
    criteria = (CriterionScores("bekend.taal", "bekend", (40.0, 50.0, 60.0)),)
    answers = [all_five(2 + i % 2, mark=4 + i % 2) for i in range(40)]
    found = compare(evidence(answers, calls_at(80.0, 90.0, 85.0), criteria=criteria), Options())
    assert codes(found.advice) == [
        *(f"{code}.blind_spot" for code in dimensions.CODES),
        "bekend.taal",
    ]
    assert [advice.priority for advice in found.advice] == [1, 2, 3, 4, 5, 6]
