"""Draws the charts with matplotlib as SVG. Pure: what goes in is frozen, and the same in gives the same bytes out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from admin.insight.canvas import AUDITS, CITIZENS, GRID, INCH, INK, KEPT, SUBTLE, bare, canvas, saved
from admin.insight.svg import Description

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAMES: Final = 130.0
LEGEND_STEP: Final = 160.0


@dataclass(frozen=True, slots=True)
class Value:
    """A score (0-100) with its interval and the words beside it; without a mean only the words are drawn."""

    words: str
    mean: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """One B: perceived and measured on one line."""

    name: str
    perceived: Value
    measured: Value


@dataclass(frozen=True, slots=True)
class DumbbellChart:
    """Perceived beside measured for each B, the norm across them."""

    rows: tuple[Dumbbell, ...]
    norm: float
    norm_words: str
    perceived_words: str
    measured_words: str
    description: Description
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One B through the months; `values` may have gaps."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class TrendChart:
    """A small chart for each B, months along each, the norm across them."""

    lines: tuple[Line, ...]
    first_month: str
    last_month: str
    norm: float
    description: Description
    narrow: bool = False


@lru_cache(maxsize=KEPT)
def dumbbells(chart: DumbbellChart) -> bytes:
    """The chart as SVG."""
    rows = len(chart.rows)
    size = (340.0, 76.0 + 78 * rows) if chart.narrow else (960.0, 70.0 + 58 * rows)
    with canvas(size) as figure:
        axes = figure.add_axes(_place(chart, size))
        axes.set_ylim(rows - 0.5, -0.5)
        _score_axis(axes, chart)
        for position, row in enumerate(chart.rows):
            _dumbbell(axes, position, row, chart)
        _legend(figure, axes, chart)
        return saved(figure, chart.description)


@lru_cache(maxsize=KEPT)
def trends(chart: TrendChart) -> bytes:
    """The chart as SVG."""
    columns = 2 if chart.narrow else 5
    rows = -(-len(chart.lines) // columns)
    size = (340.0, 180.0 * rows) if chart.narrow else (960.0, 220.0)
    with canvas(size) as figure:
        grid = figure.subplots(rows, columns, squeeze=False)
        panels = (grid[:, ::-1] if _is_rtl(chart) else grid).flatten()
        for panel in panels[len(chart.lines) :]:
            panel.remove()
        for panel, line in zip(panels, chart.lines, strict=False):
            _panel(panel, line, chart)
        margin = 34 / size[0]
        figure.subplots_adjust(
            left=margin, right=1 - margin, top=1 - 26 / size[1], bottom=38 / size[1], wspace=0.35, hspace=0.5
        )
        return saved(figure, chart.description)


def _is_rtl(chart: DumbbellChart | TrendChart) -> bool:
    return chart.description.direction == "rtl"


def _start(chart: DumbbellChart) -> float:
    """The room for names, where reading starts."""
    return 14.0 if chart.narrow else NAMES


def _place(chart: DumbbellChart, size: tuple[float, float]) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of the plot as parts of the drawing; names stand where reading starts."""
    start, end = _start(chart), 14.0 if chart.narrow else 24.0
    left = end if _is_rtl(chart) else start
    above, below = (50.0, 26.0) if chart.narrow else (44.0, 26.0)
    width, height = size
    return left / width, below / height, (width - start - end) / width, (height - above - below) / height


def _score_axis(axes: Axes, chart: DumbbellChart) -> None:
    bare(axes)
    axes.set_xlim(*((102, -2) if _is_rtl(chart) else (-2, 102)))
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.set_yticks([])
    axes.grid(axis="x", color=GRID, linewidth=1)
    axes.set_axisbelow(True)
    axes.axvline(chart.norm, color=SUBTLE, linewidth=1.5, linestyle=(0, (4, 3)))


def _dumbbell(axes: Axes, position: int, row: Dumbbell, chart: DumbbellChart) -> None:
    apart = 0.13
    up, down = position - apart, position + apart
    if chart.narrow:
        up, down = up + 0.18, down + 0.18
    _name(axes, position, row.name, chart)
    if row.perceived.mean is not None and row.measured.mean is not None:
        ends = [row.perceived.mean, row.measured.mean]
        axes.plot(ends, [up, down], color="#9fb0b8", linewidth=3, solid_capstyle="round", zorder=2)
    _value(axes, up, row.perceived, CITIZENS, "o", chart)
    _value(axes, down, row.measured, AUDITS, "D", chart)


