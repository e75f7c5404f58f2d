"""The query of the page about certainty: the audits with every criterion weighing the same."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from admin.audits.rounds import counted
from admin.audits.tables import AuditedCall, AuditScore
from admin.insight.statistics import Sample, sample_from_sums
from admin.insight.summaries import days_within
from admin.insight.terms import Period
from survey import dimensions

_CALLS = AuditedCall.__table__.c
_OF_CALL = and_(_CALLS.organisation_id == AuditScore.organisation_id, _CALLS.id == AuditScore.call_id)


def equal_criteria(
    session: Session, organisation_id: UUID, period: Period, team_id: UUID | None, channel: str | None
) -> dict[str, Sample]:
    """Per B the sample (0-100) of its audited calls, a call's score being the plain mean of its scored criteria."""
    dimension = case(*((AuditScore.criterion.startswith(f"{code}."), code) for code in dimensions.CODES))
    chosen = [] if team_id is None else [_CALLS.team_id == team_id]
    if channel is not None:
        chosen.append(_CALLS.channel == channel)
    calls = (
        select(dimension.label("dimension"), func.avg(AuditScore.score).label("score"))
        .join(AuditedCall, _OF_CALL)
        .where(_CALLS.organisation_id == organisation_id, *counted(), *days_within(_CALLS.day, period), *chosen)
        .where(AuditScore.score.is_not(None))
        .group_by(AuditScore.call_id, dimension)
        .subquery()
    )
    score = calls.c.score
    query = select(calls.c.dimension, func.count(), func.sum(score), func.sum(score * score)).group_by(
        calls.c.dimension
    )
    found = {code: sample_from_sums(n, total, squares) for code, n, total, squares in session.execute(query)}
    return {code: sample for code, sample in found.items() if sample is not None}
