"""Cells of month and team in blocks of enough, so that subtracting views never gives fewer than a block. Pure.

A view shows the blocks that lie wholly within it. How the cells are cut follows from all of an organisation's
cells and the least number alone, never from a view. So whatever is had by adding and subtracting views is a sum of
whole blocks, and each of these holds enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Place:
    """A month (its first day) of a team; None is no team."""

    month: date
    team: UUID | None


@dataclass(frozen=True, slots=True)
class View:
    """Months from first to last, both first days, None is open; and one team, or all where `team` is ALL."""

    first: date | None = None
    last: date | None = None
    team: UUID | None = None
    all_teams: bool = True

    def has(self, place: Place) -> bool:
        """Whether the place lies in the view."""
        return (
            (self.first is None or self.first <= place.month)
            and (self.last is None or place.month <= self.last)
            and (self.all_teams or place.team == self.team)
        )


Block = frozenset[Place]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Cells that stay together, in order of time."""

    last: date
    n: int
    places: Block

    def with_next(self, later: _Piece) -> _Piece:
        return _Piece(later.last, self.n + later.n, self.places | later.places)


def blocks(counts: Mapping[Place, int], least: int) -> tuple[Block, ...]:
    """All cells in blocks of `least` or more: months of a team, merged within quarter, year, or over years.

    Teams with fewer than `least` in all are taken together as one; what is then still too few is in no block.
    """
    series: dict[UUID | None, dict[Place, int]] = {}
    for place, n in counts.items():
        if n > 0:
            series.setdefault(place.team, {})[place] = n
    large = [cells for cells in series.values() if sum(cells.values()) >= least]
    small = {place: n for cells in series.values() if sum(cells.values()) < least for place, n in cells.items()}
    found = [piece for cells in (*large, small) for piece in _over_time(cells, least)]
    return tuple(piece.places for piece in found if piece.n >= least)


def within(cut: Iterable[Block], view: View) -> frozenset[Place]:
    """The cells of the blocks that lie wholly within the view."""
    return frozenset(place for block in cut if all(view.has(place) for place in block) for place in block)


def _over_time(cells: Mapping[Place, int], least: int) -> list[_Piece]:
    ordered = sorted(cells.items(), key=lambda cell: cell[0].month)
    months = [
        _Piece(month, sum(n for _, n in group), frozenset(place for place, _ in group))
        for month, group in ((month, list(found)) for month, found in groupby(ordered, lambda cell: cell[0].month))
    ]
    by_quarter = _merged(months, lambda piece: (piece.last.year, (piece.last.month - 1) // 3), least)
    by_year = _merged(by_quarter, lambda piece: (piece.last.year, 0), least)
    return _merged(by_year, lambda piece: (0, 0), least)


def _merged(pieces: Sequence[_Piece], span: Callable[[_Piece], tuple[int, int]], least: int) -> list[_Piece]:
    return [merged for _, group in groupby(pieces, span) for merged in _walked(list(group), least)]


def _walked(pieces: Sequence[_Piece], least: int) -> list[_Piece]:
    """Neighbours merged until each has enough; a rest joins the piece before it."""
    found: list[_Piece] = []
    waiting: _Piece | None = None
    for piece in pieces:
        waiting = piece if waiting is None else waiting.with_next(piece)
        if waiting.n >= least:
            found.append(waiting)
            waiting = None
    if waiting is not None:
        found = [*found[:-1], found[-1].with_next(waiting)] if found else [waiting]
    return found
