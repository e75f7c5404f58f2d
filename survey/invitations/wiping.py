"""Addresses end: what sends, answers, opts out and expires deletes them here, and a command what was left behind.

Rows are locked in one order everywhere, so that no two transactions wait for each other: invitation, messages,
addresses, counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Delete,
    Table,
    Update,
    bindparam,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from survey.invitations.counting import cancellations, count_deliveries
from survey.invitations.rules import rules_of
from survey.invitations.tables import AddressMark, ContactAddress, Invitation, Message
from survey.organisations import Organisation

SHORTEST_MEMORY: Final = timedelta(days=31)
"""How long hashes are kept at least, whatever the cap: the rules' preview looks back a month."""
_MESSAGES: Final[Table] = Message.__table__  # type: ignore[assignment]
_ADDRESSES: Final[Table] = ContactAddress.__table__  # type: ignore[assignment]
_CANCEL: Final[Update] = (
    update(_MESSAGES)
    .where(
        _MESSAGES.c.organisation_id == bindparam("of_organisation"),
        _MESSAGES.c.invitation_id == bindparam("of_invitation"),
        _MESSAGES.c.state == "waiting",
    )
    .values(state="cancelled", fault=None)
)
_WIPE: Final[Delete] = delete(_ADDRESSES).where(
    _ADDRESSES.c.organisation_id == bindparam("of_organisation"), _ADDRESSES.c.contact_id == bindparam("of_contact")
)


@dataclass(frozen=True, slots=True)
class Wiped:
    """How many messages were no longer needed, and how many addresses and hashes were deleted."""

    messages: int
    addresses: int
    marks: int


def wipe(connection: Connection, organisation_id: UUID, contact_id: UUID) -> None:
    """Delete the addresses of a contact, in the caller's transaction."""
    connection.execute(_WIPE, {"of_organisation": organisation_id, "of_contact": contact_id})


def cancel_waiting(connection: Connection, organisation_id: UUID, invitation_id: UUID) -> int:
    """Cancel what still waits for an invitation, in the caller's transaction; gives how many, to be counted."""
    values = {"of_organisation": organisation_id, "of_invitation": invitation_id}
    return connection.execute(_CANCEL, values).rowcount


def forget(connection: Connection, organisation_id: UUID, whose: ColumnElement[bool]) -> Counter[str]:
    """Cancel what waits for the invitations that `whose` is true of, and delete their addresses.

    In the caller's transaction; gives how many messages were cancelled by means, to be counted.
    """
    found = _cancel(connection, organisation_id, whose)
    own = select(Invitation.contact_id).where(Invitation.organisation_id == organisation_id, whose)
    connection.execute(
        delete(_ADDRESSES).where(_ADDRESSES.c.organisation_id == organisation_id, _ADDRESSES.c.contact_id.in_(own))
    )
    return found


def _cancel(connection: Connection, organisation_id: UUID, whose: ColumnElement[bool]) -> Counter[str]:
    own = select(Invitation.id).where(Invitation.organisation_id == organisation_id, whose)
    cancelled = connection.execute(
        update(_MESSAGES)
        .where(
            _MESSAGES.c.organisation_id == organisation_id,
            _MESSAGES.c.state == "waiting",
            _MESSAGES.c.invitation_id.in_(own),
        )
        .values(state="cancelled", fault=None)
        .returning(_MESSAGES.c.means)
    )
    return Counter(cancelled.scalars())


def answered(
    connection: Connection, organisation_id: UUID, invitation_id: UUID, contact_id: UUID, means: str, today: date
) -> None:
    """An invitation that went out by `means` was answered: nothing more is sent, and the address goes.

    In the answer's transaction.
    """
    cancelled = cancel_waiting(connection, organisation_id, invitation_id)
    wipe(connection, organisation_id, contact_id)
    counts = {(today, means, "answered", ""): 1}
    if cancelled:
        counts[(today, means, "cancelled", "")] = cancelled
    count_deliveries(connection, organisation_id, counts)


def wipe_overdue(session: Session, organisation: Organisation, moment: datetime) -> Wiped:
    """Cancel what is too late or answered, and delete what no message needs any more, in the caller's transaction."""
    connection = session.connection()
    ended = or_(Invitation.answered_on.is_not(None), Invitation.expires_at <= moment)
    cancelled = _cancel(connection, organisation.id, ended)
    addresses = _count(session, delete(ContactAddress).where(*_not_needed(organisation.id)))
    rules = rules_of(session, organisation.id)
    oldest = moment - max(timedelta(days=max(rules.cap_days, rules.lasts_days)), SHORTEST_MEMORY)
    marks = delete(AddressMark).where(
        AddressMark.organisation_id == organisation.id,
        AddressMark.arrived_at < oldest,
        or_(AddressMark.asked_at.is_(None), AddressMark.asked_at < oldest),
    )
    wiped = Wiped(cancelled.total(), addresses, _count(session, marks))
    day = moment.astimezone(ZoneInfo(organisation.timezone)).date()
    count_deliveries(connection, organisation.id, cancellations(day, cancelled))
    return wiped


def _not_needed(organisation_id: UUID) -> tuple[ColumnElement[bool], ...]:
    """Addresses of contacts for whom nothing waits and nothing is on its way."""
    needed = (
        select(Invitation.id)
        .join(
            Message,
            (Message.organisation_id == Invitation.organisation_id) & (Message.invitation_id == Invitation.id),
        )
        .where(
            Invitation.organisation_id == ContactAddress.organisation_id,
            Invitation.contact_id == ContactAddress.contact_id,
            Message.state.in_(("waiting", "sending")),
        )
    )
    return ContactAddress.organisation_id == organisation_id, ~needed.exists()


def _count(session: Session, statement: Any) -> int:
    return cast("CursorResult[Any]", session.execute(statement)).rowcount
