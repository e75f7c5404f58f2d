"""The whole story of Gemeente Voorbeeld from one seed: contacts, invitations, answers, audits. Pure.

The same seed gives the same figures on any day of any year; only the dates move along with today.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from admin.demo.audit_rounds import AuditRound, audit_rounds
from admin.demo.days import WEEKS, Slot, working_days
from admin.demo.opinions import Answer, answer_about, answer_of_passer_by
from admin.demo.phone_log import LANGUAGES, Contact, contacts_of_day, pick

SLUG: Final = "voorbeeld"
NAME: Final = "Gemeente Voorbeeld"
SEED: Final = 2026
INVITED: Final = 0.45
"""Share of the contacts that took place whose citizens are invited."""
ANSWERED: Final = {"phone": 0.24, "counter": 0.29, "email": 0.2}
"""Share of the invited who answer, per channel."""
PASSERS_BY: Final = 60
"""Answers by the open link."""


@dataclass(frozen=True, slots=True)
class Told:
    """A contact, whether its citizen was invited, and the answer if there is one."""

    contact: Contact
    invited: bool
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class PassingBy:
    """An answer by the open link on a day."""

    slot: Slot
    answer: Answer


@dataclass(frozen=True, slots=True)
class Story:
    """A year of an invented municipality."""

    contacts: tuple[Told, ...]
    passers_by: tuple[PassingBy, ...]
    rounds: tuple[AuditRound, ...]


def tell(seed: int = SEED) -> Story:
    """The story that this seed gives."""
    chance = Random(seed)  # noqa: S311 - a story, no secret
    days = list(working_days())
    contacts = tuple(_told(contact, chance) for day in days for contact in contacts_of_day(day, chance))
    passers_by = tuple(_passing_by(chance) for _ in range(PASSERS_BY))
    return Story(contacts, passers_by, audit_rounds(chance))


def _told(contact: Contact, chance: Random) -> Told:
    invited = contact.took_place and chance.random() < INVITED
    answers = invited and chance.random() < ANSWERED[contact.channel]
    return Told(contact, invited, answer_about(contact, chance) if answers else None)


def _passing_by(chance: Random) -> PassingBy:
    slot = Slot(chance.randrange(5), chance.randrange(WEEKS))
    return PassingBy(slot, answer_of_passer_by(pick(LANGUAGES, chance), chance))
