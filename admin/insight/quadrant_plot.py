"""Draws perceived against measured, with the norm on both sides, as SVG. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import floor, hypot
from typing import TYPE_CHECKING, Any, Final

from admin.insight.canvas import AUDITS, CITIZENS, GRID, INK, KEPT, SUBTLE, bare, canvas, saved
from admin.insight.drawing import Value
from admin.insight.labels import Box, Named, placed
from admin.insight.svg import Description

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TOP: Final = 100.0
ROOM: Final = 6.0
"""Points of the scale left free under the lowest figure."""
STEP: Final = 10
RADIUS: Final = 6.0
LETTER: Final = 0.6
"""Mean width of a letter as part of the font's size."""
FAR: Final = 16.0
"""From this many pixels between point and label a line leads from one to the other."""


@dataclass(frozen=True, slots=True)
class Point:
    """One B: where it stands on both sides, each with its interval."""

    name: str
    perceived: Value
    measured: Value


@dataclass(frozen=True, slots=True)
class Corner:
    """The name of a quadrant, and whether it is above the norm on each side."""

    name: str
    perceived_good: bool
    measured_good: bool


@dataclass(frozen=True, slots=True)
class QuadrantChart:
    """Perceived (up) against measured (along) for each B that has both."""

    points: tuple[Point, ...]
    corners: tuple[Corner, ...]
    norm: float
    norm_words: str
    perceived_words: str
    measured_words: str
    description: Description
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class _Plot:
    """The area of the plot in pixels from the top left, and the part of the scale that it shows, in points."""

    left: float
    top: float
    width: float
    height: float
    lowest: float
    is_rtl: bool

    def x(self, score: float) -> float:
        along = (score - self.lowest) / (TOP - self.lowest) * self.width
        return self.left + (self.width - along if self.is_rtl else along)

    def y(self, score: float) -> float:
        return self.top + self.height - (score - self.lowest) / (TOP - self.lowest) * self.height

    @property
    def frame(self) -> Box:
        return Box(self.left + self.width / 2, self.top + self.height / 2, self.width, self.height)


@lru_cache(maxsize=KEPT)
def quadrants(chart: QuadrantChart) -> bytes:
    """The chart as SVG."""
    size = (340.0, 360.0) if chart.narrow else (600.0, 440.0)
    plot = _plot(chart, size)
    with canvas(size) as figure:
        axes = figure.add_axes(_place(plot, size))
        _scales(axes, plot, chart)
        _write(figure, size, chart, plot)
        for point in chart.points:
            _intervals(axes, point)
            axes.plot(
                _mean(point.measured),
                _mean(point.perceived),
                "o",
                color=INK,
                markersize=2 * RADIUS,
                markeredgecolor="white",
                zorder=4,
            )
        _names(figure, size, chart, plot)
        return saved(figure, chart.description)


def _mean(value: Value) -> float:
    return value.mean if value.mean is not None else TOP / 2


def _plot(chart: QuadrantChart, size: tuple[float, float]) -> _Plot:
    side, end, top, bottom = (30.0, 8.0, 26.0, 44.0) if chart.narrow else (44.0, 14.0, 30.0, 52.0)
    is_rtl = chart.description.direction == "rtl"
    width, height = size[0] - side - end, size[1] - top - bottom
    return _Plot(end if is_rtl else side, top, width, height, _lowest(chart), is_rtl)


def _lowest(chart: QuadrantChart) -> float:
    """Where the scale starts: a round number under every figure and the norm, the same on both sides."""
    values = [value for point in chart.points for value in (point.perceived, point.measured)]
    figures = [chart.norm, *(_mean(value) for value in values)]
    return max(0.0, float(floor((min(figures) - ROOM) / STEP) * STEP))


def _place(plot: _Plot, size: tuple[float, float]) -> tuple[float, float, float, float]:
    width, height = size
    below = height - plot.top - plot.height
    return plot.left / width, below / height, plot.width / width, plot.height / height


def _scales(axes: Axes, plot: _Plot, chart: QuadrantChart) -> None:
    bare(axes)
    axes.set_xlim(*((TOP, plot.lowest) if plot.is_rtl else (plot.lowest, TOP)))
    axes.set_ylim(plot.lowest, TOP)
    step = STEP if TOP - plot.lowest <= 50 else 2 * STEP
    ticks = [tick for tick in range(0, int(TOP) + 1, step) if tick >= plot.lowest]
    axes.set_xticks(ticks)
    # The lowest stands on the other scale already.
    axes.set_yticks([tick for tick in ticks if tick > plot.lowest])
    if plot.is_rtl:
        axes.yaxis.tick_right()
    axes.grid(color=GRID, linewidth=1)
    axes.set_axisbelow(True)
    for line in (axes.axvline, axes.axhline):
        line(chart.norm, color=SUBTLE, linewidth=1.5, linestyle=(0, (4, 3)))


