"""Gives a code for a contact that takes place now: contact, invitation and code in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.session import Staff
from survey.database import now
from survey.intake import record
from survey.intake.phone_log import ContactRow
from survey.intake.tables import Contact
from survey.invitations.record import invite_by_code


class IsConfidential(Exception):
    """Nobody is asked about this contact."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an employee tells of the contact; an empty text is not known. `reference` is known or new."""

    reference: str
    channel: str
    team: str
    topic: str
    language: str


@dataclass(frozen=True, slots=True)
class Given:
    """A code as it is written, and until when (UTC) it works. It is in no other place."""

    code: str
    expires_at: datetime


def give(session: Session, staff: Staff, told: Told) -> Given:
    """Store the contact where it is new, and make its code, in the caller's transaction. Not who gave it.

    Raises AlreadyInvited, IsConfidential, and KeyError where there is no such team.
    """
    record.store(session, staff.organisation_id, [_contact(told, staff.timezone)])
    if _is_confidential(session, staff.organisation_id, told.reference):
        raise IsConfidential
    return Given(*invite_by_code(session, staff.organisation_id, told.reference))


def _contact(told: Told, timezone: str) -> ContactRow:
    moment = now()
    local = moment.astimezone(ZoneInfo(timezone))
    return ContactRow(
        row_number=0,
        reference=told.reference,
        channel=told.channel,
        team=told.team or None,
        topic=told.topic or None,
        language=told.language or None,
        occurred_at=moment,
        day=local.date(),
        answered=True,
        resolved=None,
        waiting_seconds=None,
        talk_seconds=None,
        rating=None,
        hour=local.hour,
    )


def _is_confidential(session: Session, organisation_id: UUID, reference: str) -> bool:
    query = select(Contact.confidential).where(
        Contact.organisation_id == organisation_id, Contact.reference == reference
    )
    return bool(session.scalar(query))
