"""No advice without evidence: whatever the figures, each piece stands on figures that are shown."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from admin.insight.advice import advise
from admin.insight.results import (
    Advice,
    AdviceKind,
    Comparison,
    CriterionComparison,
    DimensionComparison,
    Gap,
    Resolved,
    ResponseRate,
)
from admin.insight.terms import HIDDEN, NOT_MEASURED, Score
from survey import dimensions
from survey.criteria.catalogue import CATALOGUE
from tests.unit.insight import examples
from tests.unit.insight.advisable import NORM, at, b, view

MEANS = st.integers(0, 100).map(float)
MISSING = st.sampled_from([HIDDEN, NOT_MEASURED])
SCORES = st.one_of(MISSING, st.builds(at, MEANS, st.integers(1, 40)))
OWN_CODE = "beleefd.eigen"


@st.composite
def rows(draw: st.DrawFn, code: str) -> DimensionComparison:
    perceived, measured = draw(SCORES), draw(SCORES)
    row = b(code, perceived, measured, draw(st.one_of(st.none(), st.floats(-1, 1))))
    if perceived.mean is None or measured.mean is None:
        return row
    gap = Gap(perceived.mean - measured.mean, -1.0, 1.0, 0.5, 0.5)
    needed = draw(st.one_of(st.none(), st.integers(1, 500)))
    apart = draw(st.one_of(st.none(), st.floats(0, 40)))
    within = None if apart is None else abs(perceived.mean - measured.mean) < apart
    return replace(
        row, gap=gap, more_responses_needed=needed, auditor_disagreement=apart, within_auditor_disagreement=within
    )


@st.composite
def criteria(draw: st.DrawFn) -> CriterionComparison:
    code = draw(st.sampled_from([OWN_CODE, *(each.code for each in CATALOGUE)]))
    count, share = draw(st.one_of(st.just((None, None)), st.tuples(st.integers(0, 30), MEANS)))
    return CriterionComparison(code, code.split(".", maxsplit=1)[0], draw(SCORES), count, share)


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    found = view(
        [draw(rows(code)) for code in dimensions.CODES],
        draw(st.lists(criteria(), max_size=6, unique_by=lambda each: each.code)),
    )
    answered = draw(st.one_of(st.none(), st.integers(10, 200)))
    rate = ResponseRate(2000, 1000, answered, *_rate(answered), hidden=answered is None)
    yes = draw(st.one_of(st.none(), MEANS))
    return replace(
        found,
        response_rate=draw(st.sampled_from([None, rate])),
        resolved=Resolved(hidden=True) if yes is None else Resolved(yes, 0.0, 100.0 - yes, yes, yes, 50),
        phone_log=draw(st.sampled_from([None, examples.full().phone_log])),
    )


def _rate(answered: int | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if answered is None else (answered / 10, answered / 10 - 1, answered / 10 + 1)


def is_under(score: Score) -> bool:
    return score.mean is not None and score.mean < NORM


def is_good(score: Score) -> bool:
    return score.mean is not None and score.mean >= NORM


@settings(max_examples=60, deadline=None)
@given(comparisons())
def test_each_piece_stands_on_figures_that_are_shown(found: Comparison) -> None:
    by_code = {row.code: row for row in found.criteria}
    for advice in advise(found):
        if advice.criterion is not None:
            assert stands(advice, by_code[advice.criterion], found.by_dimension()[advice.dimension or ""])
        elif advice.quadrant is not None and advice.code == f"{advice.dimension}.{advice.quadrant}":
            sides = (advice.evidence.perceived, advice.evidence.measured)
            assert all(map(is_good, sides)) if advice.kind is AdviceKind.GO_ON else any(map(is_under, sides))
        elif advice.code.startswith("bereikbaar.phone"):
            assert found.phone_log is not None
            assert advice.evidence.phone_log == found.phone_log
        elif advice.code == "behulpzaam.resolved":
            assert advice.evidence.resolved == found.resolved
            assert found.resolved.yes is not None
            assert found.resolved.yes < 60
        else:
            assert advice.kind is AdviceKind.FIND_OUT


def stands(advice: Advice, criterion: CriterionComparison, row: DimensionComparison) -> bool:
    if not advice.code.endswith(".named"):
        return is_under(criterion.measured) and (criterion.measured.n or 0) >= 5
    named = (criterion.reason_share or 0) >= 20 and (criterion.reason_count or 0) >= 5
    return named and is_under(row.perceived) and not is_under(criterion.measured)


@settings(max_examples=30, deadline=None)
@given(comparisons())
def test_hidden_figures_call_for_nothing_to_improve_and_nothing_to_be_proud_of(found: Comparison) -> None:
    hidden = replace(
        found,
        dimensions=tuple(b(row.dimension, HIDDEN, HIDDEN, None) for row in found.dimensions),
        criteria=tuple(replace(row, measured=HIDDEN, reason_count=None, reason_share=None) for row in found.criteria),
        resolved=Resolved(hidden=True),
        phone_log=None,
    )
    assert {advice.kind for advice in advise(hidden)} <= {AdviceKind.FIND_OUT}


@settings(max_examples=30, deadline=None)
@given(comparisons())
def test_what_goes_well_comes_last_and_the_most_urgent_first(found: Comparison) -> None:
    given_advice = advise(found)
    kinds = [list(AdviceKind).index(advice.kind) for advice in given_advice]
    assert kinds == sorted(kinds)
    urgency = [
        advice.evidence.weight * advice.evidence.shortfall
        for advice in given_advice
        if advice.kind is AdviceKind.IMPROVE
    ]
    assert urgency == sorted(urgency, reverse=True)


def test_an_organisation_without_anything_gets_no_advice() -> None:
    assert examples.empty().advice == ()
