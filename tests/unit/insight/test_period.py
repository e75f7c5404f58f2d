"""The period where none is chosen."""

from __future__ import annotations

from datetime import date

import pytest

from admin.insight.forms import a_year_to


@pytest.mark.parametrize(
    ("end", "start"),
    [
        (date(2026, 3, 2), date(2025, 3, 1)),
        (date(2026, 12, 31), date(2025, 12, 1)),
        (date(2024, 2, 29), date(2023, 2, 1)),
    ],
)
def test_a_year_begins_with_the_same_month_a_year_earlier(end: date, start: date) -> None:
    assert a_year_to(end) == start
