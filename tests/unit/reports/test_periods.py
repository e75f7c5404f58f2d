from __future__ import annotations

from datetime import date

import pytest

from admin.insight.terms import Period
from admin.reports.periods import UnusablePeriod, named

TODAY = date(2026, 4, 2)


@pytest.mark.parametrize(
    ("text", "name", "start", "end"),
    [
        ("last-month", "2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("last-quarter", "2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("last-year", "2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12", "2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("2025-Q4", "2025-Q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2025", "2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_by_its_name(text: str, name: str, start: date, end: date) -> None:
    found = named(text, TODAY)
    assert (found.name, found.period) == (name, Period(start, end))


@pytest.mark.parametrize(
    ("today", "month", "quarter"),
    [
        (date(2026, 1, 1), "2025-12", "2025-Q4"),
        (date(2026, 1, 31), "2025-12", "2025-Q4"),
        (date(2026, 3, 31), "2026-02", "2025-Q4"),
        (date(2026, 12, 31), "2026-11", "2026-Q3"),
    ],
)
def test_the_last_one_is_the_last_that_ended(today: date, month: str, quarter: str) -> None:
    assert (named("last-month", today).name, named("last-quarter", today).name) == (month, quarter)


@pytest.mark.parametrize("text", ["", "2026-13", "2026-Q5", "2026-q1", "march", "1999-01", "2026-00", "../2026"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(UnusablePeriod, match="expected last-month"):
        named(text, TODAY)


@pytest.mark.parametrize("text", ["2026-04", "2026-Q2", "2026", "2030-01"])
def test_what_has_not_ended_is_refused(text: str) -> None:
    with pytest.raises(UnusablePeriod, match="has not ended"):
        named(text, TODAY)


def test_a_month_ends_with_its_last_day() -> None:
    with pytest.raises(UnusablePeriod):
        named("2026-03", date(2026, 3, 31))
    assert named("2026-03", date(2026, 4, 1)).name == "2026-03"
