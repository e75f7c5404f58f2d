"""Draws where an organisation stands: per B the middle half of all, their middle, and the own score. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from admin.benchmark.quartiles import Quartiles
from admin.insight.canvas import CITIZENS, GRID, INK, KEPT, SUBTLE, bare, canvas, saved
from admin.insight.drawing import NAMES, Value
from admin.insight.svg import Description

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BAND: Final = "#c3ced4"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One B: the own score, and the quartiles of all; `missing` is written where there are none."""

    name: str
    own: Value
    among: Quartiles | None
    missing: str


@dataclass(frozen=True, slots=True)
class PlaceChart:
    """The B's below each other on one axis of 0-100."""

    rows: tuple[PlaceRow, ...]
    description: Description
    narrow: bool = False


@lru_cache(maxsize=KEPT)
def places(chart: PlaceChart) -> bytes:
    """The chart as SVG."""
    rows = len(chart.rows)
    size = (340.0, 30.0 + 70 * rows) if chart.narrow else (960.0, 30.0 + 52 * rows)
    with canvas(size) as figure:
        axes = figure.add_axes(_area(chart, size))
        axes.set_ylim(rows - 0.4, -0.6)
        _axis(axes, chart)
        for position, row in enumerate(chart.rows):
            _row(axes, position, row, chart)
        return saved(figure, chart.description)


def _is_rtl(chart: PlaceChart) -> bool:
    return chart.description.direction == "rtl"


def _area(chart: PlaceChart, size: tuple[float, float]) -> tuple[float, float, float, float]:
    start, end = (14.0, 14.0) if chart.narrow else (NAMES, 24.0)
    left = end if _is_rtl(chart) else start
    width, height = size
    return left / width, 26.0 / height, (width - start - end) / width, (height - 28.0) / height


def _axis(axes: Axes, chart: PlaceChart) -> None:
    bare(axes)
    axes.set_xlim(*((102, -2) if _is_rtl(chart) else (-2, 102)))
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.set_yticks([])
    axes.grid(axis="x", color=GRID, linewidth=1)
    axes.set_axisbelow(True)


def _row(axes: Axes, position: int, row: PlaceRow, chart: PlaceChart) -> None:
    _name(axes, position, row.name, chart)
    if row.among is None:
        axes.text(50, position, row.missing, color=SUBTLE, fontsize=12, ha="center", va="center")
    else:
        width = row.among.upper - row.among.lower
        axes.barh(position, width, left=row.among.lower, height=0.34, color=BAND, zorder=2)
        axes.plot([row.among.middle] * 2, [position - 0.17, position + 0.17], color=INK, linewidth=2, zorder=3)
    if row.own.mean is not None:
        _own(axes, position, row.own)


def _name(axes: Axes, position: int, name: str, chart: PlaceChart) -> None:
    is_rtl = _is_rtl(chart)
    words: dict[str, Any] = {"fontsize": 15, "fontweight": "bold", "color": INK, "ha": "right" if is_rtl else "left"}
    if chart.narrow:
        axes.text(0, position - 0.42, name, va="center", **words)
        return
    axes.annotate(
        name,
        (1.0 if is_rtl else 0.0, position),
        xytext=(NAMES if is_rtl else -NAMES, 0),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        va="center",
        **words,
    )


def _own(axes: Axes, position: int, own: Value) -> None:
    if own.low is not None and own.high is not None:
        axes.plot([own.low, own.high], [position, position], color=CITIZENS, linewidth=2, alpha=0.7, zorder=4)
    axes.plot([own.mean or 0.0], [position], "o", color=CITIZENS, markersize=9, zorder=5, markeredgecolor="white")
    axes.annotate(
        own.words,
        (own.mean or 0.0, position),
        xytext=(0, 8),
        textcoords="offset points",
        ha="center",
        va="bottom",
        color=CITIZENS,
        fontsize=13,
        fontweight="bold",
        zorder=6,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
    )
