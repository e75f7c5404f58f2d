"""The outbox: senders take one message at a time, and write down what became of it when they take the next.

A message that is taken is `sending` until its lease ends. A sender that was killed leaves one such message behind;
after the lease another takes it up, under the same id, which is the reference that the provider knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Table, func, insert, select, tuple_, update
from sqlalchemy.orm import Session

from survey.invitations import timing, wiping
from survey.invitations.counting import count_deliveries
from survey.invitations.rules import rules_of
from survey.invitations.tables import ContactAddress, Invitation, Message
from survey.organisations import Organisation

LEASE: Final = timedelta(minutes=5)
"""How long a message stays with a sender that says nothing: longer than any provider may take."""
CLOSED: Final = timedelta(minutes=1)
"""How long to leave a provider alone that takes nothing, where it didn't say."""
MOST_CLAIMS: Final = 20
"""A message that was taken so often without a word from its sender ends the senders that take it."""
PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
"""How long to wait after the first, second, ... attempt that failed; after the last one we give up."""
_MESSAGES: Final[Table] = Message.__table__  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Job:
    """A message that was taken, with all that its text needs. The address is still sealed."""

    organisation_id: UUID
    organisation: str
    timezone: str
    id: UUID
    kind: str
    means: str
    language: str
    attempts: int
    invitation_id: UUID
    contact_id: UUID
    expires_at: datetime
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """It was handed over; the provider's own reference where it gave one."""

    provider_reference: str | None = None


@dataclass(frozen=True, slots=True)
class Retry:
    """It was not handed over and may be later; `seconds` where the provider said when.

    `was_tried` is False where the fault has nothing to do with the message: it is not given up for that.
    """

    fault: str
    seconds: float | None = None
    was_tried: bool = True


@dataclass(frozen=True, slots=True)
class Failed:
    """It was not handed over, and trying again is of no use."""

    fault: str


Result = Sent | Retry | Failed


def take(session: Session, sender: str, moment: datetime, lease: timedelta = LEASE) -> Job | None:
    """The next message that is due, now this sender's until the lease ends; None where nothing is due.

    What is no longer needed is cancelled on the way, and what would go out in quiet hours waits for their end.
    """
    while (row := _claim(session, sender, moment, lease)) is not None:
        found = _look_up(session, row)
        if found is None or found.expires_at <= moment:
            _end(session, row, "cancelled", "", moment)
            continue
        if row["attempts"] > MOST_CLAIMS:
            _end(session, row, "failed", "poisoned", moment)
            continue
        later = timing.allowed(moment, rules_of(session, found.organisation_id), ZoneInfo(found.timezone))
        if later > moment:
            _put_back(session, row, later, attempts=row["attempts"] - 1)
            _put_off(session, found.organisation_id, moment, later)
            continue
        return found
    return None


def write_down(session: Session, sender: str, job: Job, result: Result, moment: datetime) -> None:
    """Keep what became of a message, in the caller's transaction; nothing where its lease went to another sender."""
    query = select(_MESSAGES).where(*_this(job.organisation_id, job.id), _MESSAGES.c.state == "sending")
    found = session.execute(query.where(_MESSAGES.c.claimed_by == sender).with_for_update()).mappings().first()
    if found is None:
        return
    row = dict(found)
    if isinstance(result, Sent):
        _sent(session, row, job, result, moment)
    elif isinstance(result, Retry) and not result.was_tried:
        pause = CLOSED if result.seconds is None else timedelta(seconds=result.seconds)
        _put_back(session, row, moment + pause, attempts=row["attempts"] - 1, fault=result.fault)
    elif isinstance(result, Retry) and job.attempts <= len(PAUSES):
        pause = PAUSES[job.attempts - 1] if result.seconds is None else timedelta(seconds=result.seconds)
        _put_back(session, row, moment + pause, fault=result.fault)
    else:
        _end(session, row, "failed", result.fault, moment)


