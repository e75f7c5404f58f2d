"""Calls as they are stored, for the form: all SQL that reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.tables import User
from admin.audits.calls.filled import Answer, Rules, as_sent
from admin.audits.calls.record import Editor
from admin.audits.planning.progress import get_round
from admin.audits.spreadsheet import FIRST_DAY
from admin.audits.tables import AuditedCall, AuditRound, AuditScore
from survey import dimensions
from survey.criteria.current import CriteriaSet, of_version
from survey.organisations import teams_by_name, today


@dataclass(frozen=True, slots=True)
class Room:
    """A round to score calls in: its criteria, and the organisation's teams (id by name)."""

    round: AuditRound
    criteria: CriteriaSet
    teams: Mapping[str, UUID]
    last_day: date

    @property
    def rules(self) -> Rules:
        """What a call of the round can be filled in with; an imported round has no period of its own."""
        first = self.round.starts_on or FIRST_DAY
        last = min(self.round.ends_on or self.last_day, self.last_day)
        return Rules(self.criteria.criteria, frozenset(self.teams.values()), first, last)


def room(session: Session, organisation_id: UUID, round_id: UUID, timezone: str) -> Room:
    """The round with what its calls are scored on, or 404 where this organisation has none."""
    found = get_round(session, organisation_id, round_id)
    criteria = of_version(session, organisation_id, found.criteria_version)
    return Room(found, criteria, teams_by_name(session, organisation_id), today(timezone))


def get_call(session: Session, editor: Editor, call_id: UUID) -> AuditedCall:
    """The call, or 404 where this user may not change one like it."""
    found = session.get(AuditedCall, (editor.organisation_id, call_id))
    if found is None or found.round_id != editor.round_id or not editor.may_change(found):
        abort(404)
    return found


def fields_of(session: Session, call: AuditedCall, criteria: CriteriaSet) -> dict[str, str]:
    """The call's fields as a browser would send them."""
    scores = session.scalars(
        select(AuditScore).where(AuditScore.organisation_id == call.organisation_id, AuditScore.call_id == call.id)
    )
    answers = {each.criterion: Answer(each.value, each.score, each.applicable, each.remark) for each in scores}
    return {
        "day": call.day.isoformat(),
        "team": str(call.team_id),
        "channel": call.channel,
        "reference": call.reference or "",
        "remark": call.remark,
        **as_sent(answers, criteria.criteria),
    }


def scores_of(call: AuditedCall) -> tuple[float | None, ...]:
    """The call's score per dimension (0-100), in the order of `dimensions.CODES`."""
    return tuple(getattr(call, code) for code in dimensions.CODES)


def address_of(session: Session, organisation_id: UUID, user_id: UUID | None) -> str | None:
    """The address of a user, None where it was nobody."""
    return session.scalar(select(User.email).where(User.organisation_id == organisation_id, User.id == user_id))


def next_second(session: Session, editor: Editor) -> UUID | None:
    """The next call that this user is to score a second time in the round."""
    return session.scalar(
        select(AuditedCall.id)
        .where(
            AuditedCall.organisation_id == editor.organisation_id,
            AuditedCall.round_id == editor.round_id,
            AuditedCall.auditor_id == editor.user_id,
            AuditedCall.is_done.is_(False),
            AuditedCall.second_of.is_not(None),
        )
        .order_by(AuditedCall.day, AuditedCall.id)
        .limit(1)
    )
