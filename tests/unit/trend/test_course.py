"""A course: limits that do not move with the view, gaps that stay gaps, the present month, earlier results apart."""

from __future__ import annotations

from datetime import date

import pytest

from admin.insight.results import TrendPoint
from admin.insight.terms import HIDDEN, Period, Score
from admin.trend.control import Rule
from admin.trend.course import Asked, courses
from admin.trend.results import Baseline, Course, EarlierScore, between
from tests.unit.trend.test_control import STEADY

FIRST, LAST = "2024-01", "2025-12"
TWO_YEARS = (*STEADY, *(value + 10 for value in STEADY))


def view(first: str, last: str) -> Period:
    return Period(date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-28"))


def course(
    values: tuple[float | None, ...] = TWO_YEARS,
    asked: Asked | None = None,
    earlier: tuple[EarlierScore, ...] = (),
) -> Course:
    points = [
        TrendPoint(month, "bekend", HIDDEN if value is None else Score(value, n=20))
        for month, value in zip(between(FIRST, LAST), values, strict=False)
    ]
    asked = asked or Asked(view(FIRST, LAST), "2026-01", Baseline.FIRST)
    (found,) = courses(points, ["bekend"], asked, {"bekend": earlier})
    return found


def test_months_are_named_without_one_skipped() -> None:
    assert between("2024-11", "2025-02") == ("2024-11", "2024-12", "2025-01", "2025-02")
    assert between("2024-11", "2024-11") == ("2024-11",)


def test_a_view_of_some_months_keeps_the_limits_of_all() -> None:
    whole, part = course(), course(asked=Asked(view("2025-06", "2025-12"), "2026-01", Baseline.FIRST))
    assert [point.month for point in part.points] == list(between("2025-06", "2025-12"))
    assert part.phases == whole.phases
    assert {found.rule for found in part.signals} == {Rule.BEYOND, Rule.ONE_SIDE}
    assert course(asked=Asked(view("2024-01", "2024-10"), "2026-01", Baseline.FIRST)).signals == ()


def test_limits_of_the_view_itself() -> None:
    found = course(asked=Asked(view("2025-01", "2025-12"), "2026-01", Baseline.VIEW))
    assert found.signals == ()
    assert found.phases[0].first == "2025-01"
    assert found.phases[0].limits.mean == pytest.approx(sum(STEADY) / 12 + 10)


def test_a_view_after_all_months_needs_months() -> None:
    found = course(asked=Asked(view("2026-01", "2026-12"), "2027-01", Baseline.VIEW))
    assert (found.points, found.phases, found.needed) == ((), (), 8)


def test_limits_anew_from_a_measure() -> None:
    found = course(asked=Asked(view(FIRST, LAST), "2026-01", Baseline.MEASURE, anew="2025-01"))
    assert [(phase.first, phase.last) for phase in found.phases] == [("2024-01", "2024-12"), ("2025-01", "2025-12")]
    assert found.signals == ()
    recent = course(asked=Asked(view(FIRST, LAST), "2026-01", Baseline.MEASURE, anew="2025-09"))
    assert (len(recent.phases), recent.needed_again) == (1, 4)
    before = course(asked=Asked(view(FIRST, LAST), "2026-01", Baseline.MEASURE, anew="2023-05"))
    assert before.phases == course().phases


def test_a_month_that_is_hidden_or_silent_is_a_gap() -> None:
    found = course((*STEADY[:5], None, *STEADY[6:]))
    assert found.points[5].score is HIDDEN
    silent = [TrendPoint("2024-01", "bekend", Score(70.0, n=20)), TrendPoint("2024-03", "bekend", Score(70.0, n=20))]
    (gap,) = courses(silent, ["bekend"], Asked(view(FIRST, LAST), "2026-01", Baseline.FIRST), {})
    assert [(point.month, point.score.mean) for point in gap.points] == [
        ("2024-01", 70.0),
        ("2024-02", None),
        ("2024-03", 70.0),
    ]


def test_the_present_month_is_shown_and_not_judged() -> None:
    found = course((*STEADY, 99.0), Asked(view(FIRST, LAST), "2025-01", Baseline.FIRST))
    assert (found.points[-1].month, found.points[-1].is_over) == ("2025-01", False)
    assert found.signals == ()
    assert found.phases[-1].last == "2024-12"
    later = course((*STEADY, 99.0), Asked(view(FIRST, LAST), "2025-02", Baseline.FIRST))
    assert [signal.rule for signal in later.signals] == [Rule.BEYOND]


def test_earlier_results_change_no_limits() -> None:
    earlier = tuple(EarlierScore(f"2023-{month:02}", Score(20.0, n=30), "limesurvey") for month in range(1, 13))
    asked = Asked(view("2023-06", LAST), "2026-01", Baseline.FIRST)
    found = course(asked=asked, earlier=earlier)
    assert [each.month for each in found.earlier] == list(between("2023-06", "2023-12"))
    assert (found.phases, found.signals) == (course().phases, course().signals)


def test_nobody_answered() -> None:
    (found,) = courses([], ["bekend"], Asked(view(FIRST, LAST), "2026-01", Baseline.FIRST), {})
    assert (found.points, found.has_scores, found.needed) == ((), False, 8)
