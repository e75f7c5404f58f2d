"""Which charts the phone log has, and what each says in the language of the page."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, log10
from typing import Final

from flask_babel import gettext

from admin.insight import formatting
from admin.insight import wording as insight
from admin.insight.drawing import Value
from admin.insight.figures import perceived as citizens
from admin.insight.results import Share
from admin.insight.svg import Description
from admin.phone import shown, story, wording
from admin.phone.drawing import BarChart, LineChart, Series, Tick, bar_chart, line_chart
from admin.phone.heat_map import HeatMap, Square, heat_map
from admin.phone.results import Hour, PhoneLogView
from admin.phone.waits import BAR, LAST_BAR
from survey import dimensions
from survey.locale import page_language, translated

FEW: Final = "×"
"""What stands in a square with too few calls."""
_PERCENT: Final = (0, 25, 50, 75, 100)


def waits_svg(view: PhoneLogView, *, narrow: bool = False) -> bytes:
    """How many answered calls waited how long; `narrow` fits a phone."""
    highest = max(bar.calls for bar in view.bars)
    has_norm = view.norm_seconds <= LAST_BAR
    chart = BarChart(
        edges=(*(float(bar.start) for bar in view.bars), float(LAST_BAR + BAR)),
        heights=tuple(float(bar.calls) for bar in view.bars),
        along=tuple((float(second), formatting.whole(second)) for second in range(0, LAST_BAR + 1, 60)),
        up=_ticks(highest),
        norm=float(view.norm_seconds) if has_norm else None,
        norm_words=gettext("Norm %(norm)s seconds", norm=formatting.whole(view.norm_seconds)) if has_norm else "",
        description=_described(gettext("How long people waited"), waits_text(view)),
        narrow=narrow,
    )
    return bar_chart(chart)


def _ticks(highest: float) -> tuple[Tick, ...]:
    """Zero and up to four round numbers, the last at or above the highest."""
    size = 10 ** int(log10(max(highest, 1)))
    step = next(each for each in (size / 4, size / 2, size, 2.5 * size) if ceil(highest / each) <= 4)
    step = max(1, ceil(step))
    return tuple(
        (float(step * number), formatting.whole(step * number)) for number in range(max(1, ceil(highest / step)) + 1)
    )


def _per_cents() -> tuple[Tick, ...]:
    return tuple((float(each), formatting.whole(each)) for each in _PERCENT)


def waits_text(view: PhoneLogView) -> str:
    """The bars in words."""
    half, nine = shown.quantile(view.total.median).text, shown.quantile(view.total.ninetieth).text
    within = f"{story.within_norm(view)}: {formatting.per_cent(view.total.service.within.share)}."
    return f"{within} {translated(wording.HALF)}: {half}. {translated(wording.NINE_IN_TEN)}: {nine}."


def months_svg(view: PhoneLogView, *, narrow: bool = False) -> bytes:
    """Per month the share within the norm and the share not answered; `narrow` fits a phone."""
    chart = LineChart(
        labels=tuple(formatting.month_on_axis(found.name) for found in view.months),
        series=(
            Series(story.within_norm(view), tuple(_share(found.service.within) for found in view.months)),
            Series(
                translated(wording.NOT_ANSWERED), tuple(_share(found.service.not_answered) for found in view.months)
            ),
        ),
        up=_per_cents(),
        norm=None,
        norm_words="",
        description=_described(gettext("Month by month"), months_text(view)),
        narrow=narrow,
    )
    return line_chart(chart)


def _share(found: Share) -> Value:
    return Value("", found.share, found.low, found.high)


def months_text(view: PhoneLogView) -> str:
    """The course in words: where it began and where it ended."""
    if not view.months:
        return ""
    ends = dict.fromkeys((view.months[0], view.months[-1]))
    return " ".join(
        gettext(
            "%(month)s: %(within)s within the norm, %(missed)s not answered.",
            month=formatting.month(found.name),
            within=formatting.per_cent(found.service.within.share),
            missed=formatting.per_cent(found.service.not_answered.share),
        )
        for found in ends
    )


def hours_svg(view: PhoneLogView, *, narrow: bool = False) -> bytes:
    """The share of calls not answered by weekday and hour; on a phone the hours run down."""
    found = {(hour.weekday, hour.hour): hour for hour in view.hours}
    days = sorted({weekday for weekday, _ in found})
    hours = range(min(hour for _, hour in found), max(hour for _, hour in found) + 1) if found else range(0)
    most = max((_missed(hour) for hour in view.hours), default=0.0)
    squares = [[_square(found.get((day, hour)), most) for hour in hours] for day in days]
    names = tuple(story.weekday(day, short=True) for day in days)
    clocks = tuple(story.clock(hour) if narrow else f"{hour:02}" for hour in hours)
    chart = HeatMap(
        columns=names if narrow else clocks,
        rows=clocks if narrow else names,
        squares=tuple(map(tuple, zip(*squares, strict=True) if narrow else squares)),
        grey_words=f"{FEW} = {translated(insight.TOO_FEW_CALLS)}"
        if any(hour.service is None for hour in view.hours)
        else "",
        description=_described(gettext("Not answered, by day and hour"), hours_text(view)),
        narrow=narrow,
    )
    return heat_map(chart)


def _missed(hour: Hour) -> float:
    return 0.0 if hour.service is None else hour.service.not_answered.share or 0.0


def _square(hour: Hour | None, most: float) -> Square | None:
    if hour is None:
        return None
    if hour.service is None:
        return Square(FEW, None)
    return Square(formatting.whole(_missed(hour)), _missed(hour) / most if most else 0.0)


def hours_text(view: PhoneLogView) -> str:
    """The heat map in words: where the most calls are missed, and where the fewest."""
    told = [hour for hour in view.hours if hour.service is not None]
    if not told:
        return translated(insight.TOO_FEW_CALLS)
    worst, best = max(told, key=_missed), min(told, key=_missed)
    return str(
        gettext(
            "Percentage of calls that was not answered. Highest: %(worst)s. Lowest: %(best)s.",
            worst=_moment(worst),
            best=_moment(best),
        )
    )


def _moment(hour: Hour) -> str:
    return f"{story.weekday(hour.weekday)} {story.clock(hour.hour)}, {formatting.per_cent(_missed(hour))}"


def perceived_svg(view: PhoneLogView, *, narrow: bool = False) -> bytes:
    """What citizens say about bereikbaar by waiting time; `narrow` fits a phone."""
    classes = view.perceived.classes
    cells = [citizens(found.score) for found in classes]
    name = dimensions.BY_CODE["bereikbaar"].name
    values = tuple(
        Value(cell.text, found.score.mean, found.score.low, found.score.high)
        for cell, found in zip(cells, classes, strict=True)
    )
    chart = LineChart(
        labels=tuple(_range(found.above, found.up_to) for found in classes),
        series=(Series(gettext("%(name)s, as citizens see it", name=name), values),),
        up=_per_cents(),
        norm=view.norm,
        norm_words=gettext("Norm %(norm)s", norm=formatting.short(view.norm)),
        description=_described(shown.by_wait(view).title, perceived_text(view)),
        narrow=narrow,
    )
    return line_chart(chart)


def _range(above: int, up_to: int | None) -> str:
    if up_to is None:
        return f"{formatting.whole(above - 1)}+"
    return f"{formatting.whole(above)}–{formatting.whole(up_to)}"


def perceived_text(view: PhoneLogView) -> str:
    """The curve in words."""
    told = (f"{story.waited(found)}: {citizens(found.score).text}." for found in view.perceived.classes)
    return " ".join([*told, story.when_it_falls(view)])


def _described(title: str, text: str) -> Description:
    language = page_language()
    return Description(title, text, language.code, language.direction)


CHARTS: Final[dict[str, Callable[..., bytes]]] = {
    "waits": waits_svg,
    "months": months_svg,
    "hours": hours_svg,
    "perceived": perceived_svg,
}
"""The charts by their name in the address."""
