"""The period where none is chosen."""

from __future__ import annotations

from datetime import date

import pytest

from admin.insight.forms import a_year_to


@pytest.mark.parametrize(
    ("end", "start"),
    [
        (date(2026, 3, 2), date(2025, 4, 1)),
        (date(2026, 12, 31), date(2026, 1, 1)),
        (date(2024, 2, 29), date(2023, 3, 1)),
    ],
)
def test_twelve_calendar_months_end_with_that_of_the_day(end: date, start: date) -> None:
    assert a_year_to(end) == start
