"""What calls that were scored twice let us say, per B and per criterion."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from admin.insight.statistics import Interval
from admin.reliability.agreement import Agreement, alpha, icc, kappa
from admin.reliability.report import Level, TwiceScored, ValuePair, level, report
from survey import dimensions
from survey.criteria.catalogue import BY_CODE


def call(number: int, first: float | None = None, second: float | None = None) -> TwiceScored:
    """A call with these scores on bekend."""
    nothing = (None,) * (len(dimensions.CODES) - 1)
    return TwiceScored(
        UUID(int=number), UUID(int=1), "Spring", 1, date(2026, 2, 3), "Burgerzaken", "phone", None, (first, *nothing),
        (second, *nothing),
    )  # fmt: skip


def pairs(code: str, *values: tuple[float | None, float | None]) -> list[ValuePair]:
    return [ValuePair(call(place), BY_CODE[code], *each) for place, each in enumerate(values)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, Level.CANNOT_TELL),
        (-0.2, Level.CALIBRATE),
        (0.6669, Level.CALIBRATE),
        (0.667, Level.TENTATIVE),
        (0.7999, Level.TENTATIVE),
        (0.8, Level.FIRM),
    ],
)
def test_krippendorffs_thresholds(value: float | None, expected: Level) -> None:
    assert level(Agreement(value, Interval(-1, 1), 20)) is expected


def test_each_scale_has_its_own_measure() -> None:
    answers = [(1.0, 1.0), (0.0, 1.0), (0.0, 0.0), (1.0, 1.0)]
    partly = [(1.0, 0.5), (0.0, 0.5), (0.0, 0.0), (1.0, 1.0)]
    marks = [(7.0, 8.0), (4.0, 4.0), (9.0, 10.0), (6.0, 5.0)]
    waits = [(20.0, 24.0), (100.0, 90.0), (31.0, 31.0)]
    found = report(
        [],
        [
            *pairs("bekend.historie", *answers),
            *pairs("behulpzaam.antwoord", *partly),
            *pairs("bekend.taal", *marks),
            *pairs("bereikbaar.wachttijd", *waits),
        ],
    )
    by_code = {each.criterion.code: each for each in found.criteria}
    yes_no, ordered = by_code["bekend.historie"], by_code["behulpzaam.antwoord"]
    mark, wait = by_code["bekend.taal"], by_code["bereikbaar.wachttijd"]
    assert (yes_no.alpha, yes_no.kappa, yes_no.icc) == (alpha(answers, "nominal"), kappa(answers), None)
    assert (ordered.alpha, ordered.kappa, ordered.icc) == (alpha(partly, "ordinal"), None, None)
    assert (mark.alpha, mark.kappa, mark.icc) == (alpha(marks, "interval"), None, icc(marks))
    assert (wait.alpha, wait.kappa, wait.icc) == (alpha(waits, "interval"), None, None)


def test_what_one_auditor_left_out_is_counted_apart() -> None:
    found = report([], pairs("bekend.taal", (7.0, None), (None, 8.0), (6.0, 6.0), (9.0, 7.0))).criteria[0]
    assert found.alpha.n == 2
    assert found.one_sided == 2


def test_the_largest_differences_are_discussed_first() -> None:
    values = [(7.0, 7.0), (4.0, 6.0), (9.0, 2.0), (6.0, 5.0), (None, 9.0), (1.0, 4.0), (5.0, 9.0), (8.0, 7.0)]
    found = report([], pairs("bekend.taal", *values)).criteria[0]
    assert [pair.apart for pair in found.discuss] == [7, 4, 3, 2, 1]


def test_one_call_that_differs_from_all_others_is_no_ground_to_tell() -> None:
    """Alpha is 1, and without that one call there would be none."""
    found = report([], pairs("bekend.historie", *[(1.0, 1.0)] * 12, (0.0, 0.0))).criteria[0]
    assert found.alpha.value == pytest.approx(1)
    assert (found.alpha.hinges, found.level) == (True, Level.CANNOT_TELL)


def test_the_least_agreement_is_calibrated_first() -> None:
    good = [(1.0, 1.0), (0.0, 0.0), (1.0, 1.0)] * 4
    bad, worse = [(1.0, 1.0), (0.0, 0.0), (1.0, 0.0), (0.0, 0.0)] * 3, [(1.0, 0.0), (0.0, 1.0)] * 6
    found = report(
        [],
        [
            *pairs("bekend.historie", *bad),
            *pairs("bekend.samenvatting", *good),
            *pairs("betrouwbaar.afspraak", *worse),
            *pairs("betrouwbaar.klacht", (1.0, 1.0), (1.0, 1.0)),
        ],
    )
    assert [each.criterion.code for each in found.to_calibrate] == ["betrouwbaar.afspraak", "bekend.historie"]


def test_a_b_is_measured_on_the_calls_scores() -> None:
    calls = [call(1, 60.0, 70.0), call(2, 90.0, 85.0), call(3, None, 40.0), call(4, 20.0, 35.0)]
    found = report(calls, []).dimensions
    assert [each.dimension for each in found] == list(dimensions.CODES)
    assert found[0].alpha == alpha([(60.0, 70.0), (90.0, 85.0), (20.0, 35.0)], "interval")
    assert found[0].difference == 10
    assert (found[1].alpha.n, found[1].difference, found[1].level) == (0, None, Level.CANNOT_TELL)
