"""The whole story of Gemeente Voorbeeld from one seed: contacts, invitations, answers, audits. Pure.

The same seed gives the same figures on any day of any year; only the dates move along with today.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Final

from admin.demo.asking import Course, course_of
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
"""Answers by the open link at the counter."""
BY_QR: Final = 0.65
"""Share of these that come by its QR code."""
CALLERS: Final = 45
"""Answers by keypad about a call that is not known here."""


@dataclass(frozen=True, slots=True)
class Told:
    """A contact, whether its citizen was invited, the answer if there is one, and how the citizen was asked."""

    contact: Contact
    invited: bool
    answer: Answer | None
    course: Course

    @property
    def answered_after(self) -> int | None:
        """Days from the contact to the answer; None where there is none."""
        return None if self.answer is None else self.answer.days_later


@dataclass(frozen=True, slots=True)
class PassingBy:
    """An answer of somebody who was not invited, on a day, through a channel, in one of `survey.dimensions.MODES`."""

    slot: Slot
    answer: Answer
    channel: str
    mode: str


@dataclass(frozen=True, slots=True)
class Story:
    """A year of an invented municipality."""

    contacts: tuple[Told, ...]
    passers_by: tuple[PassingBy, ...]
    rounds: tuple[AuditRound, ...]


def tell(seed: int = SEED) -> Story:
    """The story that this seed gives."""
    chance = _chance(seed)
    # How citizens are asked draws lots of its own, so that what happened and what they think stays as it was.
    asking = _chance(f"{seed} asking")
    days = list(working_days())
    contacts = tuple(_told(contact, chance, asking) for day in days for contact in contacts_of_day(day, chance))
    visitors = [_visitor(chance, asking) for _ in range(PASSERS_BY)]
    rounds = audit_rounds(chance)
    return Story(contacts, (*visitors, *(_caller(asking) for _ in range(CALLERS))), rounds)


def _chance(seed: int | str) -> Random:
    return Random(seed)  # noqa: S311 - a story, no secret


def _told(contact: Contact, chance: Random, asking: Random) -> Told:
    invited = contact.took_place and chance.random() < INVITED
    answers = invited and chance.random() < ANSWERED[contact.channel]
    answer = answer_about(contact, chance) if answers else None
    course = course_of(contact, answer.days_later if answer else None, invited=invited, chance=asking)
    if answer and course.mode == "voice":
        answer = _by_keypad(answer)
    return Told(contact, invited, answer, course)


def _by_keypad(answer: Answer) -> Answer:
    """The same at once, without what can't be said with keys."""
    return replace(answer, submission=replace(answer.submission, reasons=(), comment=None), days_later=0)


def _visitor(chance: Random, asking: Random) -> PassingBy:
    slot, answer = _passing_by(chance)
    return PassingBy(slot, answer, "counter", "qr" if asking.random() < BY_QR else "open")


def _caller(asking: Random) -> PassingBy:
    slot, answer = _passing_by(asking)
    return PassingBy(slot, _by_keypad(answer), "phone", "voice_open")


def _passing_by(chance: Random) -> tuple[Slot, Answer]:
    slot = Slot(chance.randrange(5), chance.randrange(WEEKS))
    return slot, answer_of_passer_by(pick(LANGUAGES, chance), chance)
