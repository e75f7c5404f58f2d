"""The writer of what a round is to be: its name, period, method, planned calls and auditors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from admin.audits import rounds
from admin.audits.closing import hold_open
from admin.audits.record import RoundExists, usable_name
from admin.audits.tables import AuditRound, RoundAuditor, RoundPlan
from survey import database, journal
from survey.criteria.current import current
from survey.organisations import take_turns


@dataclass(frozen=True, slots=True)
class Planned:
    """What a round is to be. Days are in the organisation's zone; `double_share` is in per cent."""

    name: str
    method: str
    starts_on: date
    ends_on: date
    double_share: int
    calls: Mapping[tuple[UUID, str], int]
    """How many calls by team and channel; only numbers above 0 are kept."""
    auditors: frozenset[UUID]


def make_round(organisation_id: UUID, wanted: Planned, actor: str) -> UUID:
    """Make a round that is scored with the newest criteria; gives its id. Raises RoundExists, UnusableName."""
    made = AuditRound(organisation_id=organisation_id, id=uuid4())
    with database.begin() as session:
        take_turns(session, organisation_id)
        made.criteria_version = current(session, organisation_id).version
        _describe(session, made, wanted)
        session.add(made)
        session.flush()
        _plan(session, made, wanted)
        journal.note(session, organisation_id, actor, "audit round made", str(made.id), name=made.name)
    return made.id


def change_round(organisation_id: UUID, round_id: UUID, wanted: Planned, actor: str) -> None:
    """Change what an open round is to be. Raises NoSuchRound, RoundClosed, RoundExists, UnusableName."""
    with database.begin() as session:
        take_turns(session, organisation_id)
        found = hold_open(session, organisation_id, round_id)
        _describe(session, found, wanted)
        _plan(session, found, wanted)
        journal.note(session, organisation_id, actor, "audit round changed", str(round_id), name=found.name)


def wanted_of(session: Session, found: AuditRound) -> tuple[dict[tuple[UUID, str], int], frozenset[UUID]]:
    """The numbers of calls that a round plans, and its auditors."""
    plans = session.scalars(
        select(RoundPlan).where(RoundPlan.organisation_id == found.organisation_id, RoundPlan.round_id == found.id)
    )
    auditors = session.scalars(
        select(RoundAuditor.user_id).where(
            RoundAuditor.organisation_id == found.organisation_id, RoundAuditor.round_id == found.id
        )
    )
    return {(plan.team_id, plan.channel): plan.planned for plan in plans}, frozenset(auditors)


def _describe(session: Session, target: AuditRound, wanted: Planned) -> None:
    name = usable_name(wanted.name)
    namesake = rounds.id_of(session, target.organisation_id, name)
    if namesake not in {None, target.id}:
        raise RoundExists(name)
    target.name, target.method = name, wanted.method
    target.starts_on, target.ends_on = wanted.starts_on, wanted.ends_on
    target.double_share = wanted.double_share


def _plan(session: Session, target: AuditRound, wanted: Planned) -> None:
    """Put these planned numbers and auditors in the place of the old ones."""
    for table in (RoundPlan, RoundAuditor):
        session.execute(
            delete(table).where(table.organisation_id == target.organisation_id, table.round_id == target.id)
        )
    key = {"organisation_id": target.organisation_id, "round_id": target.id}
    session.add_all(
        RoundPlan(**key, team_id=team_id, channel=channel, planned=number)
        for (team_id, channel), number in wanted.calls.items()
        if number > 0
    )
    session.add_all(RoundAuditor(**key, user_id=user_id) for user_id in wanted.auditors)
