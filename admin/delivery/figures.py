"""The course of messages by day, and the bars of its chart. Pure."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date, timedelta
from typing import Final

WIDTH: Final = 930.0
HEIGHT: Final = 160.0
"""The chart, in units of its view box."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many messages by a means had an event on a day; `fault` is empty unless they failed."""

    day: date
    means: str
    event: str
    fault: str
    messages: int


@dataclass(frozen=True, slots=True)
class Day:
    """One line of the table."""

    day: date
    means: str
    events: Counter[str]


@dataclass(frozen=True, slots=True)
class Bar:
    """A day in the chart: places from the top left, sent under failed."""

    left: float
    width: float
    sent_top: float
    sent_height: float
    failed_top: float
    failed_height: float


def by_day(cells: Iterable[Cell]) -> list[Day]:
    """A line for each day and means that anything happened on, the newest first."""
    found: dict[tuple[date, str], Counter[str]] = {}
    for cell in cells:
        found.setdefault((cell.day, cell.means), Counter())[cell.event] += cell.messages
    return [
        Day(day, means, found[day, means])
        for day, means in sorted(found, key=lambda key: (-key[0].toordinal(), key[1]))
    ]


def as_csv(cells: Iterable[Cell]) -> str:
    """One count a row with `;` between, the newest day first."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([each.name for each in fields(Cell)])
    writer.writerows(astuple(cell) for cell in sorted(cells, key=lambda cell: (-cell.day.toordinal(), astuple(cell))))
    return written.getvalue()


def totals(cells: Iterable[Cell]) -> Counter[str]:
    """All days together, by event."""
    total: Counter[str] = Counter()
    for cell in cells:
        total[cell.event] += cell.messages
    return total


def faults(cells: Iterable[Cell]) -> list[tuple[str, str, int]]:
    """Means, fault and number of what failed, the most first."""
    total: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        if cell.event == "failed":
            total[cell.means, cell.fault] += cell.messages
    return [(*key, number) for key, number in sorted(total.items(), key=lambda found: (-found[1], found[0]))]


def bars(cells: Sequence[Cell], start: date, end: date, *, rtl: bool) -> tuple[list[Bar], int]:
    """A bar for each day of the period, both ends included, and the number that the highest possible bar stands for."""
    sent, failed = Counter[date](), Counter[date]()
    for cell in cells:
        if cell.event in {"sent", "failed"}:
            (sent if cell.event == "sent" else failed)[cell.day] += cell.messages
    days = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    most = max((sent[day] + failed[day] for day in days), default=0)
    step, scale = WIDTH / len(days), HEIGHT / max(most, 1)
    found = []
    for place, day in enumerate(reversed(days) if rtl else days):
        lower, upper = sent[day] * scale, failed[day] * scale
        found.append(Bar(place * step, step * 0.8, HEIGHT - lower, lower, HEIGHT - lower - upper, upper))
    return found, most
