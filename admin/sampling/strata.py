"""From contacts to a sample: random within team × channel × part of the week. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from admin.sampling.allocation import allocate
from admin.sampling.lottery import in_drawn_order
from survey.languages import N_

MORNING, AFTERNOON, OTHER = "weekday_morning", "weekday_afternoon", "evening_weekend"
PARTS: Final = {
    MORNING: N_("Monday to Friday, 6:00 to 12:00"),
    AFTERNOON: N_("Monday to Friday, 12:00 to 18:00"),
    OTHER: N_("Evening, night and weekend"),
}
"""Parts of the week on the organisation's clock, as English message ids."""
SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contact that may be drawn: nothing in it comes from a citizen's answer."""

    reference: str
    contact_id: UUID
    team_id: UUID
    team: str
    channel: str
    part: str


@dataclass(frozen=True, slots=True, order=True)
class Stratum:
    """A team by its name, a channel, and a part of the week."""

    team: str
    channel: str
    part: str


@dataclass(frozen=True, slots=True)
class StratumShare:
    """How many contacts a stratum has, and how many of them are drawn."""

    stratum: Stratum
    contacts: int
    drawn: int


def part_of(moment: datetime) -> str:
    """The part of the week of a moment on the organisation's own clock."""
    if moment.weekday() >= SATURDAY or not 6 <= moment.hour < 18:
        return OTHER
    return MORNING if moment.hour < 12 else AFTERNOON


def draw(candidates: Sequence[Candidate], size: int, seed: int) -> tuple[Candidate, ...]:
    """`size` of the candidates (all where there are fewer), the strata in proportion, within each by lot.

    The same candidates and seed always give the same, in whatever order they come.
    """
    members: defaultdict[Stratum, dict[str, Candidate]] = defaultdict(dict)
    for candidate in candidates:
        members[stratum_of(candidate)][candidate.reference] = candidate
    sizes = allocate({stratum: len(members[stratum]) for stratum in sorted(members)}, size)
    return tuple(
        members[stratum][reference]
        for stratum, number in sizes.items()
        for reference in in_drawn_order(members[stratum], seed)[:number]
    )


def stratum_of(candidate: Candidate) -> Stratum:
    """Where a candidate belongs."""
    return Stratum(candidate.team, candidate.channel, candidate.part)


def shares(candidates: Sequence[Candidate], drawn: Sequence[Candidate]) -> tuple[StratumShare, ...]:
    """Per stratum its contacts and how many of them are drawn, in order."""
    contacts = Counter(map(stratum_of, candidates))
    chosen = Counter(map(stratum_of, drawn))
    return tuple(StratumShare(stratum, contacts[stratum], chosen[stratum]) for stratum in sorted(contacts))
