"""Before and after a measure: which whole months, and the difference between them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from admin.insight.statistics import SIGNIFICANCE, Sample, bounded_difference, holm
from admin.insight.terms import Period, Score

MOST_MONTHS: Final = 6
"""Months on each side at most: enough answers, and not yet too much else that changed."""


@dataclass(frozen=True, slots=True)
class Windows:
    """The whole months before and after; a month in which the measure began halfway is in neither."""

    before: Period
    after: Period


@dataclass(frozen=True, slots=True)
class Change:
    """A score before and after, and after minus before with its 95 % interval and p, adjusted over the B's shown.

    `p_adjusted` None: one of the two may not be shown, or has no spread.
    """

    dimension: str
    before: Score
    after: Score
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    p_adjusted: float | None = None

    @property
    def is_told(self) -> bool:
        """Whether the difference is more than chance."""
        return self.p_adjusted is not None and self.p_adjusted < SIGNIFICANCE


def month_start(day: date) -> date:
    """The first of the month that a day lies in."""
    return day.replace(day=1)


def months_on(first: date, number: int) -> date:
    """The first of the month that lies `number` months after (or before) the month of `first`."""
    months = first.year * 12 + first.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)


def first_month_after(starts_on: date) -> date:
    """The first day of the first month that lies wholly after the start."""
    return starts_on if starts_on.day == 1 else months_on(starts_on, 1)


def windows(starts_on: date, today: date) -> Windows | None:
    """At most six months on each side, none of them later than the last whole month; None where none is over yet."""
    first, present = first_month_after(starts_on), month_start(today)
    end = min(months_on(first, MOST_MONTHS), present)
    if end <= first:
        return None
    start = month_start(starts_on)
    day = timedelta(days=1)
    return Windows(Period(months_on(start, -MOST_MONTHS), start - day), Period(first, end - day))


def changes(pairs: Sequence[tuple[str, Score, Score]]) -> tuple[Change, ...]:
    """What changed per B, from its score before and after. The B's together are so many tests (Holm 1979)."""
    differences = [
        bounded_difference(*samples) if (samples := _samples(after, before)) else None for _, before, after in pairs
    ]
    p_values = iter(holm([found.p() for found in differences if found is not None]))
    changed = []
    for (dimension, before, after), found in zip(pairs, differences, strict=True):
        if found is None:
            changed.append(Change(dimension, before, after))
        else:
            reach = found.interval()
            changed.append(Change(dimension, before, after, found.mean, reach.low, reach.high, next(p_values)))
    return tuple(changed)


def _samples(first: Score, second: Score) -> tuple[Sample, Sample] | None:
    """The samples behind both, or None where one of them is not shown."""
    found = [
        Sample(score.mean, score.sd, score.n_effective)
        for score in (first, second)
        if score.mean is not None and score.sd is not None and score.n_effective is not None
    ]
    return (found[0], found[1]) if len(found) == 2 else None
