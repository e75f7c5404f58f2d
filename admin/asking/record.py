"""Keeps the rules for asking, switched on and off; every change is in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from admin.asking.wording import NO_KEY, NOBODY_SENDS
from survey import journal
from survey.intake.tables import Contact
from survey.invitations import rules as kept
from survey.invitations import wiping
from survey.invitations.counting import cancellations, count_deliveries
from survey.invitations.eligibility import Rules
from survey.invitations.preview import DAYS
from survey.invitations.tables import MEANS, DeliverySettings, InvitationRules, Message
from survey.organisations import Organisation, take_turns, today
from survey.settings import settings

MOST_TOPICS: Final = 40
"""Topics to choose from, the most frequent; others can be typed."""


def rules_of(session: Session, organisation_id: UUID) -> Rules:
    """The rules in force; where nothing was ever set, sensible ones, off, for the ways in which messages can go."""
    if session.get(InvitationRules, organisation_id) is not None:
        return kept.rules_of(session, organisation_id)
    return replace(Rules(), means=sendable(session, organisation_id) or MEANS)


def sendable(session: Session, organisation_id: UUID) -> tuple[str, ...]:
    """The means that somebody sends."""
    config = settings()
    found = session.get(DeliverySettings, organisation_id)
    by = ("smtp", "", "") if found is None else (found.email_by, found.sms_by, found.letter_by)
    can = {
        "smtp": bool(config.smtp_url and config.mail_from),
        "notify": found is not None and found.sealed_notify_key is not None,
    }
    return tuple(means for means, name in zip(MEANS, by, strict=True) if can.get(name, False))


def obstacles(session: Session, organisation_id: UUID, rules: Rules) -> list[str]:
    """What must be done before asking can be switched on, as English message ids."""
    found = [] if settings().address_keys else [NO_KEY]
    can = sendable(session, organisation_id)
    return found + [NOBODY_SENDS[means] for means in rules.means if means not in can]


def topics(session: Session, organisation_id: UUID, today: date) -> Sequence[str]:
    """The topics of the last days, at most `MOST_TOPICS`, by name."""
    query = (
        select(Contact.topic)
        .where(
            Contact.organisation_id == organisation_id,
            Contact.day >= today - timedelta(days=DAYS),
            Contact.topic.is_not(None),
        )
        .group_by(Contact.topic)
        .order_by(func.count().desc(), Contact.topic)
        .limit(MOST_TOPICS)
    )
    return sorted(topic for topic in session.scalars(query) if topic)


def save(session: Session, organisation: Organisation, actor: str, rules: Rules) -> None:
    """Keep the rules, in the caller's transaction. The journal has what differs, old and new."""
    take_turns(session, organisation.id)
    before = rules_of(session, organisation.id)
    kept.save(session, organisation.id, rules)
    detail: dict[str, Any] = {}
    for name in (each.name for each in fields(Rules)):
        old, new = getattr(before, name), getattr(rules, name)
        if old != new:
            detail |= {f"{name}.before": _plain(old), name: _plain(new)}
    if detail:
        journal.note(session, organisation.id, actor, "asking.changed", organisation.slug, **detail)


def change(session: Session, organisation: Organisation, actor: str, wanted: Rules) -> list[str]:
    """Keep rules that were filled in, on or off as asking is by now, in the caller's transaction.

    Gives what must be done first, as English message ids; nothing is kept then.
    """
    take_turns(session, organisation.id)
    is_on = rules_of(session, organisation.id).is_on
    against = obstacles(session, organisation.id, wanted) if is_on else []
    if not against:
        save(session, organisation, actor, replace(wanted, is_on=is_on))
    return against


def _plain(value: object) -> str | int | bool:
    if isinstance(value, bool | int):
        return value
    if isinstance(value, dict):
        return ", ".join(f"{key}={percent}" for key, percent in sorted(value.items()))
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def waiting(session: Session, organisation_id: UUID) -> int:
    """How many messages to citizens wait."""
    query = select(func.count()).where(
        Message.organisation_id == organisation_id, Message.state == "waiting", Message.invitation_id.is_not(None)
    )
    return session.scalar(query) or 0


def switch(session: Session, organisation: Organisation, actor: str, *, is_on: bool, cancel: bool = False) -> int:
    """Switch asking on or off, and cancel what waits where that is asked; gives how many messages were cancelled."""
    take_turns(session, organisation.id)
    rules = rules_of(session, organisation.id)
    save(session, organisation, actor, replace(rules, is_on=is_on))
    if is_on or not cancel:
        return 0
    connection = session.connection()
    cancelled = wiping.forget(connection, organisation.id, true())
    count_deliveries(connection, organisation.id, cancellations(today(organisation.timezone), cancelled))
    number = cancelled.total()
    journal.note(session, organisation.id, actor, "asking.cancelled", organisation.slug, messages=number)
    return number
