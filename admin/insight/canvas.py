"""What every chart is drawn on: colours, an empty figure of a size in CSS pixels, and the finished SVG. Pure."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from admin.insight.svg import Description, described

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

CITIZENS: Final = "#00566b"
AUDITS: Final = "#a8480a"
INK: Final = "#14232b"
SUBTLE: Final = "#44545d"
GRID: Final = "#dfe6e9"
INCH: Final = 72.0
"""Units of the drawing in an inch: one unit is one CSS pixel where the chart is shown at its own size."""
KEPT: Final = 256
"""Charts kept in memory: some tens of kilobytes each."""
_SETTINGS: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "klankbord",
    "font.family": ["DejaVu Sans"],
    "text.parse_math": False,
    "axes.unicode_minus": False,
}
_DRAWING: Final = Lock()


@contextmanager
def canvas(size: tuple[float, float]) -> Iterator[Figure]:
    """An empty figure, `size` wide and high in CSS pixels."""
    import matplotlib
    from matplotlib.figure import Figure as NewFigure

    # The settings are matplotlib's own globals: one drawing at a time.
    with _DRAWING, matplotlib.rc_context(_SETTINGS):
        yield NewFigure(figsize=(size[0] / INCH, size[1] / INCH), dpi=INCH)


def saved(figure: Figure, description: Description) -> bytes:
    """The figure as SVG, described; the same figure gives the same bytes."""
    drawn = io.StringIO()
    figure.savefig(drawn, format="svg", metadata={"Date": None}, transparent=True)
    return described(drawn.getvalue(), description)


def bare(axes: Axes) -> None:
    """Take away frame, background and tick marks."""
    axes.patch.set_visible(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, labelsize=13, labelcolor=SUBTLE)
