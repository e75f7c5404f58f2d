"""Which period is published: the last four whole quarters that have settled. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from admin.insight.terms import Period

SETTLES_AFTER: Final = timedelta(days=21)
"""A citizen has 14 days to answer, and a phone log can come a few days late."""


def settled(today: date) -> date:
    """The last day of the last quarter that ended at least three weeks before `today`."""
    day = today - SETTLES_AFTER
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1) - timedelta(days=1)


def year_to(until: date) -> Period:
    """The twelve whole months that end on this last day of a quarter. Raises ValueError where it is none."""
    after = until + timedelta(days=1)
    if after.day != 1 or after.month % 3 != 1:
        raise ValueError(f"{until} is not the last day of a quarter")
    return Period(after.replace(year=after.year - 1), until)
