"""Open and closed rounds: a closed round's scores are fixed, for every writer, in its own transaction."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.tables import User
from admin.audits.tables import AuditRound
from survey import database, journal
from survey.journal import JournalEntry
from survey.masking import Masked, mask

CLOSED: Final = "audit round closed"
REOPENED: Final = "audit round reopened"
LONGEST_REASON: Final = 500


class NoSuchRound(LookupError):
    """The organisation has no such round."""


class RoundClosed(ValueError):
    """The round is closed: its scores are fixed until it is opened again."""


class RoundOpen(ValueError):
    """The round is open already."""


@dataclass(frozen=True, slots=True)
class Event:
    """A round was closed, or opened again for a reason; `by` is an address, None for a command."""

    at: datetime
    by: str | None
    is_closing: bool
    reason: str


def locked(session: Session, organisation_id: UUID, round_id: UUID) -> AuditRound:
    """The round, that nobody else changes or fills until this transaction ends. Raises NoSuchRound."""
    found = session.scalar(
        select(AuditRound)
        .where(AuditRound.organisation_id == organisation_id, AuditRound.id == round_id)
        .with_for_update(key_share=True)
    )
    if found is None:
        raise NoSuchRound(str(round_id))
    return found


def hold_open(session: Session, organisation_id: UUID, round_id: UUID) -> AuditRound:
    """The round, that stays open until this transaction ends: whoever writes scores asks for it first.

    Raises NoSuchRound, RoundClosed.
    """
    found = locked(session, organisation_id, round_id)
    if found.closed_at is not None:
        raise RoundClosed(found.name)
    return found


def close_round(organisation_id: UUID, round_id: UUID, actor: str) -> None:
    """Fix the scores of a round. Raises NoSuchRound, and RoundClosed where they are already."""
    with database.begin() as session:
        found = hold_open(session, organisation_id, round_id)
        found.closed_at = database.now()
        journal.note(session, organisation_id, actor, CLOSED, str(round_id), name=found.name)


def reopen_round(organisation_id: UUID, round_id: UUID, actor: str, reason: str) -> Masked:
    """Let scores be changed again; gives the reason as it is kept. Raises NoSuchRound, RoundOpen."""
    masked = mask(reason.strip())
    with database.begin() as session:
        found = locked(session, organisation_id, round_id)
        if found.closed_at is None:
            raise RoundOpen(found.name)
        found.closed_at = None
        journal.note(session, organisation_id, actor, REOPENED, str(round_id), name=found.name, reason=masked.text)
    return masked


def history(session: Session, organisation_id: UUID, round_id: UUID) -> tuple[Event, ...]:
    """When the round was closed and opened again, the first first."""
    entries = session.scalars(
        select(JournalEntry)
        .where(
            JournalEntry.organisation_id == organisation_id,
            JournalEntry.action.in_((CLOSED, REOPENED)),
            JournalEntry.subject == str(round_id),
        )
        .order_by(JournalEntry.at, JournalEntry.action)
    ).all()
    addresses = _addresses(session, organisation_id, {entry.actor for entry in entries})
    return tuple(
        Event(entry.at, addresses.get(entry.actor), entry.action == CLOSED, str(entry.detail.get("reason", "")))
        for entry in entries
    )


def _addresses(session: Session, organisation_id: UUID, actors: set[str]) -> dict[str, str]:
    ids = set()
    for actor in actors:
        with suppress(ValueError):
            ids.add(UUID(actor))
    if not ids:
        return {}
    query = select(User.id, User.email).where(User.organisation_id == organisation_id, User.id.in_(ids))
    return {str(user_id): email for user_id, email in session.execute(query)}
