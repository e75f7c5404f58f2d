"""The outbox: senders take some messages at a time, and write down what became of each as soon as it is known.

A message that is taken is `sending` until its lease ends. A sender that was killed leaves some behind, of which at most
one was handed over; after the lease another takes them up, under the same id, which is the reference that the
provider knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    func,
    insert,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Session

from survey.invitations import timing, wiping
from survey.invitations.counting import count_deliveries
from survey.invitations.eligibility import Rules
from survey.invitations.jobs import Claimed, Failed, Job, Result, Retry, Sent
from survey.invitations.rules import rules_of
from survey.invitations.tables import ContactAddress, Invitation, Message
from survey.organisations import Organisation

LEASE: Final = timedelta(minutes=5)
"""How long a message stays with a sender that says nothing."""
HANDING_OVER: Final = timedelta(minutes=3, seconds=30)
"""What must be left of the lease when a message is handed over: longer than any provider may take."""
CLOSED: Final = timedelta(minutes=1)
"""How long to leave a provider alone that takes nothing, where it didn't say."""
MOST_CLAIMS: Final = 20
"""A message that was taken so often without a word from its sender ends the senders that take it."""
PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
"""How long to wait after the first, second, ... attempt that failed; after the last one we give up."""
_MESSAGES: Final[Table] = Message.__table__  # type: ignore[assignment]
_ADDRESSES: Final[Table] = ContactAddress.__table__  # type: ignore[assignment]
_INVITATIONS: Final[Table] = Invitation.__table__  # type: ignore[assignment]
_ORGANISATIONS: Final[Table] = Organisation.__table__  # type: ignore[assignment]


def take_some(session: Session, sender: str, moment: datetime, most: int) -> list[Job]:
    """Messages that are due, now this sender's until the lease ends; none where nothing is due.

    What is no longer needed is cancelled on the way, and what would go out in quiet hours waits for their end.
    """
    while claimed := _claim(session.connection(), sender, moment, most):
        jobs = _sort_out(session, claimed, moment)
        if jobs:
            return jobs
    return []


def write_down(session: Session, sender: str, job: Job, result: Result, moment: datetime) -> Result:
    """Keep what became of a message, in the caller's transaction; nothing where its lease went to another sender.

    Gives the result, which is Failed where this was the last attempt.
    """
    connection = session.connection()
    if isinstance(result, Sent):
        _sent(connection, sender, job, result, moment)
    elif not _is_still_mine(connection, sender, job):
        return result
    elif isinstance(result, Retry) and not result.was_tried:
        pause = CLOSED if result.seconds is None else timedelta(seconds=result.seconds)
        _put_back(connection, job, moment + pause, attempts=job.attempts - 1, fault=result.fault)
    elif isinstance(result, Retry) and job.attempts <= len(PAUSES):
        pause = PAUSES[job.attempts - 1] if result.seconds is None else timedelta(seconds=result.seconds)
        _put_back(connection, job, moment + pause, attempts=job.attempts, fault=result.fault)
    else:
        _end(connection, job, "failed", result.fault, moment)
        return Failed(result.fault)
    return result


def is_needed(connection: Connection, job: Job, moment: datetime) -> bool:
    """Whether a message that was taken may still go: nobody answered, opted out or renewed the link meanwhile."""
    return (job.invitation_id, job.means) in _look_up(connection, [job], moment)


def give_back(session: Session, sender: str, jobs: Iterable[Job]) -> None:
    """Messages that were taken and not handed over: anybody may take them at once, and cancel what is not needed."""
    connection = session.connection()
    for job in jobs:
        if _is_still_mine(connection, sender, job):
            _put_back(connection, job, job.due_at, attempts=job.attempts - 1)


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
    connection = session.connection()
    found = wiping.cancel_waiting(connection, organisation_id, invitation_id)
    if found:
        _count(connection, organisation_id, moment, {(str(means), "cancelled", ""): found})
    return found


def reported(session: Session, message: Message, fault: str | None, moment: datetime) -> None:
    """The provider says that a message that was handed over arrived, or why it did not, in the caller's transaction."""
    message.state, message.fault = ("failed", fault) if fault else ("delivered", None)
    _count(session.connection(), message.organisation_id, moment, {(message.means, message.state, fault or ""): 1})


def came_back(session: Session, provider_reference: str, fault: str, moment: datetime) -> bool:
    """A message that was handed over did not arrive: nothing more is sent to this address, and it is deleted.

    In the caller's transaction; gives whether there was such a message.
    """
    query = select(_MESSAGES).where(
        _MESSAGES.c.provider_reference == provider_reference, _MESSAGES.c.state.in_(("sent", "delivered"))
    )
    connection = session.connection()
    found = connection.execute(query.with_for_update()).first()
    if found is None:
        return False
    _set(connection, found.organisation_id, found.id, state="failed", fault=fault)
    counts = {(found.means, "failed", fault): 1}
    invitation = session.get(Invitation, (found.organisation_id, found.invitation_id))
    if invitation is not None:
        cancelled = wiping.cancel_waiting(connection, invitation.organisation_id, invitation.id)
        wiping.wipe(connection, invitation.organisation_id, invitation.contact_id)
        counts |= {(found.means, "cancelled", ""): cancelled} if cancelled else {}
    _count(connection, found.organisation_id, moment, counts)
    return True