def next_due(session: Session, moment: datetime) -> datetime | None:
    """When there will be something to take, if nobody adds to the outbox; None where it is empty."""
    waiting = select(func.min(Message.due_at)).where(Message.state == "waiting")
    leased = select(func.min(Message.claimed_until)).where(Message.state == "sending")
    found = [each for each in (session.scalar(waiting), session.scalar(leased)) if each is not None]
    return max(moment, min(found)) if found else None


def cancel(session: Session, organisation_id: UUID, invitation_id: UUID, moment: datetime) -> int:
    """Cancel what still waits for an invitation, in the caller's transaction; gives how many."""
    query = select(_MESSAGES.c.means).where(
        _MESSAGES.c.organisation_id == organisation_id, _MESSAGES.c.invitation_id == invitation_id
    )
    means = session.scalar(query.limit(1))
    found = wiping.cancel_waiting(session.connection(), organisation_id, invitation_id)
    if found:
        _count(session, organisation_id, moment, {(str(means), "cancelled", ""): found})
    return found


def came_back(session: Session, provider_reference: str, fault: str, moment: datetime) -> bool:
    """A message that was handed over did not arrive: nothing more is sent to this address, and it is deleted.

    In the caller's transaction; gives whether there was such a message.
    """
    query = select(_MESSAGES).where(
        _MESSAGES.c.provider_reference == provider_reference, _MESSAGES.c.state.in_(("sent", "delivered"))
    )
    row = session.execute(query.with_for_update()).mappings().first()
    if row is None:
        return False
    found = dict(row)
    organisation_id, invitation_id = found["organisation_id"], found["invitation_id"]
    _set(session, found, state="failed", fault=fault)
    counts = {(found["means"], "failed", fault): 1}
    invitation = session.get(Invitation, (organisation_id, invitation_id))
    if invitation is not None:
        cancelled = wiping.cancel_waiting(session.connection(), organisation_id, invitation.id)
        wipe(session, organisation_id, invitation.contact_id)
        counts |= {(found["means"], "cancelled", ""): cancelled} if cancelled else {}
    _count(session, organisation_id, moment, counts)
    return True


def _claim(session: Session, sender: str, moment: datetime, lease: timedelta) -> Mapping[str, Any] | None:
    """First what a killed sender left behind, then what waits longest."""
    table = _MESSAGES.c
    values = {"state": "sending", "claimed_by": sender, "claimed_until": moment + lease}
    left = _first(session, table.claimed_until, moment, "sending", values)
    return _first(session, table.due_at, moment, "waiting", values) if left is None else left


def _first(
    session: Session, column: ColumnElement[datetime], moment: datetime, state: str, values: dict[str, Any]
) -> Mapping[str, Any] | None:
    table = _MESSAGES.c
    due = (
        select(table.organisation_id, table.id)
        .where(table.state == state, column <= moment)
        .order_by(column)
        .limit(1)
        .with_for_update(skip_locked=True)
        .cte("due")  # evaluated once: as a subquery PostgreSQL may run it again and lock more
    )
    statement = (
        update(_MESSAGES)
        .where(tuple_(table.organisation_id, table.id).in_(select(due)))
        .values(**values, attempts=table.attempts + 1)
        .returning(*table)
    )
    found = session.execute(statement).mappings().first()
    return None if found is None else dict(found)


def _put_off(session: Session, organisation_id: UUID, moment: datetime, later: datetime) -> None:
    """In quiet hours all of an organisation's messages wait, not just the one that was taken."""
    table = _MESSAGES.c
    session.execute(
        update(_MESSAGES)
        .where(table.organisation_id == organisation_id, table.state == "waiting", table.due_at <= moment)
        .values(due_at=later)
    )


def _look_up(session: Session, row: Mapping[str, Any]) -> Job | None:
    """The message with what it needs; None where it is not needed any more: answered, or its address is gone."""
    query = (
        select(
            Organisation.name,
            Organisation.timezone,
            Invitation.contact_id,
            Invitation.expires_at,
            ContactAddress.sealed,
        )
        .join(Invitation, Invitation.organisation_id == Organisation.id)
        .join(
            ContactAddress,
            (ContactAddress.organisation_id == Invitation.organisation_id)
            & (ContactAddress.contact_id == Invitation.contact_id)
            & (ContactAddress.means == row["means"]),
        )
        .where(
            Invitation.organisation_id == row["organisation_id"],
            Invitation.id == row["invitation_id"],
            Invitation.answered_on.is_(None),
        )
    )
    found = session.execute(query).first()
    if found is None:
        return None
    own = ("organisation_id", "id", "kind", "means", "language", "attempts", "invitation_id")
    return Job(
        **{name: row[name] for name in own},
        organisation=found.name,
        timezone=found.timezone,
        contact_id=found.contact_id,
        expires_at=found.expires_at,
        sealed=found.sealed,
    )


