"""Answers a week, by the last three whole months in view."""

from __future__ import annotations

from datetime import date

import pytest

from admin.certainty.pace import pace, weeks
from admin.insight.results import TrendPoint
from admin.insight.terms import EVER, HIDDEN, Period, Score

TODAY = date(2026, 5, 12)
COUNTS = {"2025-12": 500, "2026-01": 60, "2026-02": 56, "2026-03": 31, "2026-04": 30, "2026-05": 90}


def trend(**hidden: str) -> list[TrendPoint]:
    return [
        TrendPoint(month, "beleefd", HIDDEN if month in hidden.values() else Score(70.0, n=n))
        for month, n in COUNTS.items()
    ]


@pytest.mark.parametrize("period", [EVER, Period(date(2025, 6, 1), date(2026, 5, 31))])
def test_the_month_that_runs_does_not_count(period: Period) -> None:
    assert pace(trend(), period, TODAY) == {"beleefd": pytest.approx(7 * (56 + 31 + 30) / (28 + 31 + 30))}


def test_a_view_that_ends_earlier_has_its_own_last_months() -> None:
    found = pace(trend(), Period(None, date(2026, 2, 28)), TODAY)
    assert found == {"beleefd": pytest.approx(7 * (500 + 60 + 56) / (31 + 31 + 28))}


def test_months_before_the_first_answer_do_not_slow_it_down() -> None:
    found = pace([TrendPoint("2026-04", "bekend", Score(70.0, n=60))], EVER, TODAY)
    assert found == {"bekend": pytest.approx(14)}


def test_a_hidden_month_counts_as_none() -> None:
    assert pace(trend(a="2026-03"), EVER, TODAY)["beleefd"] == pytest.approx(7 * (56 + 30) / 89)


def test_without_answers_there_is_no_pace() -> None:
    assert pace([], EVER, TODAY) == {}
    assert pace(trend(a="2026-02", b="2026-03", c="2026-04"), EVER, TODAY) == {}
    assert weeks(10, "bekend", {}) is None
    assert weeks(10, "bekend", {"bekend": 4.0}) == 2.5