def wipe(session: Session, organisation_id: UUID, contact_id: UUID) -> None:
    """Delete the addresses of a contact, in the caller's transaction."""
    wiping.wipe(session.connection(), organisation_id, contact_id)


def _take_from(state: str, column: ColumnElement[datetime]) -> Update:
    table = _MESSAGES.c
    due = (
        select(table.organisation_id, table.id)
        .where(table.state == state, column <= bindparam("moment"))
        .order_by(column)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        .cte("due")  # evaluated once: as a subquery PostgreSQL may run it again and lock more
    )
    return (
        update(_MESSAGES)
        .where(tuple_(table.organisation_id, table.id).in_(select(due)))
        .values(
            state="sending",
            claimed_by=bindparam("sender"),
            claimed_until=bindparam("until"),
            attempts=table.attempts + 1,
        )
        .returning(*(table[each.name] for each in fields(Claimed)))
    )


_LEFT_BEHIND: Final = _take_from("sending", _MESSAGES.c.claimed_until)
_WAITING: Final = _take_from("waiting", _MESSAGES.c.due_at)


def _claim(connection: Connection, sender: str, moment: datetime, most: int) -> list[Claimed]:
    """First what a killed sender left behind, then what waits longest."""
    values = {"sender": sender, "moment": moment, "until": moment + LEASE, "most": most}
    rows = connection.execute(_LEFT_BEHIND, values).all() or connection.execute(_WAITING, values).all()
    return sorted((Claimed(*row) for row in rows), key=lambda claimed: claimed.due_at)


def _sort_out(session: Session, claimed: Sequence[Claimed], moment: datetime) -> list[Job]:
    """Those of the claimed that go out now; the others are cancelled, given up or put off."""
    connection = session.connection()
    rules: dict[UUID, Rules] = {}
    rows = _look_up(connection, claimed, moment)
    jobs = []
    for each in claimed:
        row = rows.get((each.invitation_id, each.means))
        if row is None:
            _end(connection, each, "cancelled", "", moment)
            continue
        own = rules.get(each.organisation_id) or rules_of(session, each.organisation_id)
        rules[each.organisation_id] = own
        if each.attempts > MOST_CLAIMS:
            _end(connection, each, "failed", "poisoned", moment)
        elif (later := timing.allowed(moment, own, ZoneInfo(row.timezone))) > moment:
            _put_off(connection, each, moment, later)
        else:
            jobs.append(_job(each, row, own))
    return jobs


def _look_up_query() -> Select[Any]:
    """What is still needed: not what was answered, nor where the address is gone.

    By whole keys, so that a database that has not looked at its tables since a big import reads no more than these.
    """
    joined = _INVITATIONS.join(_ORGANISATIONS, _ORGANISATIONS.c.id == _INVITATIONS.c.organisation_id).join(
        _ADDRESSES,
        (_ADDRESSES.c.organisation_id == _INVITATIONS.c.organisation_id)
        & (_ADDRESSES.c.contact_id == _INVITATIONS.c.contact_id),
    )
    return (
        select(
            _INVITATIONS.c.id,
            _ADDRESSES.c.means,
            _ORGANISATIONS.c.name.label("organisation"),
            _ORGANISATIONS.c.timezone,
            _INVITATIONS.c.contact_id,
            _INVITATIONS.c.expires_at,
            _ADDRESSES.c.sealed,
        )
        .select_from(joined)
        .where(
            tuple_(_INVITATIONS.c.organisation_id, _INVITATIONS.c.id).in_(bindparam("invitations", expanding=True)),
            _INVITATIONS.c.answered_on.is_(None),
        )
    )


_LOOK_UP: Final = _look_up_query()


def _look_up(connection: Connection, claimed: Sequence[Claimed], moment: datetime) -> dict[tuple[UUID, str], Any]:
    """What is still needed at this moment, by invitation and means."""
    values = {"invitations": [(each.organisation_id, each.invitation_id) for each in claimed]}
    return {(row.id, row.means): row for row in connection.execute(_LOOK_UP, values) if row.expires_at > moment}


def _job(claimed: Claimed, row: Any, rules: Rules) -> Job:
    own = {each.name: getattr(claimed, each.name) for each in fields(Claimed)}
    found = {name: getattr(row, name) for name in ("organisation", "timezone", "contact_id", "expires_at", "sealed")}
    return Job(**own, **found, rules=rules)


