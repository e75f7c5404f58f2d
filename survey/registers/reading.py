"""A record of Open Klant as one contact, with how its citizen can be reached. Pure.

Read are when, channel, subject, team, language, whether it succeeded and whether it is confidential, and the addresses
that the one person who had the contact gave with it. Content, reaction, names and employees are not read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from survey.intake.payload import read_object
from survey.intake.personal import names_somebody
from survey.intake.phone_log import ContactRow
from survey.intake.reach import LONGEST_ADDRESS, Reach
from survey.intake.words import CHANNELS, normalised
from survey.invitations import addresses
from survey.masking import mask

CITIZENS: Final = frozenset({"klant", "vertegenwoordiger"})
"""Roles of the person who was in contact; others are not asked."""
LONGEST_TEXT: Final = 200
TeamOf = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class FoundContact:
    """The contact, and beside it how its citizen can be reached."""

    contact: ContactRow
    reach: Reach


class UnreadableRecord(ValueError):
    """A record that can't become a contact, by a code: `unknown_channel`, `no_moment` or `unreadable`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_record(record: object, zone: ZoneInfo, team_of: TeamOf) -> FoundContact:
    """The contact in a record; `team_of` gives the team with an actor's name. Raises UnreadableRecord."""
    if not isinstance(record, Mapping):
        raise UnreadableRecord("unreadable")
    team = _team(record, team_of)
    fields = {
        "reference": str(record_key(record)),
        "occurred_at": record.get("plaatsgevondenOp"),
        "channel": _channel(record.get("kanaal")),
        "topic": _topic(record.get("onderwerp")),
        "language": record.get("taal") if isinstance(record.get("taal"), str) else None,
        "team": team,
        "answered": _yes_no(record.get("indicatieContactGelukt")),
    }
    contact, faults = read_object(fields, zone, {team} if team else ())
    if contact is None:
        raise UnreadableRecord("no_moment" if any(fault.field == "occurred_at" for fault in faults) else "unreadable")
    # Anything but a plain "no" is confidential.
    return FoundContact(contact, _reach(record, is_confidential=record.get("vertrouwelijk") is not False))


def record_key(record: object) -> UUID:
    """The record's own UUID. Raises UnreadableRecord."""
    try:
        return UUID(record["uuid"])  # type: ignore[index]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UnreadableRecord("unreadable") from None


def _channel(word: object) -> str:
    channel = CHANNELS.get(normalised(word)) if isinstance(word, str) else None
    if channel is None:
        raise UnreadableRecord("unknown_channel")
    return channel


def _topic(subject: object) -> str | None:
    """The subject without what leads to a person; none where that can't be had."""
    text = " ".join(mask(subject).text.split()) if isinstance(subject, str) else ""
    is_good = 0 < len(text) <= LONGEST_TEXT and text.isprintable() and not names_somebody(text)
    return text if is_good else None


def _yes_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _team(record: Mapping[str, Any], team_of: TeamOf) -> str | None:
    """The first unit of the organisation that is a team here; employees are not looked at."""
    units = (
        actor.get("naam")
        for actor in _mappings(record.get("hadBetrokkenActoren"))
        if actor.get("soortActor") == "organisatorische_eenheid"
    )
    return next((team for name in units if isinstance(name, str) and (team := team_of(name)) is not None), None)


def _reach(record: Mapping[str, Any], *, is_confidential: bool) -> Reach:
    """Addresses of the person who began the contact; where nobody is said to have, of the first citizen in it."""
    if is_confidential:
        return Reach(confidential=True)
    citizens = [each for each in _expanded(record, "hadBetrokkenen") if each.get("rol") in CITIZENS]
    began = [each for each in citizens if each.get("initiator") is True]
    person = next(iter(began or citizens), None)
    if person is None:
        return Reach()
    email = mobile = None
    for kind, text in _written(person):
        if kind == "email" and email is None and addresses.email(text) is not None:
            email = text
        if kind == "telefoonnummer" and mobile is None and addresses.mobile(text) is not None:
            mobile = text
    return Reach(email=email, mobile=mobile)


def _written(person: Mapping[str, Any]) -> list[tuple[object, str]]:
    found = _expanded(person, "digitaleAdressen")
    pairs = [(each.get("soortDigitaalAdres"), each.get("adres")) for each in found]
    return [(kind, text) for kind, text in pairs if isinstance(text, str) and len(text) <= LONGEST_ADDRESS]


def _expanded(record: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    inside = record.get("_expand")
    return _mappings(inside.get(name)) if isinstance(inside, Mapping) else []


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
