"""What a sample is drawn from and what was drawn: all SQL that reads it.

The frame comes from contacts alone, and from no column that a citizen filled (their rating, or whether they were
invited): what citizens answered can't steer which calls are audited.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from admin.audits.rounds import counted
from admin.audits.tables import AuditedCall
from admin.insight.statistics import Sample, sample_from_sums
from admin.insight.summaries import days_within
from admin.insight.terms import Period
from admin.sampling.strata import Candidate, part_of
from admin.sampling.tables import SampledContact, SampleDraw
from survey import dimensions
from survey.database import Base
from survey.intake.tables import Contact
from survey.organisations import Team

PAGE_LENGTH: Final = 50
_CONTACTS: Final = Base.metadata.tables[Contact.__tablename__].c


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A drawn call as an auditor needs it; `occurred_at` is on the organisation's clock."""

    reference: str
    occurred_at: datetime
    team_id: UUID
    team: str
    channel: str
    is_begun: bool
    """Whether a call with this reference is in the round already, finished or not."""


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw: its seed, how many contacts there were to draw from, how many were drawn, and when (UTC)."""

    seed: int
    frame: int
    drawn: int
    drawn_at: datetime


def candidates(
    session: Session, organisation_id: UUID, round_id: UUID, period: Period, timezone: str
) -> tuple[Candidate, ...]:
    """The contacts of a period that may be drawn for a round: answered, of a team, with a reference, not taken yet."""
    taken, audited = _taken(session, organisation_id, round_id)
    teams = _names(session, organisation_id)
    zone = ZoneInfo(timezone)
    query = select(
        _CONTACTS.reference, _CONTACTS.id, _CONTACTS.team_id, _CONTACTS.channel, _CONTACTS.occurred_at
    ).where(*_usable(organisation_id, period))
    return tuple(
        Candidate(reference, contact_id, team_id, teams[team_id], channel, part_of(at.astimezone(zone)))
        for reference, contact_id, team_id, channel, at in session.execute(query)
        if contact_id not in taken and reference not in audited
    )


def population(session: Session, organisation_id: UUID, period: Period) -> int:
    """How many contacts of a period could be audited, those already drawn among them."""
    return session.scalar(select(func.count()).where(*_usable(organisation_id, period))) or 0


def _usable(organisation_id: UUID, period: Period) -> tuple[ColumnElement[bool], ...]:
    return (
        _CONTACTS.organisation_id == organisation_id,
        _CONTACTS.answered.is_(True),
        _CONTACTS.team_id.is_not(None),
        _CONTACTS.reference != "",
        *days_within(_CONTACTS.day, period),
    )


def _taken(session: Session, organisation_id: UUID, round_id: UUID) -> tuple[set[UUID], set[str]]:
    """The contacts that were drawn for the round before, and the references of calls that are in it already."""
    drawn = select(SampledContact.contact_id).where(
        SampledContact.organisation_id == organisation_id, SampledContact.round_id == round_id
    )
    audited = select(AuditedCall.reference).where(
        AuditedCall.organisation_id == organisation_id,
        AuditedCall.round_id == round_id,
        AuditedCall.reference.is_not(None),
    )
    return set(session.scalars(drawn)), {each for each in session.scalars(audited) if each is not None}


def _names(session: Session, organisation_id: UUID) -> dict[UUID, str]:
    rows = session.execute(select(Team.id, Team.name).where(Team.organisation_id == organisation_id))
    return dict(rows.all())


def earlier_scores(session: Session, organisation_id: UUID, round_id: UUID) -> dict[str, Sample | None]:
    """Per B the scores (0-100) of all calls that were audited in other rounds, None where there are none."""
    columns = [getattr(AuditedCall, code) for code in dimensions.CODES]
    sums = [part for each in columns for part in (func.count(each), func.sum(each), func.sum(each * each))]
    query = select(*sums).where(
        AuditedCall.organisation_id == organisation_id, AuditedCall.round_id != round_id, *counted()
    )
    found = session.execute(query).one()
    return {code: _sample(*found[3 * place : 3 * place + 3]) for place, code in enumerate(dimensions.CODES)}


def _sample(n: int, total: float | None, squares: float | None) -> Sample | None:
    return sample_from_sums(n, total or 0.0, squares or 0.0)


def draws(session: Session, organisation_id: UUID, round_id: UUID) -> tuple[Draw, ...]:
    """The draws of a round, the first first."""
    query = (
        select(SampleDraw.seed, SampleDraw.frame, SampleDraw.drawn, SampleDraw.drawn_at)
        .where(SampleDraw.organisation_id == organisation_id, SampleDraw.round_id == round_id)
        .order_by(SampleDraw.drawn_at, SampleDraw.id)
    )
    return tuple(Draw(*row) for row in session.execute(query))


def drawn_calls(
    session: Session, organisation_id: UUID, round_id: UUID, timezone: str, page: int | None = None
) -> tuple[DrawnLine, ...]:
    """The calls that were drawn for a round, by moment; on one page (from 1), or all."""
    begun = select(AuditedCall.id).where(
        AuditedCall.organisation_id == organisation_id,
        AuditedCall.round_id == round_id,
        AuditedCall.reference == _CONTACTS.reference,
    )
    query = (
        select(_CONTACTS.reference, _CONTACTS.occurred_at, Team.id, Team.name, _CONTACTS.channel, begun.exists())
        .join(SampledContact, _of_contact())
        .join(Team, (Team.organisation_id == _CONTACTS.organisation_id) & (Team.id == _CONTACTS.team_id))
        .where(SampledContact.organisation_id == organisation_id, SampledContact.round_id == round_id)
        .order_by(_CONTACTS.occurred_at, _CONTACTS.reference)
    )
    if page is not None:
        query = query.limit(PAGE_LENGTH).offset((page - 1) * PAGE_LENGTH)
    zone = ZoneInfo(timezone)
    return tuple(_line(row, zone) for row in session.execute(query))


def _line(row: Row[*tuple[Any, ...]], zone: ZoneInfo) -> DrawnLine:
    reference, at, team_id, team, channel, is_begun = row
    return DrawnLine(reference, at.astimezone(zone), team_id, team, channel, bool(is_begun))


def number_drawn(session: Session, organisation_id: UUID, round_id: UUID) -> int:
    """How many calls are drawn for a round."""
    query = select(func.count()).where(
        SampledContact.organisation_id == organisation_id, SampledContact.round_id == round_id
    )
    return session.scalar(query) or 0


def drawn_by_place(session: Session, organisation_id: UUID, round_id: UUID) -> dict[tuple[UUID, str], int]:
    """How many calls are drawn for a round by team and channel."""
    query = (
        select(_CONTACTS.team_id, _CONTACTS.channel, func.count())
        .join(SampledContact, _of_contact())
        .where(SampledContact.organisation_id == organisation_id, SampledContact.round_id == round_id)
        .group_by(_CONTACTS.team_id, _CONTACTS.channel)
    )
    return {(team_id, channel): number for team_id, channel, number in session.execute(query)}


def _of_contact() -> ColumnElement[bool]:
    return (SampledContact.organisation_id == _CONTACTS.organisation_id) & (SampledContact.contact_id == _CONTACTS.id)
