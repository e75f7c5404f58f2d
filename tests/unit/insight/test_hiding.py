"""Too small groups: nothing of them is shown, in no part of the comparison, nor can it be subtracted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from admin.insight.comparison import compare
from admin.insight.evidence import CriterionScores, MonthStrata, Options
from admin.insight.results import Comparison, Gap
from admin.insight.terms import HIDDEN, Filters
from tests.unit.insight.answers import all_five, calls_at, evidence, of_each_question, response_rate, stratum

UNWEIGHTED = Options(weighted=False)


def months(**counts: int) -> tuple[MonthStrata, ...]:
    return tuple(MonthStrata(month, of_each_question((stratum([all_five(4)] * n),))) for month, n in counts.items())


def trend(comparison: Comparison, code: str = "bekend") -> dict[str, int | None]:
    """Per month the number of answers shown, None where hidden."""
    return {point.month: point.perceived.n for point in comparison.trend if point.dimension == code}


def numbers(value: Any) -> Iterator[object]:
    """Every number anywhere in a part of the comparison."""
    if is_dataclass(value):
        for field in fields(value):
            yield from numbers(getattr(value, field.name))
    elif isinstance(value, float | int) and not isinstance(value, bool):
        yield value


@pytest.mark.parametrize("n", [0, 1, 2, 9])
def test_under_ten_answers_nothing_of_them_is_shown(n: int) -> None:
    answers = [{"bekend": 3 + i % 2, "beleefd": 4, "mark": 7} for i in range(n)]
    found = compare(evidence(answers, calls_at(60.0, 70.0), invited=50), UNWEIGHTED)
    for row in found.dimensions:
        assert row.perceived == HIDDEN
        assert row.gap == Gap()
        assert (row.quadrant, row.more_responses_needed) == (None, None)
        assert (row.importance, row.importance_n, row.profile_gap.mean) == (None, None, None)
    for part in (found.mark, found.resolved):
        assert list(numbers(part)) == []
    assert (response_rate(found).answered, response_rate(found).rate) == (None, None)
    assert response_rate(found).hidden


def test_ten_answers_are_shown() -> None:
    found = compare(evidence([all_five(4, mark=8)] * 10, invited=50), UNWEIGHTED)
    assert found.dimensions[0].perceived.n == 10
    assert found.mark.score.n == 10
    assert response_rate(found).answered == 10


def test_hiding_is_per_b() -> None:
    answers = [{"bekend": 4, "beleefd": 4 if i < 9 else None} for i in range(12)]
    by_code = compare(evidence(answers), UNWEIGHTED).by_dimension()
    assert by_code["bekend"].perceived.n == 12
    assert by_code["beleefd"].perceived == HIDDEN


def test_importance_needs_enough_who_gave_both() -> None:
    answers = [{"bekend": 2 + i % 3, "mark": 7 + i % 2 if i < 9 else None} for i in range(20)]
    found = compare(evidence(answers), UNWEIGHTED).dimensions[0]
    assert found.perceived.n == 20
    assert (found.importance, found.importance_n) == (None, None)


def test_the_setting_can_be_stricter_but_never_under_five() -> None:
    found = compare(evidence([all_five(4)] * 19), Options(min_group=20))
    assert found.dimensions[0].perceived == HIDDEN
    with pytest.raises(ValueError, match="least allowed is 5"):
        Options(min_group=4)


def test_a_single_audited_call_is_one_employee_and_stays_hidden() -> None:
    found = compare(evidence([all_five(4)] * 30, calls_at(60.0)), UNWEIGHTED).dimensions[0]
    assert found.measured == HIDDEN
    assert (found.gap, found.quadrant) == (Gap(), None)


def test_a_small_month_is_hidden() -> None:
    found = compare(evidence([all_five(4)] * 55, months=months(jan=30, feb=3, mar=22)), UNWEIGHTED)
    assert trend(found) == {"jan": 30, "feb": None, "mar": 22}


def test_months_of_nobody_hide_no_other() -> None:
    found = compare(evidence([all_five(4)] * 30, months=months(jan=30, feb=0)), UNWEIGHTED)
    assert trend(found) == {"jan": 30, "feb": None}


def test_one_language_has_no_response_rate_and_says_so() -> None:
    turkish = replace(evidence([all_five(4)] * 12, invited=40), filters=Filters(language="tr"))
    found = compare(turkish, UNWEIGHTED)
    assert found.response_rate is None
    assert any("no response rate" in note for note in found.notes)
    assert compare(evidence([all_five(4)] * 12), UNWEIGHTED).notes == ()


def test_the_most_used_language_is_not_shown_apart_and_says_why() -> None:
    dutch = replace(evidence(), filters=Filters(language="nl"), is_ground=True)
    assert "Most answers are in this language" in compare(dutch, UNWEIGHTED).notes[0]


def test_the_trend_has_every_b_in_every_month() -> None:
    found = compare(evidence([all_five(4)] * 30, months=months(jan=15, feb=15)), UNWEIGHTED)
    assert [(point.month, point.dimension) for point in found.trend[:7]] == [
        ("jan", "bekend"),
        ("jan", "bereikbaar"),
        ("jan", "beleefd"),
        ("jan", "behulpzaam"),
        ("jan", "betrouwbaar"),
        ("jan", "mark"),
        ("feb", "bekend"),
    ]
    assert {point.perceived.mean for point in found.trend if point.dimension != "mark"} == {75.0}


@pytest.mark.parametrize(("low", "count", "share"), [(9, None, None), (10, 5, 50.0), (20, 5, 25.0)])
def test_reasons_are_shown_as_a_share_of_enough_low_scorers(low: int, count: int | None, share: float | None) -> None:
    answers = [all_five(2)] * low + [all_five(5)] * 40
    criteria = (CriterionScores("bekend.taal", "bekend", (50.0, 60.0, 70.0)),)
    found = compare(evidence(answers, criteria=criteria, reasons={"bekend.taal": 5}), UNWEIGHTED)
    criterion = found.criteria[0]
    assert (criterion.code, criterion.measured.mean, criterion.measured.n) == ("bekend.taal", 60, 3)
    assert (criterion.reason_count, criterion.reason_share) == (count, share)


def test_a_criterion_nobody_ticked_has_no_reasons_and_one_never_audited_no_score() -> None:
    criteria = (CriterionScores("bekend.taal", "bekend", ()),)
    criterion = compare(evidence([all_five(2)] * 12, criteria=criteria), UNWEIGHTED).criteria[0]
    assert (criterion.reason_count, criterion.reason_share) == (0, 0)
    assert (criterion.measured.mean, criterion.measured.n) == (None, 0)
