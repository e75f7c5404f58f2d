"""Draws a control chart with matplotlib as SVG. Pure: the same in gives the same bytes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING, Any, Final

from admin.insight.canvas import AUDITS, CITIZENS, GRID, INK, KEPT, SUBTLE, bare, canvas, saved
from admin.insight.drawing import Value
from admin.insight.svg import Description

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DASHED: Final[Any] = (0, (5, 3))
DOTTED: Final[Any] = (0, (1, 2))
MOST_LABELS: Final = {True: 4, False: 12}
LEAST_SPAN: Final = 30
"""Points that the scale spans at least, so that small ups and downs look small."""
LEVELS: Final = 3
"""Heights at which numbers of measures stand that are close to each other."""
NAN: Final = float("nan")


@dataclass(frozen=True, slots=True)
class Band:
    """Mean and limits from one place to another."""

    first: int
    last: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Earlier:
    """A series of earlier results by its name; its values are along the whole axis."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Months along, 0-100 up. `up` and `down` are places with a signal, `marks` a place and a number each.

    `open_place` is the month that is not over (None: none). The words belong to the lines of the legend; those that
    are empty are left out.
    """

    labels: tuple[str, ...]
    values: tuple[Value, ...]
    bands: tuple[Band, ...]
    up: frozenset[int]
    down: frozenset[int]
    open_place: int | None
    marks: tuple[tuple[float, str], ...]
    earlier: tuple[Earlier, ...]
    norm: float
    norm_words: str
    mean_words: str
    limit_words: str
    signal_words: str
    description: Description
    narrow: bool = False


@lru_cache(maxsize=KEPT)
def control_chart(chart: ControlChart) -> bytes:
    """The chart as SVG."""
    size = size_of(chart)
    with canvas(size) as figure:
        axes = _axes(figure, size, chart)
        axes.axhline(chart.norm, color=SUBTLE, linewidth=1.2, linestyle=DOTTED)
        for band in chart.bands:
            _band(axes, band)
        for series in chart.earlier:
            _earlier(axes, series)
        _course(axes, chart)
        _marks(axes, chart)
        for number, entry in enumerate(_legend_entries(chart)):
            _legend(figure, chart, number, *entry)
        return saved(figure, chart.description)


def size_of(chart: ControlChart) -> tuple[float, float]:
    """Width and height in CSS pixels: on a phone the legend needs a line for each entry."""
    if not chart.narrow:
        return 960.0, 400.0
    return 340.0, 330.0 + 22.0 * len(_legend_entries(chart))


def _is_rtl(chart: ControlChart) -> bool:
    return chart.description.direction == "rtl"


def _axes(figure: Figure, size: tuple[float, float], chart: ControlChart) -> Axes:
    """The plot, with its scale on the side where reading starts, and room above for legend and numbers."""
    width, height = size
    start, end, below = 44.0, 14.0, 44.0
    above = (22.0 * len(_legend_entries(chart)) if chart.narrow else 30.0) + 14.0
    above += 22.0 * (max(level for _, level in _levels(chart)) + 1) if chart.marks else 0.0
    left = end if _is_rtl(chart) else start
    axes = figure.add_axes(
        (left / width, below / height, (width - start - end) / width, (height - above - below) / height)
    )
    bare(axes)
    last = max(0, len(chart.labels) - 1)
    axes.set_xlim(*((last + 0.6, -0.6) if _is_rtl(chart) else (-0.6, last + 0.6)))
    low, high = _span(chart)
    axes.set_ylim(low, high)
    axes.set_yticks(range(low, high + 1, 10 if high - low <= 60 else 20))
    axes.tick_params(axis="y", labelsize=12)
    if _is_rtl(chart):
        axes.yaxis.tick_right()
        axes.tick_params(length=0)
    axes.grid(axis="y", color=GRID, linewidth=1)
    axes.set_axisbelow(True)
    _name_months(axes, chart)
    return axes


def _span(chart: ControlChart) -> tuple[int, int]:
    """The tens between which everything lies, at least `LEAST_SPAN` apart."""
    values = [value for series in (chart.values, *(each.values for each in chart.earlier)) for value in series]
    ends = [end for value in values for end in (value.mean, value.low, value.high) if end is not None]
    ends += [end for band in chart.bands for end in (band.low, band.high)]
    low, high = (
        10 * turn(end / 10) for turn, end in ((floor, min([*ends, chart.norm])), (ceil, max([*ends, chart.norm])))
    )
    while high - low < LEAST_SPAN:
        low, high = max(0, low - 10), min(100, high + 10)
    return low, high


def _name_months(axes: Axes, chart: ControlChart) -> None:
    """As many names as fit, the last one always."""
    number = len(chart.labels)
    step = max(1, -(-number // MOST_LABELS[chart.narrow]))
    shown = [place for place in range(number) if (number - 1 - place) % step == 0]
    axes.set_xticks(shown)
    axes.set_xticklabels([chart.labels[place] for place in shown], fontsize=10.5 if chart.narrow else 12)


def _band(axes: Axes, band: Band) -> None:
    along = [band.first - 0.5, band.last + 0.5]
    axes.fill_between(along, [band.low] * 2, [band.high] * 2, color=CITIZENS, alpha=0.07, linewidth=0)
    axes.plot(along, [band.mean] * 2, color=CITIZENS, linewidth=1.5)
    for limit in (band.low, band.high):
        axes.plot(along, [limit] * 2, color=CITIZENS, linewidth=1.5, linestyle=DASHED)


def _earlier(axes: Axes, series: Earlier) -> None:
    means = [NAN if value.mean is None else value.mean for value in series.values]
    axes.plot(
        range(len(means)),
        means,
        "s",
        linestyle=DOTTED,
        color=SUBTLE,
        linewidth=1.2,
        markersize=6,
        markerfacecolor="white",
    )


def _course(axes: Axes, chart: ControlChart) -> None:
    """The months with their intervals, broken at gaps; signals as triangles, the month that is not over hollow."""
    means = [NAN if value.mean is None else value.mean for value in chart.values]
    for place, value in enumerate(chart.values):
        if value.low is not None and value.high is not None:
            axes.plot([place] * 2, [value.low, value.high], color=CITIZENS, linewidth=1.5, alpha=0.3)
    joined = [NAN if place == chart.open_place else mean for place, mean in enumerate(means)]
    axes.plot(range(len(joined)), joined, color=CITIZENS, linewidth=2)
    for place, mean in enumerate(means):
        _point(axes, place, mean, chart)


def _point(axes: Axes, place: int, mean: float, chart: ControlChart) -> None:
    if place in chart.up | chart.down:
        shape = "^" if place in chart.up else "v"
        axes.plot([place], [mean], shape, color=AUDITS, markersize=11, markeredgecolor="white", zorder=5)
    elif place == chart.open_place:
        axes.plot([place], [mean], "o", color=CITIZENS, markersize=7, markerfacecolor="white", zorder=4)
    else:
        axes.plot([place], [mean], "o", color=CITIZENS, markersize=6, zorder=4)


def _levels(chart: ControlChart) -> list[tuple[float, int]]:
    """The place of each measure, and how many steps up its number stands."""
    close = len(chart.labels) * (0.1 if chart.narrow else 0.03)
    found: list[tuple[float, int]] = []
    for place, _ in chart.marks:
        is_close = bool(found) and place - found[-1][0] < close
        found.append((place, (found[-1][1] + 1) % LEVELS if is_close else 0))
    return found


def _marks(axes: Axes, chart: ControlChart) -> None:
    """Measures: a line through the months, its number over it, one step up where the last is close."""
    for (place, level), (_, number) in zip(_levels(chart), chart.marks, strict=True):
        axes.axvline(place, color=INK, linewidth=1.2, linestyle=DASHED, zorder=1)
        axes.annotate(
            number,
            (place, 1),
            xytext=(0, 12 + 22 * level),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=12,
            fontweight="bold",
            color="white",
            bbox={"boxstyle": "circle,pad=0.25", "facecolor": INK, "edgecolor": "none"},
        )


Entry = tuple[str, dict[str, Any]]
"""Words of the legend, and how the line beside them looks."""


def _legend_entries(chart: ControlChart) -> list[Entry]:
    line: dict[str, Any] = {"color": CITIZENS, "linewidth": 1.5}
    found: list[Entry] = [
        (chart.mean_words, line),
        (chart.limit_words, line | {"linestyle": DASHED}),
        (chart.norm_words, {"color": SUBTLE, "linewidth": 1.2, "linestyle": DOTTED}),
        (chart.signal_words, {"color": AUDITS, "linestyle": "", "marker": "^", "markersize": 10}),
    ]
    hollow = {"color": SUBTLE, "linestyle": DOTTED, "marker": "s", "markersize": 6, "markerfacecolor": "white"}
    found += [(series.name, hollow) for series in chart.earlier]
    return [entry for entry in found if entry[0]]


def _legend(figure: Figure, chart: ControlChart, number: int, words: str, look: dict[str, Any]) -> None:
    from matplotlib.lines import Line2D

    width, height = size_of(chart)
    across, down = (0.0, 22.0 * number) if chart.narrow else (184.0 * number, 0.0)
    start, middle = 12.0 + across, 1 - (14 + down) / height
    places: Sequence[float] = [start / width, (start + 13) / width, (start + 26) / width]
    if _is_rtl(chart):
        places = [1 - place for place in places]
    drawn = Line2D(places, [middle] * 3, markevery=[1], **look)
    drawn.set_transform(figure.transFigure)
    figure.add_artist(drawn)
    shift = -8 / width if _is_rtl(chart) else 8 / width
    side = "right" if _is_rtl(chart) else "left"
    figure.text(places[2] + shift, middle, words, fontsize=13, color=INK, ha=side, va="center")
