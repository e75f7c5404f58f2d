from __future__ import annotations

from datetime import date

import pytest

from admin.insight.terms import Period
from admin.publication.period import settled, year_to


@pytest.mark.parametrize(
    ("today", "until"),
    [
        (date(2026, 4, 1), date(2025, 12, 31)),
        (date(2026, 4, 21), date(2025, 12, 31)),
        (date(2026, 4, 22), date(2026, 3, 31)),
        (date(2026, 1, 5), date(2025, 9, 30)),
        (date(2024, 3, 1), date(2023, 12, 31)),
    ],
)
def test_a_quarter_counts_three_weeks_after_its_end(today: date, until: date) -> None:
    assert settled(today) == until


def test_the_period_is_four_whole_quarters() -> None:
    assert year_to(date(2026, 3, 31)) == Period(date(2025, 4, 1), date(2026, 3, 31))
    assert year_to(date(2025, 12, 31)) == Period(date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2026, 3, 30), date(2026, 4, 1)])
def test_a_day_that_ends_no_quarter_is_refused(day: date) -> None:
    with pytest.raises(ValueError, match="last day of a quarter"):
        year_to(day)
