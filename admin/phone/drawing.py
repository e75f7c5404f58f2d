"""Draws the phone log's charts with matplotlib as SVG. Pure: what goes in is frozen, the same in gives the same out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from admin.insight.canvas import AUDITS, CITIZENS, GRID, INCH, INK, KEPT, SUBTLE, bare, canvas, saved
from admin.insight.drawing import Value
from admin.insight.svg import Description

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS: Final = (CITIZENS, AUDITS)
MARKERS: Final = ("o", "D")
DASHED: Final[tuple[float, Sequence[float]]] = (0, (4, 3))
STYLES: Final[tuple[Any, ...]] = ("-", DASHED)
MOST_LABELS: Final = {True: 4, False: 12}
"""So many names fit along an axis on a phone, and on a wide page."""
Tick = tuple[float, str]
"""A place on an axis and the words there."""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from `edges[i]` to `edges[i + 1]`; the line at `norm` (None: none) has `norm_words`."""

    edges: tuple[float, ...]
    heights: tuple[float, ...]
    along: tuple[Tick, ...]
    up: tuple[Tick, ...]
    norm: float | None
    norm_words: str
    description: Description
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A line through `values`, with gaps where there are none."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """One or two series over the same places, 0-100, with their intervals as bands; `norm` None is no line."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    up: tuple[Tick, ...]
    norm: float | None
    norm_words: str
    description: Description
    narrow: bool = False


@lru_cache(maxsize=KEPT)
def bar_chart(chart: BarChart) -> bytes:
    """The chart as SVG."""
    size = (340.0, 250.0) if chart.narrow else (960.0, 320.0)
    with canvas(size) as figure:
        axes = _axes(figure, size, chart, above=28.0, below=30.0)
        first, last = chart.edges[0], chart.edges[-1]
        axes.set_xlim(*((last, first) if is_rtl(chart) else (first, last)))
        axes.set_xticks([place for place, _ in chart.along])
        axes.set_xticklabels([words for _, words in chart.along], fontsize=12)
        widths = [end - start for start, end in zip(chart.edges, chart.edges[1:], strict=False)]
        axes.bar(chart.edges[:-1], chart.heights, widths, align="edge", color=CITIZENS, edgecolor="white")
        if chart.norm is not None:
            axes.axvline(chart.norm, color=INK, linewidth=1.5, linestyle=DASHED)
            _above(axes, chart.norm, chart)
        return saved(figure, chart.description)


def _above(axes: Axes, place: float, chart: BarChart) -> None:
    """The norm in words over its line, running away from where reading starts."""
    axes.annotate(
        chart.norm_words,
        (place, 1),
        xytext=(0, 6),
        xycoords=("data", "axes fraction"),
        textcoords="offset points",
        ha="right" if is_rtl(chart) else "left",
        va="bottom",
        fontsize=13,
        color=INK,
    )


@lru_cache(maxsize=KEPT)
def line_chart(chart: LineChart) -> bytes:
    """The chart as SVG."""
    size = (340.0, 300.0) if chart.narrow else (960.0, 320.0)
    with canvas(size) as figure:
        legend = 22.0 * len(chart.series) if chart.narrow else 26.0
        axes = _axes(figure, size, chart, above=legend + 8, below=44.0)
        last = max(0, len(chart.labels) - 1)
        axes.set_xlim(*((last + 0.5, -0.5) if is_rtl(chart) else (-0.5, last + 0.5)))
        _name_places(axes, chart)
        if chart.norm is not None:
            axes.axhline(chart.norm, color=SUBTLE, linewidth=1.5, linestyle=DASHED)
            _beside(axes, chart)
        for number, series in enumerate(chart.series):
            _series(axes, series, number, with_words=len(chart.series) == 1)
            _legend(figure, chart, number)
        return saved(figure, chart.description)


def is_rtl(chart: Any) -> bool:
    """Whether the chart is read from right to left."""
    return bool(chart.description.direction == "rtl")


