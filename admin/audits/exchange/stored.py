"""The calls of a round as they are stored, each in the shape in which a sheet is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from admin.audits.scoring import Scored
from admin.audits.spreadsheet import ScoredCall
from admin.audits.tables import AuditedCall, AuditScore
from survey import dimensions


@dataclass(frozen=True, slots=True)
class StoredCall:
    """A first scoring with its id; `is_done` when its auditor has finished it."""

    id: UUID
    is_done: bool
    call: ScoredCall


@dataclass(slots=True)
class _Answers:
    scores: dict[str, Scored]
    not_applicable: set[str]


def first_scorings(session: Session, organisation_id: UUID, round_id: UUID) -> tuple[StoredCall, ...]:
    """The calls of the round, finished or not, without second scorings; by day, and then as they came in."""
    wanted = (
        AuditedCall.organisation_id == organisation_id,
        AuditedCall.round_id == round_id,
        AuditedCall.second_of.is_(None),
    )
    calls = session.scalars(select(AuditedCall).where(*wanted).order_by(AuditedCall.day, AuditedCall.id)).all()
    answers = _answers(session, wanted)
    return tuple(StoredCall(each.id, each.is_done, _call(each, answers.get(each.id))) for each in calls)


def _answers(session: Session, wanted: Sequence[ColumnElement[bool]]) -> dict[UUID, _Answers]:
    query = (
        select(AuditScore.call_id, AuditScore.criterion, AuditScore.value, AuditScore.score, AuditScore.applicable)
        .join(
            AuditedCall,
            (AuditedCall.organisation_id == AuditScore.organisation_id) & (AuditedCall.id == AuditScore.call_id),
        )
        .where(*wanted)
    )
    found: dict[UUID, _Answers] = {}
    for call_id, code, value, points, applicable in session.execute(query):
        own = found.setdefault(call_id, _Answers({}, set()))
        if value is not None and points is not None:
            own.scores[code] = Scored(value, points)
        elif not applicable:
            own.not_applicable.add(code)
    return found


def _call(call: AuditedCall, answers: _Answers | None) -> ScoredCall:
    return ScoredCall(
        call.day,
        call.team_id,
        call.channel,
        call.reference,
        answers.scores if answers else {},
        tuple(getattr(call, code) for code in dimensions.CODES),
        frozenset(answers.not_applicable) if answers else frozenset(),
    )
