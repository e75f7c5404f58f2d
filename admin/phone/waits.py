"""Percentiles and bars of waiting times, from how many calls fell in each fine class. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from admin.insight.statistics import wilson
from admin.phone.results import Bar, Quantile
from survey.intake.waits import LAST, STEP

BAR: Final = 15
"""Seconds that a bar is wide."""
LAST_BAR: Final = 300
"""Seconds from which all waits stand in one bar."""
Classes = Mapping[int, int]


def quantile(classes: Classes, part: float) -> Quantile:
    """The wait within which `part` (0-1) of the calls was answered, with its 95 % interval.

    Interpolated: within a class of five seconds the calls are taken to be spread evenly. The interval is that of
    Woodruff (1952): Wilson's limits of the part, read off from the same distribution, so it takes no shape for
    granted.
    """
    number = sum(classes.values())
    limits = wilson(part * number, number)
    if limits is None:
        return Quantile()
    seconds = _at(classes, part * number)
    return Quantile(seconds, _at(classes, limits.low * number), _at(classes, limits.high * number), seconds is None)


def _at(classes: Classes, rank: float) -> float | None:
    """The wait below which `rank` of the calls lie; None where only the class without an end reaches it."""
    below = 0
    for place in sorted(classes):
        if place == LAST:
            break
        if classes[place] and below + classes[place] >= rank:
            return STEP * (place + (rank - below) / classes[place])
        below += classes[place]
    return None


def bars(classes: Classes) -> tuple[Bar, ...]:
    """The calls by waiting time, in steps of 15 seconds up to five minutes."""
    starts = range(0, LAST_BAR, BAR)
    found = [Bar(start, start + BAR, _between(classes, start, start + BAR)) for start in starts]
    return (*found, Bar(LAST_BAR, None, _between(classes, LAST_BAR, None)))


def _between(classes: Classes, start: int, end: int | None) -> int:
    places = range(start // STEP, LAST + 1 if end is None else end // STEP)
    return sum(classes.get(place, 0) for place in places)
