"""A period is widened to the whole of the months that it touches."""

from __future__ import annotations

from datetime import date

import pytest

from admin.insight.months import whole_months
from admin.insight.terms import EVER, Period

FEBRUARY = Period(date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (EVER, EVER),
        (FEBRUARY, FEBRUARY),
        (Period(date(2024, 2, 10), date(2024, 2, 10)), FEBRUARY),
        (Period(date(2026, 1, 31), None), Period(date(2026, 1, 1), None)),
        (Period(None, date(2026, 12, 1)), Period(None, date(2026, 12, 31))),
        (Period(date(2025, 12, 31), date(2026, 1, 1)), Period(date(2025, 12, 1), date(2026, 1, 31))),
    ],
)
def test_examples(period: Period, expected: Period) -> None:
    assert whole_months(period) == expected
