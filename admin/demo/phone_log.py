"""A year of invented contacts: who called about what, how long they waited, whether anybody answered. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from random import Random
from typing import Final

from admin.demo.days import Slot

CONTACTS_A_DAY: Final = 77.0
BUSY: Final = (1.25, 1.05, 0.9, 0.95, 0.85)
"""How busy Monday to Friday are, against the mean."""
HOURS: Final = {8: 4, 9: 14, 10: 15, 11: 13, 12: 7, 13: 13, 14: 12, 15: 10, 16: 8}
"""How contacts spread over the hours of a day."""
CHANNELS: Final = {"phone": 79, "counter": 13, "email": 8}
LANGUAGES: Final = {
    "nl": 78,
    "en": 5,
    "tr": 3,
    "ar": 3,
    "pl": 3,
    "uk": 2.4,
    "de": 1.6,
    "es": 1.4,
    "fy": 1.4,
    "fr": 1.2,
}


@dataclass(frozen=True, slots=True)
class Team:
    """A team: its share of all contacts, its usual wait in seconds, and what people contact it about."""

    name: str
    share: float
    usual_wait: float
    topics: Mapping[str, float]


TEAMS: Final = (
    Team(
        "Burgerzaken",
        45,
        52,
        {
            "Paspoort of identiteitskaart": 30,
            "Rijbewijs": 18,
            "Verhuizing doorgeven": 22,
            "Uittreksel": 12,
            "Geboorte, huwelijk, overlijden": 10,
            "Afspraak maken": 8,
        },
    ),
    Team(
        "Belastingen",
        25,
        74,
        {
            "Aanslag gemeentelijke belastingen": 34,
            "WOZ-waarde": 22,
            "Kwijtschelding": 18,
            "Betaling regelen": 16,
            "Parkeervergunning": 10,
        },
    ),
    Team(
        "Zorg en ondersteuning",
        30,
        63,
        {
            "Hulp in het huishouden": 30,
            "Wmo-aanvraag": 26,
            "Jeugdhulp": 14,
            "Bijstand": 20,
            "Schulden": 10,
        },
    ),
)


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact at a local time of its day; waits and talks in seconds, None where not known."""

    slot: Slot
    at: time
    team: Team
    channel: str
    topic: str
    language: str
    answered: bool | None
    resolved: bool | None
    transferred: bool | None
    waiting_seconds: int | None
    talk_seconds: int | None
    rating: int | None

    @property
    def took_place(self) -> bool:
        """Somebody was spoken or written to."""
        return self.answered is not False


def contacts_of_day(slot: Slot, chance: Random) -> list[Contact]:
    """The contacts of one working day."""
    number = round(CONTACTS_A_DAY * BUSY[slot.weekday] * chance.uniform(0.9, 1.1))
    return [_contact(slot, chance) for _ in range(number)]


def pick(weights: Mapping[str, float], chance: Random) -> str:
    """One of the keys, by weight."""
    return chance.choices(list(weights), list(weights.values()))[0]


def _contact(slot: Slot, chance: Random) -> Contact:
    team = chance.choices(TEAMS, [each.share for each in TEAMS])[0]
    channel = pick(CHANNELS, chance)
    hour = chance.choices(list(HOURS), list(HOURS.values()))[0]
    at = time(hour, chance.randrange(30 if hour == min(HOURS) else 0, 60), chance.randrange(60))
    topic, language = pick(team.topics, chance), pick(LANGUAGES, chance)
    wait = _wait(team, slot, hour, chance)
    # Who waits long hangs up.
    answered = chance.random() > 0.06 + wait / 900 if channel == "phone" else None
    spoken = answered is not False
    by_phone = answered is True
    return Contact(
        slot,
        at,
        team,
        channel,
        topic,
        language,
        answered,
        chance.random() < 0.84 if spoken else None,
        _transferred(team, topic, at) if by_phone else None,
        wait if by_phone else None,
        round(chance.gammavariate(3.2, 85)) + 20 if by_phone else None,
        chance.choices(range(1, 6), (5, 9, 24, 40, 22))[0] if by_phone and chance.random() < 0.12 else None,
    )


def _transferred(team: Team, topic: str, at: time) -> bool:
    """By the clock, not by chance: so the rest of the story stays as it was."""
    share = 24 if topic == list(team.topics)[-1] else 11
    return (at.minute * 60 + at.second) % 100 < share


def _wait(team: Team, slot: Slot, hour: int, chance: Random) -> int:
    rush = HOURS[hour] / 12 * BUSY[slot.weekday]
    return min(900, round(chance.lognormvariate(0, 0.8) * team.usual_wait * rush))
