"""Periods by their name: the last month or quarter, or one such as 2026-03, 2026-Q1 or 2026. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from admin.insight.terms import Period

EXPECTED: Final = "last-month, last-quarter, last-year, or one such as 2026-03, 2026-Q1 or 2026"
_NAME: Final = re.compile(r"(?P<year>20\d\d)(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


class UnusablePeriod(ValueError):
    """No such period, or one that has not ended; the message says which."""


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """A month, quarter or year that has ended, by the name that files carry."""

    name: str
    period: Period


def named(text: str, today: date) -> NamedPeriod:
    """The period that `text` names, seen from `today`. Raises UnusablePeriod."""
    name = _last(text, today)
    found = _NAME.fullmatch(name)
    if found is None:
        raise UnusablePeriod(f"{text!r} is no period; expected {EXPECTED}.")
    first, months = _reach(found)
    last = _after(first, months) - timedelta(days=1)
    if last >= today:
        raise UnusablePeriod(f"{name} has not ended: its last day is {last}, and today is {today}.")
    return NamedPeriod(name, Period(first, last))


def _last(text: str, today: date) -> str:
    """The name of the last month, quarter or year; any other text as it is."""
    if text == "last-month":
        return f"{today.replace(day=1) - timedelta(days=1):%Y-%m}"
    if text == "last-quarter":
        ended = today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1) - timedelta(days=1)
        return f"{ended.year}-Q{(ended.month - 1) // 3 + 1}"
    return str(today.year - 1) if text == "last-year" else text


def _reach(found: re.Match[str]) -> tuple[date, int]:
    """The first day, and how many months there are."""
    year = int(found["year"])
    if found["quarter"]:
        return date(year, 3 * int(found["quarter"]) - 2, 1), 3
    return (date(year, int(found["month"]), 1), 1) if found["month"] else (date(year, 1, 1), 12)


def _after(first: date, months: int) -> date:
    return date(first.year + (first.month + months > 12), (first.month + months - 1) % 12 + 1, 1)
