"""From the counts of calls to what the phone log measures. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from admin.insight.phone_figures import share
from admin.phone.results import FEWEST_CALLS, Hour, Line, Service
from admin.phone.waits import Classes, quantile

Counts = Mapping[str, int]
"""Sums by the names of `survey.intake.tables.HOUR_COUNTS`."""
HourOfWeek = tuple[int, int]
"""Weekday (0 is Monday) and hour."""


def service(counts: Counts) -> Service:
    """Shares with Wilson's interval, and the mean wait."""
    offered, waits = counts.get("answer_known", 0), counts.get("wait_n", 0)
    return Service(
        offered=offered,
        not_answered=share(offered - counts.get("answered", 0), offered),
        within=share(counts.get("within_n", 0), waits),
        transferred=share(counts.get("transferred", 0), counts.get("transferred_known", 0)),
        resolved=share(counts.get("resolved", 0), counts.get("resolved_known", 0)),
        wait_mean=counts["wait_sum"] / waits if waits else None,
    )


def line(name: str, counts: Counts, classes: Classes) -> Line:
    """A team or month with its waits."""
    return Line(name, service(counts), quantile(classes, 0.5), quantile(classes, 0.9))


def hours(counts: Mapping[HourOfWeek, Counts]) -> tuple[Hour, ...]:
    """Every hour of the week in which anyone called, by weekday and hour."""
    called = {place: found for place, found in counts.items() if found.get("answer_known", 0) > 0}
    return tuple(_hour(*place, called[place]) for place in sorted(called))


def _hour(weekday: int, hour: int, counts: Counts) -> Hour:
    return Hour(weekday, hour, service(counts) if counts["answer_known"] >= FEWEST_CALLS else None)


def added(found: Iterable[Classes]) -> Counter[int]:
    """The calls of all these per class."""
    total: Counter[int] = Counter()
    for classes in found:
        total.update(classes)
    return total
