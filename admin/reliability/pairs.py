"""The calls that two auditors scored, and both their values: all SQL of reliability that reads scores."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, aliased

from admin.audits.tables import AuditedCall, AuditRound, AuditScore
from admin.reliability.report import TwiceScored, ValuePair
from survey import dimensions
from survey.criteria.catalogue import Criterion
from survey.criteria.current import of_version
from survey.organisations import Team

First = aliased(AuditedCall, name="first_scoring")
Second = aliased(AuditedCall, name="second_scoring")


def both_done(organisation_id: UUID, round_id: UUID | None = None) -> tuple[ColumnElement[bool], ...]:
    """The calls whose two scorings are finished, of one round or of all; both scorings must be joined."""
    of_round = () if round_id is None else (First.round_id == round_id,)
    return First.organisation_id == organisation_id, First.is_done.is_(True), Second.is_done.is_(True), *of_round


def paired() -> ColumnElement[bool]:
    """How a first scoring is joined to its second."""
    return and_(Second.organisation_id == First.organisation_id, Second.second_of == First.id)


def rounds_with_pairs(session: Session, organisation_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """The rounds with calls that are scored twice, by name."""
    query = (
        select(AuditRound.id, AuditRound.name)
        .join(First, and_(First.organisation_id == AuditRound.organisation_id, First.round_id == AuditRound.id))
        .join(Second, paired())
        .where(*both_done(organisation_id))
        .distinct()
        .order_by(AuditRound.name)
    )
    return tuple((round_id, name) for round_id, name in session.execute(query))


def twice_scored(session: Session, organisation_id: UUID, round_id: UUID | None = None) -> tuple[TwiceScored, ...]:
    """The calls that two auditors have finished, by day."""
    scores = [getattr(side, code) for side in (First, Second) for code in dimensions.CODES]
    query = (
        select(
            First.id,
            First.round_id,
            AuditRound.name,
            AuditRound.criteria_version,
            First.day,
            Team.name,
            First.channel,
            First.reference,
            *scores,
        )
        .join(Second, paired())
        .join(AuditRound, and_(AuditRound.organisation_id == First.organisation_id, AuditRound.id == First.round_id))
        .join(Team, and_(Team.organisation_id == First.organisation_id, Team.id == First.team_id))
        .where(*both_done(organisation_id, round_id))
        .order_by(First.day, First.reference, First.id)
    )
    return tuple(_call(tuple(row)) for row in session.execute(query))


def _call(row: tuple[Any, ...]) -> TwiceScored:
    call_id, round_id, round_name, version, day, team, channel, reference, *scores = row
    number = len(dimensions.CODES)
    first, second = tuple(scores[:number]), tuple(scores[number:])
    return TwiceScored(call_id, round_id, round_name, version, day, team, channel, reference, first, second)


def value_pairs(
    session: Session, organisation_id: UUID, calls: tuple[TwiceScored, ...], round_id: UUID | None = None
) -> tuple[ValuePair, ...]:
    """Per criterion and call both values, those of older versions first, in the order of the criteria."""
    values = [_values(session, side, organisation_id, round_id) for side in (First, Second)]
    by_version: dict[int, list[TwiceScored]] = {}
    for call in calls:
        by_version.setdefault(call.criteria_version, []).append(call)
    return tuple(
        ValuePair(call, criterion, *(side.get((call.call_id, criterion.code)) for side in values))
        for version in sorted(by_version)
        for criterion in _criteria(session, organisation_id, version)
        for call in by_version[version]
        if any((call.call_id, criterion.code) in side for side in values)
    )


def _criteria(session: Session, organisation_id: UUID, version: int) -> tuple[Criterion, ...]:
    found = of_version(session, organisation_id, version)
    return (*found.criteria, *found.inactive)


def _values(session: Session, side: Any, organisation_id: UUID, round_id: UUID | None) -> dict[tuple[UUID, str], float]:
    """The values of the first or the second scorings, by the first call's id and the criterion."""
    query = (
        select(First.id, AuditScore.criterion, AuditScore.value)
        .join(Second, paired())
        .join(AuditScore, and_(AuditScore.organisation_id == side.organisation_id, AuditScore.call_id == side.id))
        .where(*both_done(organisation_id, round_id), AuditScore.value.is_not(None))
    )
    return {(call_id, code): value for call_id, code, value in session.execute(query) if value is not None}
