"""What there is to see of audit rounds: all SQL that reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from flask import abort
from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from admin.audits.tables import AuditedCall, AuditRound
from admin.insight.statistics import Interval, mean_interval, sample_from_sums
from survey import dimensions
from survey.organisations import Team

PAGE_LENGTH: Final = 50

_SCORES: Final[tuple[InstrumentedAttribute[float | None], ...]] = tuple(
    getattr(AuditedCall, code) for code in dimensions.CODES
)
_SUMS: Final = tuple(
    part for column in _SCORES for part in (func.count(column), func.sum(column), func.sum(column * column))
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One dimension over the calls of a round: mean and 95 % interval on 0-100, None where no call has it."""

    dimension: str
    n: int
    mean: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """A round with the days of its calls and those planned (in the organisation's zone), and its mean per dimension."""

    id: UUID
    name: str
    criteria_version: int
    calls: int
    first_day: date | None
    last_day: date | None
    measured: tuple[Measured, ...]
    starts_on: date | None
    ends_on: date | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class CallLine:
    """One audited call as it stands in a list; `scores` (0-100) in the order of `dimensions.CODES`."""

    day: date
    team: str
    channel: str
    reference: str | None
    scores: tuple[float | None, ...]
    id: UUID


def counted() -> tuple[ColumnElement[bool], ...]:
    """The calls that count: finished by their auditor, and not a second scoring of another call."""
    return AuditedCall.is_done.is_(True), AuditedCall.second_of.is_(None)


def summaries(session: Session, organisation_id: UUID) -> tuple[RoundSummary, ...]:
    """All rounds of the organisation, the one with the latest calls first; one without calls by its planned end."""
    last = func.coalesce(func.max(AuditedCall.day), AuditRound.ends_on, date.max)
    query = _summary_query(organisation_id).order_by(last.desc(), AuditRound.created_at.desc(), AuditRound.name)
    return tuple(_summary(row) for row in session.execute(query))


def get_round(session: Session, organisation_id: UUID, round_id: UUID) -> RoundSummary:
    """The round with this id, or 404 where this organisation has none."""
    row = session.execute(_summary_query(organisation_id).where(AuditRound.id == round_id)).first()
    if row is None:
        abort(404)
    return _summary(row)


def id_of(session: Session, organisation_id: UUID, name: str) -> UUID | None:
    """The id of the round with this name, or None."""
    return session.scalar(
        select(AuditRound.id).where(AuditRound.organisation_id == organisation_id, AuditRound.name == name)
    )


def calls_page(session: Session, organisation_id: UUID, round_id: UUID, page: int) -> tuple[CallLine, ...]:
    """The calls on one page (from 1) of a round, by day."""
    query = (
        select(AuditedCall.id, AuditedCall.day, Team.name, AuditedCall.channel, AuditedCall.reference, *_SCORES)
        .join(Team, (Team.organisation_id == AuditedCall.organisation_id) & (Team.id == AuditedCall.team_id))
        .where(AuditedCall.organisation_id == organisation_id, AuditedCall.round_id == round_id, *counted())
        .order_by(AuditedCall.day, AuditedCall.reference, AuditedCall.id)
        .limit(PAGE_LENGTH)
        .offset((page - 1) * PAGE_LENGTH)
    )
    return tuple(CallLine(*row[1:5], tuple(row[5:]), row[0]) for row in session.execute(query))


def blind_for(session: Session, organisation_id: UUID, round_id: UUID, user_id: UUID) -> frozenset[UUID]:
    """The calls that this user is to score a second time: their first scores are kept from the user until then."""
    query = select(AuditedCall.second_of).where(
        AuditedCall.organisation_id == organisation_id,
        AuditedCall.round_id == round_id,
        AuditedCall.auditor_id == user_id,
        AuditedCall.is_done.is_(False),
        AuditedCall.second_of.is_not(None),
    )
    return frozenset(call_id for call_id in session.scalars(query) if call_id is not None)


def _summary_query(organisation_id: UUID) -> Select[*tuple[Any, ...]]:
    columns: tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...] = (
        AuditRound.id,
        AuditRound.name,
        AuditRound.criteria_version,
        AuditRound.starts_on,
        AuditRound.ends_on,
        AuditRound.closed_at,
        func.count(AuditedCall.id),
        func.min(AuditedCall.day),
        func.max(AuditedCall.day),
        *_SUMS,
    )
    of_round = (AuditedCall.organisation_id == AuditRound.organisation_id) & (AuditedCall.round_id == AuditRound.id)
    return (
        select(*columns)
        .outerjoin(AuditedCall, and_(of_round, *counted()))
        .where(AuditRound.organisation_id == organisation_id)
        .group_by(
            AuditRound.organisation_id,
            AuditRound.id,
            AuditRound.name,
            AuditRound.criteria_version,
            AuditRound.starts_on,
            AuditRound.ends_on,
            AuditRound.closed_at,
            AuditRound.created_at,
        )
    )


def _summary(row: Row[*tuple[Any, ...]]) -> RoundSummary:
    round_id, name, version, starts_on, ends_on, closed_at, calls, first_day, last_day, *sums = row
    measured = tuple(_measured(code, *sums[3 * place : 3 * place + 3]) for place, code in enumerate(dimensions.CODES))
    return RoundSummary(round_id, name, version, calls, first_day, last_day, measured, starts_on, ends_on, closed_at)


def _measured(code: str, n: int, total: float | None, squares: float | None) -> Measured:
    sample = sample_from_sums(n, total or 0.0, squares or 0.0)
    if sample is None:
        return Measured(code, 0, None, None)
    return Measured(code, n, sample.mean, mean_interval(sample))