def _put_off(connection: Connection, claimed: Claimed, moment: datetime, later: datetime) -> None:
    """In quiet hours all of an organisation's messages wait, not just the one that was taken."""
    table = _MESSAGES.c
    _put_back(connection, claimed, later, attempts=claimed.attempts - 1)
    connection.execute(
        update(_MESSAGES)
        .where(table.organisation_id == claimed.organisation_id, table.state == "waiting", table.due_at <= moment)
        .values(due_at=later)
    )


_MINE: Final = (
    _MESSAGES.c.organisation_id == bindparam("of_organisation"),
    _MESSAGES.c.id == bindparam("of_message"),
    _MESSAGES.c.claimed_by == bindparam("sender"),
    _MESSAGES.c.state == "sending",
)
_IS_MINE: Final = select(_MESSAGES.c.id).where(*_MINE).with_for_update()
_SENT: Final[Update] = (
    update(_MESSAGES)
    .where(*_MINE)
    .values(
        state="sent",
        sent_at=bindparam("moment"),
        provider_reference=bindparam("reference"),
        fault=None,
        claimed_by=None,
        claimed_until=None,
    )
)
_ADD: Final[Insert] = insert(_MESSAGES)


def _is_still_mine(connection: Connection, sender: str, job: Job) -> bool:
    values = {"of_organisation": job.organisation_id, "of_message": job.id, "sender": sender}
    return connection.execute(_IS_MINE, values).first() is not None


def _sent(connection: Connection, sender: str, job: Job, result: Sent, moment: datetime) -> None:
    values = {"of_organisation": job.organisation_id, "of_message": job.id, "sender": sender}
    done = connection.execute(_SENT, values | {"moment": moment, "reference": result.provider_reference})
    if not done.rowcount:
        return
    reminder = _reminder(job, moment)
    counts = {(job.means, "sent", ""): 1}
    if reminder is None:
        wiping.wipe(connection, job.organisation_id, job.contact_id)
    else:
        connection.execute(_ADD, [reminder])
        counts[(job.means, "waiting", "")] = 1
    _count(connection, job.organisation_id, moment, counts, job.timezone)


def _reminder(job: Job, moment: datetime) -> dict[str, Any] | None:
    """The one reminder that follows an invitation, or None where the rules have none or it would come too late."""
    wanted = timing.reminder_from(moment, job.rules) if job.kind == "invitation" else None
    if wanted is None:
        return None
    due_at = timing.allowed(wanted, job.rules, ZoneInfo(job.timezone))
    if due_at >= job.expires_at:
        return None
    kept = {name: getattr(job, name) for name in ("organisation_id", "invitation_id", "means", "language")}
    return kept | {
        "id": uuid4(), "kind": "reminder", "state": "waiting", "due_at": due_at, "attempts": 0, "created_at": moment,
    }  # fmt: skip


def _end(connection: Connection, message: Claimed, state: str, fault: str, moment: datetime) -> None:
    """No further attempt: `failed` or `cancelled`; the address goes."""
    organisation_id = message.organisation_id
    _set(connection, organisation_id, message.id, state=state, fault=fault or None, claimed_by=None, claimed_until=None)
    contact = select(_INVITATIONS.c.contact_id).where(
        _INVITATIONS.c.organisation_id == organisation_id, _INVITATIONS.c.id == message.invitation_id
    )
    contact_id = connection.scalar(contact)
    if contact_id is not None:
        wiping.wipe(connection, organisation_id, contact_id)
    _count(connection, organisation_id, moment, {(message.means, state, fault): 1})


def _put_back(
    connection: Connection, message: Claimed, due_at: datetime, *, attempts: int, fault: str | None = None
) -> None:
    _set(
        connection,
        message.organisation_id,
        message.id,
        state="waiting",
        due_at=due_at,
        attempts=attempts,
        fault=fault,
        claimed_by=None,
        claimed_until=None,
    )


def _set(connection: Connection, organisation_id: UUID, message_id: UUID, **values: object) -> None:
    this = (_MESSAGES.c.organisation_id == organisation_id, _MESSAGES.c.id == message_id)
    connection.execute(update(_MESSAGES).where(*this).values(**values))


def _count(
    connection: Connection,
    organisation_id: UUID,
    moment: datetime,
    found: Mapping[tuple[str, str, str], int],
    timezone: str | None = None,
) -> None:
    """Count means, event and fault on the day that it is there."""
    query = select(_ORGANISATIONS.c.timezone).where(_ORGANISATIONS.c.id == organisation_id)
    zone = timezone or connection.scalar(query) or "UTC"
    day = moment.astimezone(ZoneInfo(zone)).date()
    count_deliveries(connection, organisation_id, {(day, *event): number for event, number in found.items()})
