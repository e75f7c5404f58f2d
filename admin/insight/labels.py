"""Where the names of points in a plot can stand without covering each other. Pure; all lengths in CSS pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import Final

PASSES: Final = 4
"""Times that every label looks for a better place; after two nothing changes any more in practice."""
DISTANCES: Final = (6.0, 22.0, 40.0, 60.0, 84.0, 112.0, 144.0)
DIRECTIONS: Final = 16
COVERED: Final = 60.0
"""A pixel of overlap is as bad as so many pixels of distance."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its middle and its size."""

    x: float
    y: float
    width: float
    height: float

    def overlap(self, other: Box) -> float:
        """How deep two rectangles lie over each other; 0 where they only touch or less."""
        across = (self.width + other.width) / 2 - abs(self.x - other.x)
        down = (self.height + other.height) / 2 - abs(self.y - other.y)
        return max(0.0, min(across, down))

    def outside(self, frame: Box) -> float:
        """How far it sticks out of a frame."""
        across = abs(self.x - frame.x) + self.width / 2 - frame.width / 2
        down = abs(self.y - frame.y) + self.height / 2 - frame.height / 2
        return max(0.0, across) + max(0.0, down)


@dataclass(frozen=True, slots=True)
class Named:
    """A point, its radius, and the size of the label that belongs to it."""

    x: float
    y: float
    radius: float
    width: float
    height: float


def placed(points: Sequence[Named], frame: Box, taken: Sequence[Box] = ()) -> tuple[Box, ...]:
    """A place for each label: within the frame, near its point, clear of `taken`, of all points and of each other.

    A local search: every label in turn takes the cheapest of its places, given where the others are (as in
    Christensen, Marks and Shieber 1995, An empirical study of algorithms for point-feature label placement).
    """
    dots = [Box(point.x, point.y, 2 * point.radius, 2 * point.radius) for point in points]
    fixed = [*taken, *dots]
    found: list[Box] = []
    for point in points:
        found.append(_best(point, frame, [*fixed, *found]))
    for _ in range(PASSES - 1):
        for index, point in enumerate(points):
            others = found[:index] + found[index + 1 :]
            found[index] = _best(point, frame, [*fixed, *others])
    return tuple(found)


def _best(point: Named, frame: Box, others: Sequence[Box]) -> Box:
    return min(_places(point), key=lambda place: _cost(place, point, frame, others))


def _cost(place: Box, point: Named, frame: Box, others: Sequence[Box]) -> float:
    covered = sum(place.overlap(other) for other in others)
    return hypot(place.x - point.x, place.y - point.y) + COVERED * (covered + place.outside(frame))


def _places(point: Named) -> Iterator[Box]:
    for distance in DISTANCES:
        for step in range(DIRECTIONS):
            angle = 2 * pi * step / DIRECTIONS
            away = distance + point.radius
            x = point.x + cos(angle) * (away + point.width / 2)
            y = point.y - sin(angle) * (away + point.height / 2)
            yield Box(x, y, point.width, point.height)
