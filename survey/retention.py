"""What goes when: the periods are settings of each organisation, carried out by a command that says what it removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, Delete, Update, delete, func, select, update
from sqlalchemy.orm import Session

from survey.answers.tables import (
    OpenSubmission,
    Response,
    answer_counts,
    bereikbaar_counts,
    reason_counts,
)
from survey.intake.tables import Contact, contact_counts, hour_counts, wait_counts
from survey.invitations.tables import Invitation, delivery_counts, outcome_counts
from survey.invitations.wiping import wipe_overdue
from survey.organisations import Organisation

AFTER_EXPIRY: Final = timedelta(days=90)
"""How long an expired link still gets the page that says so."""
AFTER_SENDING: Final = timedelta(days=2)
"""How long a form of the open link is remembered; it can't be sent after one day."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Rows of before these days have had their time. Answers and contacts go by whole months, as their rollups do."""

    comments: date
    answers: date
    contacts: date
    invitations: datetime
    open_submissions: date


@dataclass(frozen=True, slots=True)
class Removed:
    """How many of each were removed."""

    comments: int
    answers: int
    contacts: int
    invitations: int
    open_submissions: int


Counted = Callable[[Session, UUID, Limits], int]


@dataclass(frozen=True, slots=True)
class Keeper:
    """What another room keeps: how much of it has had its time, and its removal, which gives the same number."""

    foreseen: Counted
    remove: Counted


KEEPERS: Final[dict[str, Keeper]] = {}
"""By the name of what is kept; a room that survey does not know adds its own when it registers."""


def limits(organisation: Organisation, today: date, moment: datetime) -> Limits:
    """The days before which this organisation keeps nothing, seen from `today`."""
    return Limits(
        comments=today - timedelta(days=organisation.keep_comments_days),
        answers=(today - timedelta(days=organisation.keep_answers_days)).replace(day=1),
        contacts=(today - timedelta(days=organisation.keep_contacts_days)).replace(day=1),
        invitations=moment - AFTER_EXPIRY,
        open_submissions=today - AFTER_SENDING,
    )


def remove(session: Session, owner: UUID, before: Limits) -> Removed:
    """Remove what has had its time, in the caller's transaction."""
    return Removed(
        comments=_run(session, _blank_comments(owner, before.comments)),
        answers=_remove_answers(session, owner, before.answers),
        contacts=_remove_contacts(session, owner, before.contacts),
        invitations=_run(session, delete(Invitation).where(*_expired(owner, before.invitations))),
        open_submissions=_run(session, delete(OpenSubmission).where(*_sent(owner, before.open_submissions))),
    )


def foreseen(session: Session, owner: UUID, before: Limits) -> Removed:
    """What `remove` would remove now."""
    return Removed(
        comments=_count(session, *_has_comment(owner, before.comments)),
        answers=_count(session, Response.organisation_id == owner, Response.day < before.answers),
        contacts=_count(session, Contact.organisation_id == owner, Contact.day < before.contacts),
        invitations=_count(session, *_expired(owner, before.invitations)),
        open_submissions=_count(session, *_sent(owner, before.open_submissions)),
    )


def elsewhere(session: Session, owner: UUID, before: Limits, *, dry_run: bool) -> dict[str, int]:
    """What other rooms remove, or would remove, by the name of what they keep."""
    acts = {name: keeper.foreseen if dry_run else keeper.remove for name, keeper in KEEPERS.items()}
    return {name: act(session, owner, before) for name, act in acts.items()}


def overdue(session: Session, organisation: Organisation, moment: datetime, *, dry_run: bool) -> dict[str, int]:
    """Wipe addresses and hashes that are no longer needed, and cancel messages that are too late, or say how many."""
    with session.begin_nested() as attempt:
        wiped = wipe_overdue(session, organisation, moment)
        if dry_run:
            attempt.rollback()
    return {"overdue_messages": wiped.messages, "addresses": wiped.addresses, "address_hashes": wiped.marks}


def _has_comment(owner: UUID, day: date) -> tuple[ColumnElement[bool], ...]:
    return Response.organisation_id == owner, Response.day < day, Response.comment.is_not(None)


def _expired(owner: UUID, moment: datetime) -> tuple[ColumnElement[bool], ...]:
    return Invitation.organisation_id == owner, Invitation.expires_at < moment


def _sent(owner: UUID, day: date) -> tuple[ColumnElement[bool], ...]:
    return OpenSubmission.organisation_id == owner, OpenSubmission.day < day


def _blank_comments(owner: UUID, day: date) -> Update:
    return update(Response).where(*_has_comment(owner, day)).values(comment=None)


def _remove_answers(session: Session, owner: UUID, day: date) -> int:
    for table in (answer_counts, reason_counts, bereikbaar_counts):
        session.execute(delete(table).where(table.c.organisation_id == owner, table.c.month < day))
    return _run(session, delete(Response).where(Response.organisation_id == owner, Response.day < day))


def _remove_contacts(session: Session, owner: UUID, day: date) -> int:
    for counts in (contact_counts, outcome_counts, delivery_counts):
        session.execute(delete(counts).where(counts.c.organisation_id == owner, counts.c.day < day))
    for table in (hour_counts, wait_counts):
        session.execute(delete(table).where(table.c.organisation_id == owner, table.c.month < day))
    return _run(session, delete(Contact).where(Contact.organisation_id == owner, Contact.day < day))


def _run(session: Session, statement: Delete | Update) -> int:
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", result).rowcount


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).where(*conditions)) or 0
