"""Counts per month, team and channel as the summaries give them, and which of them a view looks at. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Cell:
    """Counts of one month (`YYYY-MM`), team (NO_TEAM for none) and channel; language is "" where not split by it."""

    month: str
    team_id: UUID
    channel: str
    language: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class View:
    """Filters with the team by its id; None is all."""

    team_id: UUID | None = None
    channel: str | None = None
    language: str | None = None

    @property
    def is_everything(self) -> bool:
        """Nothing is filtered."""
        return self == View()

    def holds(self, cell: Cell) -> bool:
        """Whether a cell is in this view."""
        return (
            self.team_id in (None, cell.team_id)
            and self.channel in (None, cell.channel)
            and self.language in (None, cell.language)
        )

    def among(self, cells: Iterable[Cell]) -> tuple[Cell, ...]:
        """The cells that are in this view."""
        return tuple(cell for cell in cells if self.holds(cell))


def added(cells: Iterable[Cell]) -> dict[str, int]:
    """The counts of all cells together."""
    total: dict[str, int] = {}
    for cell in cells:
        for name, number in cell.counts.items():
            total[name] = total.get(name, 0) + number
    return total


def grouped(cells: Iterable[Cell], key: Callable[[Cell], Key]) -> dict[Key, list[Cell]]:
    """The cells by what `key` gives for each."""
    groups: dict[Key, list[Cell]] = {}
    for cell in cells:
        groups.setdefault(key(cell), []).append(cell)
    return groups
