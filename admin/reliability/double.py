"""Second scorings: which calls get one, by whom, and the calls that wait for one. The only writer of them.

A second scoring is an audited call of its own, with the same day, team, channel and reference, by another auditor who
does not see the first scores. It counts in no figure but agreement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from admin.accounts.tables import User
from admin.audits.closing import hold_open
from admin.audits.rounds import counted
from admin.audits.tables import AuditedCall, AuditRound, RoundAuditor
from admin.reliability.choosing import Assigned, Scored, choose
from survey import database, journal
from survey.organisations import Team

ACTION = "second scorings drawn"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A call to score a second time: nothing of what the first auditor found."""

    id: UUID
    round_id: UUID
    round_name: str
    day: date
    team: str
    channel: str
    reference: str | None
    auditor: str


@dataclass(frozen=True, slots=True)
class Share:
    """How far the second scorings of a round are. `asked` is in per cent; `calls` are finished ones with an auditor."""

    asked: int
    calls: int
    chosen: int
    done: int

    @property
    def missing(self) -> int:
        """Second scorings that can still be drawn now."""
        return max(0, self.calls * self.asked // 100 - self.chosen)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was drawn: so many of `calls` that could be, by this seed."""

    seed: int
    calls: int
    chosen: int


def draw_second(organisation_id: UUID, round_id: UUID, seed: int, actor: str) -> Chosen:
    """Draw second scorings up to the round's share, in one transaction. Raises NoSuchRound, RoundClosed."""
    with database.begin() as session:
        return add_second(session, organisation_id, round_id, seed, actor)


def add_second(session: Session, organisation_id: UUID, round_id: UUID, seed: int, actor: str) -> Chosen:
    """The same in the caller's transaction, for whoever has just finished a call."""
    found = hold_open(session, organisation_id, round_id)
    if not found.double_share:
        return Chosen(seed, 0, 0)
    session.flush()
    missing = share(session, found).missing
    free = _free(session, found)
    given = choose(free, _auditors(session, found), missing, seed) if missing else ()
    if given:
        _store(session, found, given)
        detail: dict[str, str | int] = {"name": found.name, "seed": seed, "calls": len(free), "drawn": len(given)}
        journal.note(session, organisation_id, actor, ACTION, str(round_id), **detail)
    return Chosen(seed, len(free), len(given))


def share(session: Session, found: AuditRound) -> Share:
    """How far the second scorings of a round are."""
    first = select(func.count()).where(*_of_round(found), *counted(), AuditedCall.auditor_id.is_not(None))
    second = select(func.count()).where(*_of_round(found), AuditedCall.second_of.is_not(None))
    return Share(
        found.double_share,
        session.scalar(first) or 0,
        session.scalar(second) or 0,
        session.scalar(second.where(AuditedCall.is_done.is_(True))) or 0,
    )


def waiting(session: Session, organisation_id: UUID, auditor_id: UUID | None = None) -> tuple[Waiting, ...]:
    """The calls to score a second time, of one auditor or of all, by round and day."""
    query = (
        select(
            AuditedCall.id,
            AuditedCall.round_id,
            AuditRound.name,
            AuditedCall.day,
            Team.name,
            AuditedCall.channel,
            AuditedCall.reference,
            User.email,
        )
        .join(AuditRound, _same(AuditRound, AuditedCall.round_id))
        .join(Team, _same(Team, AuditedCall.team_id))
        .join(User, _same(User, AuditedCall.auditor_id))
        .where(
            AuditedCall.organisation_id == organisation_id,
            AuditedCall.second_of.is_not(None),
            AuditedCall.is_done.is_(False),
            AuditRound.closed_at.is_(None),
        )
        .order_by(AuditRound.name, AuditedCall.day, AuditedCall.reference, AuditedCall.id)
    )
    if auditor_id is not None:
        query = query.where(AuditedCall.auditor_id == auditor_id)
    return tuple(Waiting(*row) for row in session.execute(query))


def _same(table: type[AuditRound | Team | User], column: object) -> ColumnElement[bool]:
    return and_(table.organisation_id == AuditedCall.organisation_id, table.id == column)


def _of_round(found: AuditRound) -> tuple[ColumnElement[bool], ...]:
    return AuditedCall.organisation_id == found.organisation_id, AuditedCall.round_id == found.id


def _free(session: Session, found: AuditRound) -> tuple[Scored, ...]:
    """The finished calls of which we know the auditor, and that have no second scoring yet."""
    second = aliased(AuditedCall)
    has_second = (
        select(second.id)
        .where(second.organisation_id == AuditedCall.organisation_id, second.second_of == AuditedCall.id)
        .exists()
    )
    query = select(AuditedCall.id, AuditedCall.auditor_id).where(
        *_of_round(found), *counted(), AuditedCall.auditor_id.is_not(None), ~has_second
    )
    return tuple(Scored(call_id, auditor) for call_id, auditor in session.execute(query) if auditor is not None)


def _auditors(session: Session, found: AuditRound) -> dict[UUID, int]:
    """The auditors of the round who may score now, each with the second scorings that they have."""
    users = session.scalars(
        select(RoundAuditor.user_id)
        .join(User, and_(User.organisation_id == RoundAuditor.organisation_id, User.id == RoundAuditor.user_id))
        .where(
            RoundAuditor.organisation_id == found.organisation_id,
            RoundAuditor.round_id == found.id,
            User.active.is_(True),
            User.role.in_(("auditor", "admin")),
        )
    )
    having = Counter(
        session.scalars(select(AuditedCall.auditor_id).where(*_of_round(found), AuditedCall.second_of.is_not(None)))
    )
    return {user_id: having[user_id] for user_id in users}


def _store(session: Session, found: AuditRound, given: Sequence[Assigned]) -> None:
    for each in given:
        first = session.get_one(AuditedCall, (found.organisation_id, each.call_id))
        session.add(
            AuditedCall(
                organisation_id=found.organisation_id,
                id=uuid4(),
                round_id=found.id,
                day=first.day,
                team_id=first.team_id,
                channel=first.channel,
                reference=first.reference,
                is_done=False,
                second_of=first.id,
                auditor_id=each.auditor_id,
            )
        )
