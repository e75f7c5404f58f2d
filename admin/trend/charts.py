"""The control chart of a B in the language of the page, and the same in words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

from flask_babel import gettext

from admin.insight import formatting
from admin.insight.drawing import Value
from admin.insight.svg import Description
from admin.insight.terms import Score
from admin.trend import shown, story
from admin.trend.drawing import Band, ControlChart, Earlier, control_chart, size_of
from admin.trend.results import Course, MeasureMark, TrendView, between
from survey.locale import page_language

_NO_VALUE: Final = Value("")


def control_svg(view: TrendView, dimension: str, *, narrow: bool = False) -> bytes:
    """The chart of one B as SVG; `narrow` fits a phone."""
    return control_chart(control(view, dimension, narrow=narrow))


def size(view: TrendView, dimension: str, *, narrow: bool = False) -> tuple[int, int]:
    """Width and height of that chart in CSS pixels."""
    width, height = size_of(control(view, dimension, narrow=narrow))
    return round(width), round(height)


def control(view: TrendView, dimension: str, *, narrow: bool = False) -> ControlChart:
    """What the chart of one B shows."""
    course, months = view.by_dimension()[dimension], view.months
    own = {point.month: point for point in course.points}
    signalled = {
        is_up: {month for each in course.signals if each.is_up is is_up for month in between(each.first, each.last)}
        for is_up in (True, False)
    }
    limits = course.phases[-1].limits if course.phases else None
    is_open = [place for place, month in enumerate(months) if month in own and not own[month].is_over]
    language = page_language()
    return ControlChart(
        labels=tuple(map(formatting.month_on_axis, months)),
        values=tuple(_value(own[month].score) if month in own else _NO_VALUE for month in months),
        bands=_bands(course, months),
        up=frozenset(place for place, month in enumerate(months) if month in signalled[True]),
        down=frozenset(place for place, month in enumerate(months) if month in signalled[False] - signalled[True]),
        open_place=is_open[0] if is_open else None,
        marks=_marks(view, dimension, months),
        earlier=_earlier(course, months),
        norm=view.norm,
        norm_words=gettext("Norm %(norm)s", norm=formatting.short(view.norm)),
        mean_words=gettext("Mean %(mean)s", mean=formatting.points(limits.mean)) if limits else "",
        limit_words=gettext(
            "Limits %(low)s to %(high)s", low=formatting.points(limits.low), high=formatting.points(limits.high)
        )
        if limits
        else "",
        signal_words=gettext("More than chance") if course.signals else "",
        description=Description(title(dimension), text(view, dimension), language.code, language.direction),
        narrow=narrow,
    )


def title(dimension: str) -> str:
    """The name of the chart."""
    return str(gettext("%(name)s, month by month", name=story.name_of(dimension)))


def text(view: TrendView, dimension: str) -> str:
    """The chart in words: where it began and ended, its limits, its signals and its measures."""
    course = view.by_dimension()[dimension]
    seen = [point for point in course.points if point.score.mean is not None]
    ends = (
        gettext("%(month)s: %(score)s.", month=formatting.month(point.month), score=formatting.points(point.score.mean))
        for point in dict.fromkeys(seen[:1] + seen[-1:])
    )
    signals = (story.signal(course, found) for found in course.signals)
    numbered = (f"{formatting.whole(mark.number)}: {story.mark(mark)}." for mark in marks(view, dimension))
    return " ".join([*ends, *story.limits(course, view), *signals, *numbered])


def marks(view: TrendView, dimension: str) -> tuple[MeasureMark, ...]:
    """The measures that the chart of one B shows."""
    return tuple(mark for mark in view.marks if mark.is_about(dimension) and mark.month in view.months)


def _value(score: Score) -> Value:
    return Value("", score.mean, score.low, score.high)


def _bands(course: Course, months: tuple[str, ...]) -> tuple[Band, ...]:
    """The limits, cut to the months of the axis."""
    found = []
    for phase in course.phases:
        places = [place for place, month in enumerate(months) if phase.first <= month <= phase.last]
        if places:
            limits = phase.limits
            found.append(Band(places[0], places[-1], limits.mean, limits.low, limits.high))
    return tuple(found)


def _marks(view: TrendView, dimension: str, months: tuple[str, ...]) -> tuple[tuple[float, str], ...]:
    places = {month: place for place, month in enumerate(months)}
    return tuple(
        (places[mark.month] + _part_of_month(mark.starts_on) - 0.5, formatting.whole(mark.number))
        for mark in marks(view, dimension)
    )


def _part_of_month(day: date) -> float:
    """How much of the month has gone when the day begins: 0 on the first."""
    return (day.day - 1) / monthrange(day.year, day.month)[1]


def _earlier(course: Course, months: tuple[str, ...]) -> tuple[Earlier, ...]:
    """A series per tool."""
    found = []
    for tool in dict.fromkeys(each.tool for each in course.earlier):
        scores = {each.month: each.score for each in course.earlier if each.tool == tool}
        name = gettext("Earlier, with %(tool)s", tool=shown.tool(tool))
        found.append(Earlier(name, tuple(_value(scores.get(month, Score())) for month in months)))
    return tuple(found)