def _axes(figure: Figure, size: tuple[float, float], chart: Any, above: float, below: float) -> Axes:
    """The plot with its scale on the side where reading starts."""
    width, height = size
    start, end = 52.0, 14.0
    left = end if is_rtl(chart) else start
    place = (left / width, below / height, (width - start - end) / width, (height - above - below) / height)
    axes = figure.add_axes(place)
    bare(axes)
    axes.set_ylim(0, max(place for place, _ in chart.up))
    axes.set_yticks([place for place, _ in chart.up])
    axes.set_yticklabels([words for _, words in chart.up], fontsize=12)
    if is_rtl(chart):
        axes.yaxis.tick_right()
        axes.tick_params(length=0)
    axes.grid(axis="y", color=GRID, linewidth=1)
    axes.set_axisbelow(True)
    return axes


def _name_places(axes: Axes, chart: LineChart) -> None:
    """As many names as fit, the last one always."""
    number = len(chart.labels)
    step = -(-number // MOST_LABELS[chart.narrow]) if number > 5 else 1
    shown = [place for place in range(number) if (number - 1 - place) % step == 0]
    axes.set_xticks(shown)
    axes.set_xticklabels([chart.labels[place] for place in shown], fontsize=10.5 if chart.narrow else 12)


def _series(axes: Axes, series: Series, number: int, *, with_words: bool) -> None:
    gap = float("nan")
    along = range(len(series.values))
    means = [gap if value.mean is None else value.mean for value in series.values]
    lows = [gap if value.low is None else value.low for value in series.values]
    highs = [gap if value.high is None else value.high for value in series.values]
    colour = COLOURS[number]
    axes.fill_between(along, lows, highs, color=colour, alpha=0.16, linewidth=0)
    axes.plot(along, means, MARKERS[number], linestyle=STYLES[number], color=colour, linewidth=2, markersize=7)
    for place, value in enumerate(series.values if with_words else ()):
        _words(axes, place, value, colour)


def _words(axes: Axes, place: int, value: Value, colour: str) -> None:
    hidden: dict[str, Any] = {"fontsize": 10.5, "color": SUBTLE}  # upright: the font has no slanted Arabic
    shown: dict[str, Any] = {"fontweight": "bold", "fontsize": 13, "color": colour}
    height, style = (8.0, hidden) if value.mean is None else (value.mean, shown)
    words = value.words.replace(" ", "\n") if value.mean is None else value.words
    axes.annotate(
        words, (place, height), xytext=(0, 9), textcoords="offset points", ha="center", va="bottom", zorder=5, **style
    )


def _beside(axes: Axes, chart: LineChart) -> None:
    """The norm in words at the end of its line."""
    edge = (1.0, chart.norm)
    side = "left" if is_rtl(chart) else "right"
    axes.annotate(
        chart.norm_words,
        (0.0 if is_rtl(chart) else edge[0], edge[1] or 0.0),
        xytext=(0, 3),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        ha=side,
        va="bottom",
        fontsize=12,
        color=SUBTLE,
    )


def _legend(figure: Figure, chart: LineChart, number: int) -> None:
    from matplotlib.lines import Line2D

    width, height = figure.get_figwidth() * INCH, figure.get_figheight() * INCH
    across, down = (0.0, 22.0 * number) if chart.narrow else (420.0 * number, 0.0)
    start, middle = 16.0 + across, 1 - (14 + down) / height
    places: Sequence[float] = [start / width, (start + 26) / width]
    if is_rtl(chart):
        places = [1 - place for place in places]
    drawn = Line2D(places, [middle, middle], color=COLOURS[number], linewidth=2, linestyle=STYLES[number])
    drawn.set_transform(figure.transFigure)
    figure.add_artist(drawn)
    dot = Line2D([sum(places) / 2], [middle], marker=MARKERS[number], color=COLOURS[number], markersize=7)
    dot.set_transform(figure.transFigure)
    figure.add_artist(dot)
    shift = -8 / width if is_rtl(chart) else 8 / width
    side = "right" if is_rtl(chart) else "left"
    figure.text(places[1] + shift, middle, chart.series[number].name, fontsize=13, color=INK, ha=side, va="center")