def _intervals(axes: Axes, point: Point) -> None:
    """A cross: along the interval of the audits, up that of citizens."""
    x, y = _mean(point.measured), _mean(point.perceived)
    style: dict[str, Any] = {"linewidth": 2, "alpha": 0.45, "zorder": 3}
    if point.measured.low is not None and point.measured.high is not None:
        axes.plot([point.measured.low, point.measured.high], [y, y], color=AUDITS, **style)
    if point.perceived.low is not None and point.perceived.high is not None:
        axes.plot([x, x], [point.perceived.low, point.perceived.high], color=CITIZENS, **style)


def _write(figure: Figure, size: tuple[float, float], chart: QuadrantChart, plot: _Plot) -> None:
    """The names of both sides, of the norm and of the four quadrants."""
    width, height = size
    start = 1 - 4 / width if plot.is_rtl else 4 / width
    side = "right" if plot.is_rtl else "left"
    figure.text(start, 1 - 12 / height, chart.perceived_words, fontsize=13, color=CITIZENS, ha=side, va="center")
    figure.text(
        plot.frame.x / width, 10 / height, chart.measured_words, fontsize=13, color=AUDITS, ha="center", va="center"
    )
    figure.text(
        plot.x(chart.norm) / width,
        1 - 12 / height,
        chart.norm_words,
        fontsize=12,
        color=SUBTLE,
        ha="center",
        va="center",
    )
    for corner, box in _corners(chart, plot):
        figure.text(box.x / width, 1 - box.y / height, corner.name, **_corner_style(chart))


def _corner_style(chart: QuadrantChart) -> dict[str, Any]:
    return {"fontsize": _font(chart), "color": SUBTLE, "ha": "center", "va": "center", "zorder": 1}


def _font(chart: QuadrantChart) -> int:
    return 12 if chart.narrow else 14


def _corners(chart: QuadrantChart, plot: _Plot) -> list[tuple[Corner, Box]]:
    """Each quadrant's name with its place: in the corner of the plot, where it fits."""
    return [(corner, _corner(corner, chart, plot)) for corner in chart.corners]


def _corner(corner: Corner, chart: QuadrantChart, plot: _Plot) -> Box:
    width, height = _extent(corner.name, _font(chart))
    inset = 6.0
    at_right = corner.measured_good is not plot.is_rtl
    x = plot.left + plot.width - inset - width / 2 if at_right else plot.left + inset + width / 2
    y = plot.top + inset + height / 2 if corner.perceived_good else plot.top + plot.height - inset - height / 2
    return Box(x, y, width, height)


def _extent(words: str, font: float) -> tuple[float, float]:
    return len(words) * font * LETTER, font * 1.3


def _names(figure: Figure, size: tuple[float, float], chart: QuadrantChart, plot: _Plot) -> None:
    """The name of each B beside its point, joined by a line where it had to move away."""
    named = label_points(chart, plot)
    for point, dot, box in zip(chart.points, named, label_places(chart, plot), strict=True):
        if hypot(max(0.0, abs(box.x - dot.x) - box.width / 2), max(0.0, abs(box.y - dot.y) - box.height / 2)) > FAR:
            _leader(figure, size, dot, box)
        figure.text(
            box.x / size[0],
            1 - box.y / size[1],
            point.name,
            fontsize=_font(chart),
            fontweight="bold",
            color=INK,
            ha="center",
            va="center",
            zorder=6,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
        )


def label_points(chart: QuadrantChart, plot: _Plot) -> tuple[Named, ...]:
    """Each B's point in pixels, with the size of its name."""
    return tuple(
        Named(plot.x(_mean(p.measured)), plot.y(_mean(p.perceived)), RADIUS, *_extent(p.name, _font(chart)))
        for p in chart.points
    )


def label_places(chart: QuadrantChart, plot: _Plot) -> tuple[Box, ...]:
    """Where the names of the B's stand."""
    return placed(label_points(chart, plot), plot.frame, [box for _, box in _corners(chart, plot)])


def _leader(figure: Figure, size: tuple[float, float], dot: Named, box: Box) -> None:
    from matplotlib.lines import Line2D

    xs = [dot.x / size[0], min(max(dot.x, box.x - box.width / 2), box.x + box.width / 2) / size[0]]
    ys = [1 - dot.y / size[1], 1 - min(max(dot.y, box.y - box.height / 2), box.y + box.height / 2) / size[1]]
    figure.add_artist(Line2D(xs, ys, color=SUBTLE, linewidth=1, transform=figure.transFigure))
