"""Whole months, the grain of every period that is asked about. Pure."""

from __future__ import annotations

from calendar import monthrange

from admin.insight.terms import Period


def whole_months(period: Period) -> Period:
    """The months that this period touches, from the first day of the first to the last day of the last."""
    start, end = period.start, period.end
    return Period(start and start.replace(day=1), end and end.replace(day=monthrange(end.year, end.month)[1]))