def _name(axes: Axes, position: int, name: str, chart: DumbbellChart) -> None:
    side = "right" if _is_rtl(chart) else "left"
    words: dict[str, Any] = {"fontsize": 15, "fontweight": "bold", "color": INK, "ha": side}
    if chart.narrow:
        axes.text(0, position - 0.36, name, va="center", **words)
        return
    edge = 1.0 if _is_rtl(chart) else 0.0
    offset = (NAMES, 0) if _is_rtl(chart) else (-NAMES, 0)
    axes.annotate(
        name,
        (edge, position),
        xytext=offset,
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        va="center",
        **words,
    )


def _value(axes: Axes, height: float, value: Value, colour: str, marker: str, chart: DumbbellChart) -> None:
    is_upper = marker == "o"
    if value.mean is None:
        # Upright: the font has no slanted Arabic.
        axes.text(50, height, value.words, color=colour, fontsize=12, ha="center", va="center")
        return
    if value.low is not None and value.high is not None:
        axes.plot([value.low, value.high], [height, height], color=colour, linewidth=2, alpha=0.55, zorder=3)
    size = 9 if is_upper else 8
    axes.plot([value.mean], [height], marker, color=colour, markersize=size, zorder=4, markeredgecolor="white")
    axes.annotate(
        value.words,
        (value.mean, height),
        xytext=(0, 7 if is_upper else -7),
        textcoords="offset points",
        ha="center",
        va="bottom" if is_upper else "top",
        color=colour,
        fontsize=13,
        fontweight="bold",
        zorder=5,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
    )


def _legend(figure: Figure, axes: Axes, chart: DumbbellChart) -> None:
    """The two sides in words at the top, the norm in words at its line."""
    width, height = figure.get_figwidth() * INCH, figure.get_figheight() * INCH
    rtl = _is_rtl(chart)
    entries = ((chart.perceived_words, CITIZENS, "o"), (chart.measured_words, AUDITS, "D"))
    for number, (words, colour, marker) in enumerate(entries):
        from_start = (_start(chart) + 6 + number * LEGEND_STEP) / width
        _legend_entry(figure, (1 - from_start if rtl else from_start, 1 - 12 / height), words, colour, marker, rtl)
    axes.annotate(
        chart.norm_words,
        (chart.norm, 1),
        xytext=(0, 3),
        xycoords=("data", "axes fraction"),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=12,
        color=SUBTLE,
    )


def _legend_entry(figure: Figure, place: tuple[float, float], words: str, colour: str, marker: str, rtl: bool) -> None:
    from matplotlib.lines import Line2D

    width = figure.get_figwidth() * INCH
    dot = Line2D([place[0]], [place[1]], marker=marker, color=colour, markersize=8, transform=figure.transFigure)
    figure.add_artist(dot)
    shift = -11 / width if rtl else 11 / width
    side = "right" if rtl else "left"
    figure.text(place[0] + shift, place[1], words, fontsize=14, color=INK, ha=side, va="center_baseline")


def _panel(axes: Axes, line: Line, chart: TrendChart) -> None:
    bare(axes)
    rtl, last = _is_rtl(chart), max(0, len(line.values) - 1)
    axes.set_ylim(0, 100)
    axes.set_xlim(*((last + 0.5, -0.5) if rtl else (-0.5, last + 0.5)))
    axes.set_yticks([0, 50, 100])
    if rtl:
        axes.yaxis.tick_right()
    axes.grid(axis="y", color=GRID, linewidth=1)
    axes.set_axisbelow(True)
    axes.axhline(chart.norm, color=SUBTLE, linewidth=1.2, linestyle=(0, (4, 3)))
    axes.set_title(line.name, fontsize=13, fontweight="bold", color=INK, loc="right" if rtl else "left", pad=8)
    _months(axes, last, chart)
    _course(axes, line)


def _months(axes: Axes, last: int, chart: TrendChart) -> None:
    axes.set_xticks([0, last] if last else [0])
    labels = axes.set_xticklabels([chart.first_month, chart.last_month] if last else [chart.first_month], fontsize=11)
    rtl = _is_rtl(chart)
    labels[0].set_horizontalalignment("right" if rtl else "left")
    if last:
        labels[-1].set_horizontalalignment("left" if rtl else "right")


def _course(axes: Axes, line: Line) -> None:
    """The line, broken where a month is missing or hidden, with its intervals as a band."""
    gap = float("nan")
    along = range(len(line.values))
    means = [gap if value.mean is None else value.mean for value in line.values]
    lows = [gap if value.low is None else value.low for value in line.values]
    highs = [gap if value.high is None else value.high for value in line.values]
    axes.fill_between(along, lows, highs, color=CITIZENS, alpha=0.16, linewidth=0)
    axes.plot(along, means, "o-", color=CITIZENS, linewidth=2, markersize=3)
