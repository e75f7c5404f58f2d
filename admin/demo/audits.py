"""Put the audit rounds of the story into the database, with the auditors who scored them and second scorings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import cycle
from random import Random
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from admin.accounts import users
from admin.audits import tables
from admin.audits.closing import close_round
from admin.audits.record import import_round, score_rows
from admin.audits.scoring import dimension_scores, score
from admin.audits.spreadsheet import ScoredCall
from admin.demo.audit_rounds import AuditedCall, AuditRound
from admin.demo.place import Place
from admin.demo.second_scores import SHARE, second_scores
from survey import dimensions
from survey.criteria.catalogue import BY_CODE, CATALOGUE
from survey.database import begin

ACTOR: Final = "command"
AUDITORS: Final = ("auditor1@voorbeeld.example", "auditor2@voorbeeld.example")
"""Nobody knows their passwords: an administrator can give them new ones."""


def store_rounds(rounds: Sequence[AuditRound], place: Place, seed: int) -> int:
    """Store the audit rounds, the oldest first and closed; gives the number of calls that count."""
    auditors = [users.add_user(place.organisation_id, ACTOR, each, "auditor").user_id for each in AUDITORS]
    chance = Random(f"{seed} second")  # noqa: S311 - a story, no secret
    for number, each in enumerate(rounds, start=1):
        calls = [_scored(place, call, call.values) for call in each.calls]
        round_id = import_round(place.organisation_id, each.name, 1, calls, ACTOR).round_id
        with begin() as session:
            _plan(session, place, round_id, calls, auditors)
            _score_again(session, place, round_id, each.calls, chance)
        if number < len(rounds):
            close_round(place.organisation_id, round_id, ACTOR)
    return sum(len(each.calls) for each in rounds)


def _scored(place: Place, call: AuditedCall, values: Mapping[str, float]) -> ScoredCall:
    scores = {code: score(value, BY_CODE[code]) for code, value in values.items()}
    return ScoredCall(
        call.slot.on_or_before(place.last_day),
        place.teams[call.team],
        "phone",
        call.reference,
        scores,
        dimension_scores({code: scored.score for code, scored in scores.items()}, CATALOGUE),
    )


def _plan(
    session: Session, place: Place, round_id: UUID, calls: Sequence[ScoredCall], auditors: Sequence[UUID]
) -> None:
    """Say how the round was planned, and who scored what: by turns."""
    within = {"organisation_id": place.organisation_id, "round_id": round_id}
    found = session.get_one(tables.AuditRound, (place.organisation_id, round_id))
    found.method, found.double_share = "recording", SHARE
    found.starts_on = min(call.day for call in calls)
    found.ends_on = max(call.day for call in calls)
    planned = Counter(call.team_id for call in calls)
    session.add_all(tables.RoundPlan(**within, team_id=key, channel="phone", planned=planned[key]) for key in planned)
    session.add_all(tables.RoundAuditor(**within, user_id=auditor) for auditor in auditors)
    for call_id, auditor in zip(_calls(session, place, round_id).values(), cycle(auditors), strict=False):
        _of(session, place, call_id, auditor)


def _calls(session: Session, place: Place, round_id: UUID) -> dict[str, UUID]:
    """The round's calls by their references, in the order of these."""
    table = tables.AuditedCall
    query = (
        select(table.reference, table.id)
        .where(table.organisation_id == place.organisation_id, table.round_id == round_id, table.second_of.is_(None))
        .order_by(table.reference)
    )
    return {str(reference): call_id for reference, call_id in session.execute(query)}


def _of(session: Session, place: Place, call_id: UUID, auditor: UUID) -> None:
    table = tables.AuditedCall
    mine = (table.organisation_id == place.organisation_id, table.id == call_id)
    session.execute(update(table).where(*mine).values(auditor_id=auditor, saved_by=auditor))


def _score_again(session: Session, place: Place, round_id: UUID, calls: Sequence[AuditedCall], chance: Random) -> None:
    """Add what the other auditor heard in a part of the calls."""
    first = _calls(session, place, round_id)
    rows, scores = [], []
    for call in chance.sample(calls, len(calls) * SHARE // 100):
        scored = _scored(place, call, second_scores(call.values, chance))
        found = session.get_one(tables.AuditedCall, (place.organisation_id, first[call.reference]))
        row = _second_row(place, found, scored, _other_auditor(session, found))
        rows.append(row)
        scores += list(score_rows(place.organisation_id, row["id"], scored))
    session.execute(insert(tables.AuditedCall), rows)
    session.execute(insert(tables.AuditScore), scores)


def _second_row(place: Place, first: tables.AuditedCall, scored: ScoredCall, auditor: UUID) -> dict[str, Any]:
    return {
        "organisation_id": place.organisation_id,
        "id": uuid4(),
        "round_id": first.round_id,
        "day": first.day,
        "team_id": first.team_id,
        "channel": first.channel,
        "reference": first.reference,
        "second_of": first.id,
        "auditor_id": auditor,
        "saved_by": auditor,
        **dict(zip(dimensions.CODES, scored.dimensions, strict=True)),
    }


def _other_auditor(session: Session, call: tables.AuditedCall) -> UUID:
    table = tables.RoundAuditor
    query = select(table.user_id).where(
        table.organisation_id == call.organisation_id,
        table.round_id == call.round_id,
        table.user_id != call.auditor_id,
    )
    return session.scalars(query).one()
