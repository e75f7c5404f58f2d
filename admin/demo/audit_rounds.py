"""Two invented audit rounds of sixty calls: what auditors heard. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from admin.demo.days import Slot
from admin.demo.phone_log import TEAMS
from survey.criteria.catalogue import CATALOGUE, Criterion

CALLS_A_TEAM: Final = 20
ROUNDS: Final = {"Meetronde 1": 43, "Meetronde 2": 17}
"""Name of each round, and how many weeks before the story's last day the first of its four weeks was."""
WEEKS_BETWEEN: Final = 3
"""From one week of a round to the next: so the last whole quarter has calls of a round on any date of the year."""


@dataclass(frozen=True, slots=True)
class Heard:
    """How well a criterion goes: share of yes (0-1), mean mark or mean seconds; and how often it applies."""

    level: float
    applies: float = 1.0


HEARD: Final[Mapping[str, Heard]] = {
    "bekend.behoefte": Heard(7.4),
    "bekend.samenvatting": Heard(0.46),
    "bekend.taal": Heard(7.7),
    "bekend.historie": Heard(0.48, 0.8),
    "bekend.situatie": Heard(7.0),
    "bereikbaar.opgenomen": Heard(0.9),
    "bereikbaar.wachttijd": Heard(112),
    "bereikbaar.menu": Heard(0.82),
    "bereikbaar.doorverbinden": Heard(0.62),
    "bereikbaar.terugbellen": Heard(0.2, 0.5),
    "bereikbaar.vindbaar": Heard(0.9, 0.2),
    "bereikbaar.kosten": Heard(1.0, 0.2),
    "beleefd.begroeting": Heard(0.94),
    "beleefd.luisteren": Heard(8.5),
    "beleefd.serieus": Heard(8.4),
    "beleefd.wachtstand": Heard(0.76, 0.45),
    "beleefd.afsluiting": Heard(0.88),
    "behulpzaam.antwoord": Heard(0.92),
    "behulpzaam.maatwerk": Heard(8.2, 0.6),
    "behulpzaam.bijzonder": Heard(0.8, 0.3),
    "behulpzaam.procedure": Heard(0.95),
    "behulpzaam.vervolg": Heard(0.77),
    "betrouwbaar.juist": Heard(0.88),
    "betrouwbaar.afspraak": Heard(0.54, 0.65),
    "betrouwbaar.nagekomen": Heard(0.62, 0.4),
    "betrouwbaar.privacy": Heard(0.9, 0.8),
    "betrouwbaar.klacht": Heard(0.4, 0.3),
}


@dataclass(frozen=True, slots=True)
class AuditedCall:
    """One audited phone call: per criterion that applied yes 1, partly 0.5, no 0; a mark; or seconds."""

    slot: Slot
    team: str
    reference: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class AuditRound:
    """A round by its name, with its calls."""

    name: str
    calls: tuple[AuditedCall, ...]


def audit_rounds(chance: Random) -> tuple[AuditRound, ...]:
    """The rounds, the oldest first."""
    return tuple(
        AuditRound(name, tuple(_calls(number, weeks_back, chance)))
        for number, (name, weeks_back) in enumerate(ROUNDS.items(), start=1)
    )


def _calls(number: int, weeks_back: int, chance: Random) -> list[AuditedCall]:
    return [
        AuditedCall(
            Slot(chance.randrange(5), weeks_back - WEEKS_BETWEEN * chance.randrange(4)),
            team.name,
            f"M{number}-{team.name[:2].upper()}-{call:02}",
            _values(chance),
        )
        for team in TEAMS
        for call in range(1, CALLS_A_TEAM + 1)
    ]


def _values(chance: Random) -> dict[str, float]:
    return {each.code: _value(each, chance) for each in CATALOGUE if chance.random() < HEARD[each.code].applies}


def _value(criterion: Criterion, chance: Random) -> float:
    level = HEARD[criterion.code].level
    if criterion.scale == "mark":
        return min(10.0, max(1.0, round(chance.gauss(level, 1.2) * 2) / 2))
    if criterion.scale == "seconds":
        return float(round(level * chance.lognormvariate(-0.2, 0.65)))
    if criterion.scale == "yes_partly_no" and chance.random() < 0.15:
        return 0.5
    return float(chance.random() < level)
