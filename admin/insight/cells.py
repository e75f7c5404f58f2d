"""Counts per place as the summaries give them, and which of them a view looks at. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from admin.insight.atoms import Place, together

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Cell:
    """Counts of one place; language and mode are "" where it is not split by them."""

    place: Place
    counts: Mapping[str, int]
    language: str = ""
    mode: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The team by its id, the channel, and the first and last month (`YYYY-MM`) looked at; None is all."""

    team_id: UUID | None = None
    channel: str | None = None
    first: str | None = None
    last: str | None = None

    def holds(self, place: Place) -> bool:
        """Whether a place is in this view."""
        return (
            self.team_id in (None, place.team_id)
            and self.channel in (None, place.channel)
            and (self.first is None or self.first <= place.month)
            and (self.last is None or place.month <= self.last)
        )

    def among(self, cells: Iterable[Cell]) -> tuple[Cell, ...]:
        """The cells that are in this view."""
        return tuple(cell for cell in cells if self.holds(cell.place))


def added(cells: Iterable[Cell]) -> dict[str, int]:
    """The counts of all cells together."""
    return together(cell.counts for cell in cells)


def grouped(cells: Iterable[Cell], key: Callable[[Cell], Key]) -> dict[Key, list[Cell]]:
    """The cells by what `key` gives for each."""
    groups: dict[Key, list[Cell]] = {}
    for cell in cells:
        groups.setdefault(key(cell), []).append(cell)
    return groups