def _sent(session: Session, row: Mapping[str, Any], job: Job, result: Sent, moment: datetime) -> None:
    _set(
        session,
        row,
        state="sent",
        sent_at=moment,
        provider_reference=result.provider_reference,
        fault=None,
        claimed_by=None,
        claimed_until=None,
    )
    reminder = _reminder(session, row, job, moment)
    counts = {(job.means, "sent", ""): 1}
    if reminder is None:
        wipe(session, job.organisation_id, job.contact_id)
    else:
        session.execute(insert(_MESSAGES), [reminder])
        counts[(job.means, "waiting", "")] = 1
    _count(session, job.organisation_id, moment, counts)


def _reminder(session: Session, row: Mapping[str, Any], job: Job, moment: datetime) -> dict[str, Any] | None:
    """The one reminder that follows an invitation, or None where the rules have none or it would come too late."""
    if job.kind != "invitation":
        return None
    rules = rules_of(session, job.organisation_id)
    wanted = timing.reminder_from(moment, rules)
    if wanted is None:
        return None
    due_at = timing.allowed(wanted, rules, ZoneInfo(job.timezone))
    if due_at >= job.expires_at:
        return None
    kept = {name: row[name] for name in ("organisation_id", "invitation_id", "means", "language")}
    return kept | {
        "id": uuid4(), "kind": "reminder", "state": "waiting", "due_at": due_at, "attempts": 0, "created_at": moment,
    }  # fmt: skip


def wipe(session: Session, organisation_id: UUID, contact_id: UUID) -> None:
    """Delete the addresses of a contact, in the caller's transaction."""
    wiping.wipe(session.connection(), organisation_id, contact_id)


def _end(session: Session, row: Mapping[str, Any], state: str, fault: str, moment: datetime) -> None:
    """No further attempt: `failed` or `cancelled`; the address goes."""
    _set(session, row, state=state, fault=fault or None, claimed_by=None, claimed_until=None)
    contact = select(Invitation.contact_id).where(
        Invitation.organisation_id == row["organisation_id"], Invitation.id == row["invitation_id"]
    )
    contact_id = session.scalar(contact)
    if contact_id is not None:
        wipe(session, row["organisation_id"], contact_id)
    _count(session, row["organisation_id"], moment, {(row["means"], state, fault): 1})


def _put_back(
    session: Session,
    row: Mapping[str, Any],
    due_at: datetime,
    *,
    attempts: int | None = None,
    fault: str | None = None,
) -> None:
    kept = row["attempts"] if attempts is None else attempts
    _set(session, row, state="waiting", due_at=due_at, attempts=kept, fault=fault, claimed_by=None, claimed_until=None)


def _set(session: Session, row: Mapping[str, Any], **values: object) -> None:
    session.execute(update(_MESSAGES).where(*_this(row["organisation_id"], row["id"])).values(**values))


def _this(organisation_id: UUID, message_id: UUID) -> tuple[Any, ...]:
    return _MESSAGES.c.organisation_id == organisation_id, _MESSAGES.c.id == message_id


def _count(
    session: Session, organisation_id: UUID, moment: datetime, found: Mapping[tuple[str, str, str], int]
) -> None:
    """Count means, event and fault on the day that it is there."""
    zone = session.scalar(select(Organisation.timezone).where(Organisation.id == organisation_id))
    day = moment.astimezone(ZoneInfo(zone or "UTC")).date()
    counts = {(day, *event): number for event, number in found.items()}
    count_deliveries(session.connection(), organisation_id, counts)
