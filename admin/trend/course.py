"""From months of scores to a course with limits and signals, cut to the months in view. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from admin.insight.results import TrendPoint
from admin.insight.terms import Period, Score
from admin.trend.control import LEAST, Chart, Phase, Signal, charted
from admin.trend.results import Baseline, Course, EarlierScore, MonthsWithLimits, MonthsWithSignal, Point, between


@dataclass(frozen=True, slots=True)
class Asked:
    """The months to show, the present month, and where limits begin: `anew` is the first month of new ones."""

    period: Period
    present: str
    baseline: Baseline
    anew: str | None = None


def courses(
    points: Iterable[TrendPoint],
    dimensions: Iterable[str],
    asked: Asked,
    earlier: Mapping[str, tuple[EarlierScore, ...]],
) -> tuple[Course, ...]:
    """A course for each of `dimensions`, over every month since the first in which anything was answered."""
    found = [point for point in points if point.month <= asked.present]
    if not found:
        months: tuple[str, ...] = ()
    else:
        months = between(min(point.month for point in found), max(point.month for point in found))
    scores = {(point.dimension, point.month): point.perceived for point in found}
    return tuple(
        _course(
            dimension,
            {month: scores.get((dimension, month), Score()) for month in months},
            asked,
            earlier.get(dimension, ()),
        )
        for dimension in dimensions
    )


def _course(dimension: str, scores: Mapping[str, Score], asked: Asked, earlier: tuple[EarlierScore, ...]) -> Course:
    judged = [month for month in scores if month < asked.present]
    chart = _charted(scores, judged, asked)
    points = [Point(month, score, month < asked.present) for month, score in scores.items() if _in_view(month, asked)]
    return Course(
        dimension=dimension,
        points=tuple(points),
        phases=tuple(_phase(each, judged) for each in chart.phases if _overlaps(each, judged, asked)),
        signals=tuple(_signal(each, judged) for each in chart.signals if _overlaps(each, judged, asked)),
        needed=chart.needed,
        needed_again=chart.needed_again,
        earlier=tuple(each for each in earlier if _in_view(each.month, asked)),
    )


def _charted(scores: Mapping[str, Score], judged: list[str], asked: Asked) -> Chart:
    """The chart over all months that are over, whatever is in view: limits don't move with the view."""
    values = [scores[month].mean for month in judged]
    if asked.baseline is Baseline.VIEW and asked.period.start is not None:
        first = _place(judged, f"{asked.period.start:%Y-%m}")
        return charted(values, (first,)) if first < len(values) else Chart(needed=LEAST)
    if asked.anew is None or not values:
        return charted(values)
    anew = _place(judged, asked.anew)
    if anew == 0:
        return charted(values)
    return charted(values, (0, anew))


def _place(months: list[str], wanted: str) -> int:
    """The place of the first month that is `wanted` or later."""
    return sum(month < wanted for month in months)


def _in_view(month: str, asked: Asked) -> bool:
    start, end = asked.period.start, asked.period.end
    return (start is None or f"{start:%Y-%m}" <= month) and (end is None or month <= f"{end:%Y-%m}")


def _overlaps(found: Phase | Signal, months: list[str], asked: Asked) -> bool:
    return any(_in_view(month, asked) for month in months[found.first : found.last + 1])


def _phase(found: Phase, months: list[str]) -> MonthsWithLimits:
    return MonthsWithLimits(months[found.first], months[found.last], found.limits)


def _signal(found: Signal, months: list[str]) -> MonthsWithSignal:
    return MonthsWithSignal(found.rule, months[found.first], months[found.last], found.is_up)
