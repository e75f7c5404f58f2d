"""A period as whole months and the days at its edges that make no whole month. Pure."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from admin.insight.results import Period


@dataclass(frozen=True, slots=True)
class Parts:
    """The whole months of a period (None where it has none), and its edges, each within one month."""

    whole: Period | None
    edges: tuple[Period, ...]


def parts(period: Period) -> Parts:
    """`period` in whole months and edges that together are the period, without overlap."""
    start, end = period.start, period.end
    first = None if start is None else _first_whole_month(start)
    last = None if end is None else _end_of_last_whole_month(end)
    if start and end and (start.year, start.month) == (end.year, end.month) and (first, last) != (start, end):
        return Parts(None, (period,))
    edges = []
    if start and first and start < first:
        edges.append(Period(start, first - timedelta(days=1)))
    if end and last and last < end:
        edges.append(Period(last + timedelta(days=1), end))
    is_empty = first is not None and last is not None and first > last
    return Parts(None if is_empty else Period(first, last), tuple(edges))


def _first_whole_month(start: date) -> date:
    if start.day == 1:
        return start
    return (start.replace(day=28) + timedelta(days=4)).replace(day=1)


def _end_of_last_whole_month(end: date) -> date:
    if end.day == monthrange(end.year, end.month)[1]:
        return end
    return end.replace(day=1) - timedelta(days=1)
