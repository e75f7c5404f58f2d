"""Where the story's days lie on the calendar: figures stay the same on any date, only the days move. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

WEEKS: Final = 52
"""Whole weeks, so that every weekday occurs equally often whichever day it is today."""
FIRST_HOUR: Final = 8


@dataclass(frozen=True, slots=True)
class Slot:
    """A working day: 0 (Monday) to 4, and how many of that weekday lie between it and today."""

    weekday: int
    weeks_back: int

    def on_or_before(self, last: date) -> date:
        """The calendar day of this slot, where `last` is the story's last day."""
        return last - timedelta(days=(last.weekday() - self.weekday) % 7 + 7 * self.weeks_back)


def working_days() -> Iterator[Slot]:
    """The year's working days, always in one order, so that chance falls the same way on every date."""
    for weeks_back in reversed(range(WEEKS)):
        for weekday in range(5):
            yield Slot(weekday, weeks_back)
