"""Draws the heat map of unanswered calls as SVG: every cell also says its figure. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from admin.insight.canvas import CITIZENS, GRID, KEPT, SUBTLE, bare, canvas, saved
from admin.insight.svg import Description
from admin.phone.drawing import is_rtl

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LIGHT: Final = "#f1f6f8"
GREY: Final = "#e3e6e8"
DARK_FROM: Final = 0.75
"""Part of the scale from which white letters stand out on the colour, and black ones before: 4.5 to 1 at least."""
LEGEND: Final = 26.0
NAMES: Final = 58.0


@dataclass(frozen=True, slots=True)
class Square:
    """One hour of the week: words in it, and its level (0-1) on the scale of colours; None is too few calls."""

    words: str
    level: float | None


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows of squares (None: nobody ever called), the names of rows and columns, and what a grey square means."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    squares: tuple[tuple[Square | None, ...], ...]
    grey_words: str
    description: Description
    narrow: bool = False


@lru_cache(maxsize=KEPT)
def heat_map(chart: HeatMap) -> bytes:
    """The heat map as SVG, the first row at the top."""
    width = 340.0 if chart.narrow else 960.0
    height = LEGEND + 30.0 + len(chart.rows) * (30.0 if chart.narrow else 42.0)
    size = (width, height)
    with canvas(size) as figure:
        left = 2.0 if is_rtl(chart) else NAMES
        place = (left / width, 2 / height, (width - NAMES - 2) / width, (height - LEGEND - 28) / height)
        axes = figure.add_axes(place)
        bare(axes)
        _scales(axes, chart)
        for down, row in enumerate(chart.squares):
            for across, square in enumerate(row):
                if square is not None:
                    _square(axes, across, down, square, chart)
        _legend(axes, height, chart)
        return saved(figure, chart.description)


def _scales(axes: Axes, chart: HeatMap) -> None:
    last = len(chart.columns) - 0.5
    axes.set_xlim(*((last, -0.5) if is_rtl(chart) else (-0.5, last)))
    axes.set_ylim(len(chart.rows) - 0.5, -0.5)
    axes.set_xticks(range(len(chart.columns)), chart.columns, fontsize=11.5)
    axes.set_yticks(range(len(chart.rows)), chart.rows, fontsize=11.5)
    axes.xaxis.tick_top()
    if is_rtl(chart):
        axes.yaxis.tick_right()
    axes.tick_params(length=0, labelcolor=SUBTLE)


def _square(axes: Axes, across: int, down: int, square: Square, chart: HeatMap) -> None:
    from matplotlib.patches import Rectangle

    is_dark = square.level is not None and square.level >= DARK_FROM
    hatch = None if square.level is not None else "////"
    axes.add_patch(
        Rectangle(
            (across - 0.47, down - 0.45),
            0.94,
            0.9,
            facecolor=GREY if square.level is None else _colour(square.level),
            edgecolor="#b9c1c5" if hatch else GRID,
            linewidth=0.6,
            hatch=hatch,
        )
    )
    axes.text(
        across,
        down,
        square.words,
        ha="center",
        va="center",
        fontsize=11.5 if chart.narrow else 12.5,
        color="white" if is_dark else "black",
    )


def _colour(level: float) -> tuple[float, float, float]:
    from matplotlib.colors import to_rgb

    light, dark = to_rgb(LIGHT), to_rgb(CITIZENS)
    part = min(1.0, max(0.0, level))
    red, green, blue = (a + (b - a) * part for a, b in zip(light, dark, strict=True))
    return red, green, blue


def _legend(axes: Axes, height: float, chart: HeatMap) -> None:
    """What the grey squares are, in words, where reading starts."""
    side = "right" if is_rtl(chart) else "left"
    axes.annotate(
        chart.grey_words,
        (1.0 if is_rtl(chart) else 0.0, 1 - 12 / height),
        xycoords="figure fraction",
        xytext=(-4 if is_rtl(chart) else 4, 0),
        textcoords="offset points",
        ha=side,
        va="center",
        fontsize=12,
        color=SUBTLE,
    )
