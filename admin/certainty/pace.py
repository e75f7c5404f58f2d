"""How many answers come in a week, by the last months in view. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from admin.insight.results import TrendPoint
from admin.insight.terms import Period
from survey import dimensions

MONTHS: Final = 3
DAYS_IN_WEEK: Final = 7


def pace(trend: Iterable[TrendPoint], period: Period, today: date) -> dict[str, float]:
    """Answers a week per B over the last three whole months in view; without B's that nobody answered.

    A month in which too few answered to be shown counts as none, so the pace is rather too low than too high. Months
    before the first answer in view don't count.
    """
    points = list(trend)
    months = _months(points, period, today)
    days = sum(_days(month) for month in months)
    counts = {
        code: sum(point.perceived.n or 0 for point in points if point.dimension == code and point.month in months)
        for code in dimensions.CODES
    }
    return {code: DAYS_IN_WEEK * count / days for code, count in counts.items() if count}


def _months(points: Iterable[TrendPoint], period: Period, today: date) -> list[str]:
    end = _first_of(today) - timedelta(days=1) if period.end is None or period.end >= _first_of(today) else period.end
    first = min((point.month for point in points), default="9999-12")
    found: list[str] = []
    month = end
    while len(found) < MONTHS and f"{month:%Y-%m}" >= first:
        found.append(f"{month:%Y-%m}")
        month = _first_of(month) - timedelta(days=1)
    return found


def _first_of(day: date) -> date:
    return day.replace(day=1)


def _days(month: str) -> int:
    first = date.fromisoformat(f"{month}-01")
    return (_first_of(first + timedelta(days=31)) - first).days


def weeks(more: int, code: str, paces: Mapping[str, float]) -> float | None:
    """How many weeks it takes at this pace; None where nothing comes in."""
    return more / paces[code] if code in paces else None
