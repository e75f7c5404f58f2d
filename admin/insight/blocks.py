"""Atoms of something that is only counted by month and team: earlier answers, comments. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from admin.insight.atoms import LADDER, Place, cut

NO_CHANNEL = ""
"""The channel of what is not counted by channel."""
_COUNT = "count"

Block = frozenset[Place]


@dataclass(frozen=True, slots=True)
class Span:
    """Months (`YYYY-MM`) from first to last, None is open, of one team (NO_TEAM: none) or, None, of all."""

    first: str | None = None
    last: str | None = None
    team_id: UUID | None = None

    def has(self, place: Place) -> bool:
        """Whether the place lies in it."""
        return (
            (self.first is None or self.first <= place.month)
            and (self.last is None or place.month <= self.last)
            and (self.team_id is None or place.team_id == self.team_id)
        )


def place(month: str, team_id: UUID) -> Place:
    """A month and a team."""
    return Place(month, team_id, NO_CHANNEL)


def blocks(counts: Mapping[Place, int], least: int) -> tuple[Block, ...]:
    """The places in blocks of `least` or more, by `counts` alone; those that stay too few are in none."""
    atoms = cut({each: {_COUNT: n} for each, n in counts.items()}, LADDER, least)
    return tuple(atom.members for atom in atoms if not atom.kept_back)


def within(found: Iterable[Block], span: Span) -> frozenset[Place]:
    """The places of the blocks that lie wholly within the span."""
    return frozenset(each for block in found if all(map(span.has, block)) for each in block)
