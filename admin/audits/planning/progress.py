"""How far a round is: planned and done by team and channel and by auditor. All SQL that reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask import abort
from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from admin.accounts.tables import User
from admin.audits.planning.record import wanted_of
from admin.audits.rounds import counted
from admin.audits.tables import AuditedCall, AuditRound, RoundAuditor
from survey import dimensions
from survey.organisations import Team


@dataclass(frozen=True, slots=True)
class Place:
    """A team and channel: calls that are planned, finished, and begun but not finished."""

    team_id: UUID
    team: str
    channel: str
    planned: int
    done: int
    begun: int


@dataclass(frozen=True, slots=True)
class Auditor:
    """An auditor's calls in a round; no address stands for calls that came from a file."""

    email: str | None
    is_assigned: bool
    done: int
    begun: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A call that its auditor has not finished."""

    id: UUID
    day: date
    team: str
    channel: str
    reference: str | None
    auditor: str | None
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """A round's calls against its plan."""

    places: tuple[Place, ...]
    auditors: tuple[Auditor, ...]

    @property
    def planned(self) -> int:
        """Calls that are planned."""
        return sum(place.planned for place in self.places)

    @property
    def done(self) -> int:
        """Calls that are finished."""
        return sum(place.done for place in self.places)

    @property
    def begun(self) -> int:
        """Calls that are begun and not finished."""
        return sum(place.begun for place in self.places)


def get_round(session: Session, organisation_id: UUID, round_id: UUID) -> AuditRound:
    """The round as it was planned, or 404 where this organisation has none."""
    found = session.get(AuditRound, (organisation_id, round_id))
    if found is None:
        abort(404)
    return found


def progress(session: Session, found: AuditRound) -> Progress:
    """How far the round is."""
    return Progress(_places(session, found), _auditors(session, found))


def drafts(session: Session, found: AuditRound, auditor_id: UUID | None = None) -> tuple[Draft, ...]:
    """The calls that are not finished (of one auditor), the one saved last first; second scorings are elsewhere."""
    query = (
        select(
            AuditedCall.id,
            AuditedCall.day,
            Team.name,
            AuditedCall.channel,
            AuditedCall.reference,
            User.email,
            AuditedCall.saved_at,
        )
        .join(Team, _same(Team, AuditedCall.team_id))
        .outerjoin(User, _same(User, AuditedCall.auditor_id))
        .where(*_of_round(found), AuditedCall.is_done.is_(False), AuditedCall.second_of.is_(None))
        .order_by(AuditedCall.saved_at.desc(), AuditedCall.id)
    )
    if auditor_id is not None:
        query = query.where(AuditedCall.auditor_id == auditor_id)
    return tuple(Draft(*row) for row in session.execute(query))


def may_score(session: Session, found: AuditRound, user_id: UUID, role: str) -> bool:
    """Whether this user scores calls in it: admins, and auditors unless the round names others."""
    _, auditors = wanted_of(session, found)
    return role == "admin" or (role != "viewer" and (not auditors or user_id in auditors))


def days_scored(session: Session, found: AuditRound) -> tuple[date, date] | None:
    """The first and last day of the calls that the round has, finished or not."""
    days: Sequence[date | None] = session.execute(
        select(func.min(AuditedCall.day), func.max(AuditedCall.day)).where(*_of_round(found))
    ).one()
    first, last = days
    return (first, last) if first and last else None


def possible_auditors(session: Session, organisation_id: UUID, assigned: frozenset[UUID]) -> list[tuple[UUID, str]]:
    """Who can be an auditor of a round, by address; those who are stay possible when their role has changed."""
    query = select(User.id, User.email).where(
        User.organisation_id == organisation_id,
        or_(and_(User.role.in_(("auditor", "admin")), User.active), User.id.in_(assigned)),
    )
    return [(user_id, email) for user_id, email in session.execute(query.order_by(User.email))]


def _same(table: type[Team | User], column: object) -> ColumnElement[bool]:
    return and_(table.organisation_id == AuditedCall.organisation_id, table.id == column)


def _of_round(found: AuditRound) -> tuple[ColumnElement[bool], ...]:
    return AuditedCall.organisation_id == found.organisation_id, AuditedCall.round_id == found.id


def _sums() -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Finished calls and calls begun, without second scorings."""
    done = func.sum(case((and_(*counted()), 1), else_=0))
    begun = func.sum(case((and_(AuditedCall.is_done.is_(False), AuditedCall.second_of.is_(None)), 1), else_=0))
    return done, begun


def _places(session: Session, found: AuditRound) -> tuple[Place, ...]:
    planned, _ = wanted_of(session, found)
    scored = {
        (team_id, channel): (done, begun)
        for team_id, channel, done, begun in session.execute(
            select(AuditedCall.team_id, AuditedCall.channel, *_sums())
            .where(*_of_round(found))
            .group_by(AuditedCall.team_id, AuditedCall.channel)
        )
    }
    names = session.execute(select(Team.id, Team.name).where(Team.organisation_id == found.organisation_id)).all()
    keys = sorted(planned.keys() | scored.keys(), key=lambda key: (dict(names)[key[0]], _order(key[1])))
    return tuple(
        Place(team, dict(names)[team], channel, planned.get((team, channel), 0), *scored.get((team, channel), (0, 0)))
        for team, channel in keys
    )


def _order(channel: str) -> int:
    return dimensions.CHANNELS.index(channel)


def _auditors(session: Session, found: AuditRound) -> tuple[Auditor, ...]:
    scored = {
        email: (done, begun)
        for email, done, begun in session.execute(
            select(User.email, *_sums())
            .select_from(AuditedCall)
            .outerjoin(User, _same(User, AuditedCall.auditor_id))
            .where(*_of_round(found))
            .group_by(User.email)
        )
    }
    of_round = and_(RoundAuditor.organisation_id == User.organisation_id, RoundAuditor.user_id == User.id)
    assigned = session.scalars(
        select(User.email)
        .join(RoundAuditor, of_round)
        .where(RoundAuditor.organisation_id == found.organisation_id, RoundAuditor.round_id == found.id)
    ).all()
    emails = sorted({*scored, *assigned}, key=lambda email: (email is None, email or ""))
    return tuple(Auditor(email, email in assigned, *scored.get(email, (0, 0))) for email in emails)
