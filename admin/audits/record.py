"""The only writer of audit rounds: a round comes in whole, or not at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from admin.audits import rounds
from admin.audits.closing import hold_open
from admin.audits.spreadsheet import ScoredCall
from admin.audits.tables import AuditedCall, AuditRound, AuditScore
from survey import database, dimensions, journal
from survey.intake.cells import is_plain
from survey.organisations import take_turns

LONGEST_NAME: Final = 100
ROWS_AT_ONCE: Final = 5_000


class RoundExists(LookupError):
    """The organisation has a round of this name already."""


class UnusableName(ValueError):
    """A round's name that is empty, too long, or not one line of plain text."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an import stored."""

    round_id: UUID
    calls: int
    scores: int
    replaced: bool


def usable_name(name: str) -> str:
    """The name as it is stored. Raises UnusableName."""
    tidy = " ".join(unicodedata.normalize("NFC", name).split())
    if not 0 < len(tidy) <= LONGEST_NAME or not is_plain(tidy):
        raise UnusableName(f"A round's name is one line of 1 to {LONGEST_NAME} characters.")
    return tidy


def import_round(
    organisation_id: UUID,
    name: str,
    criteria_version: int,
    calls: Sequence[ScoredCall],
    actor: str,
    replace: bool = False,
) -> Recorded:
    """Store a round with its calls and scores in one transaction.

    `replace` removes the round of that name with all that hangs under it; without it such a round raises
    RoundExists. Raises UnusableName, and RoundClosed where the round of that name is closed.
    """
    tidy = usable_name(name)
    with database.begin() as session:
        # Two imports of one name at the same time would both find room for it.
        take_turns(session, organisation_id)
        replaced = _make_room(session, organisation_id, tidy, replace)
        round_id = _add_round(session, organisation_id, tidy, criteria_version)
        scores = add_calls(session, organisation_id, round_id, calls)
        action = "audit round replaced" if replaced else "audit round imported"
        journal.note(session, organisation_id, actor, action, tidy, calls=len(calls), scores=scores)
    return Recorded(round_id, len(calls), scores, replaced)


def delete_round(organisation_id: UUID, round_id: UUID, actor: str) -> None:
    """Delete a round with its calls and scores. Raises NoSuchRound, RoundClosed."""
    with database.begin() as session:
        name = hold_open(session, organisation_id, round_id).name
        _remove(session, organisation_id, round_id)
        journal.note(session, organisation_id, actor, "audit round deleted", name)


def _make_room(session: Session, organisation_id: UUID, name: str, replace: bool) -> bool:
    present = rounds.id_of(session, organisation_id, name)
    if present is None:
        return False
    if not replace:
        raise RoundExists(name)
    hold_open(session, organisation_id, present)
    _remove(session, organisation_id, present)
    return True


def _remove(session: Session, organisation_id: UUID, round_id: UUID) -> None:
    # Calls and scores go with it: the foreign keys cascade.
    session.execute(delete(AuditRound).where(AuditRound.organisation_id == organisation_id, AuditRound.id == round_id))


def _add_round(session: Session, organisation_id: UUID, name: str, criteria_version: int) -> UUID:
    made = AuditRound(id=uuid4(), organisation_id=organisation_id, name=name, criteria_version=criteria_version)
    session.add(made)
    session.flush()
    return made.id


def add_calls(session: Session, organisation_id: UUID, round_id: UUID, calls: Sequence[ScoredCall]) -> int:
    """Add the calls and their scores; gives the number of scores."""
    # Their ids keep the order of the file: calls without a reference have nothing else to be told apart by.
    ids = sorted(uuid4() for _ in calls)
    call_rows = (_call_row(organisation_id, round_id, call_id, call) for call_id, call in zip(ids, calls, strict=True))
    rows_of_scores = (
        row for call_id, call in zip(ids, calls, strict=True) for row in score_rows(organisation_id, call_id, call)
    )
    for chunk in chunks(call_rows):
        session.connection().execute(insert(AuditedCall), chunk)
    for chunk in chunks(rows_of_scores):
        session.connection().execute(insert(AuditScore), chunk)
    return sum(len(call.scores) for call in calls)


def _call_row(organisation_id: UUID, round_id: UUID, call_id: UUID, call: ScoredCall) -> dict[str, Any]:
    return {
        "organisation_id": organisation_id,
        "id": call_id,
        "round_id": round_id,
        "day": call.day,
        "team_id": call.team_id,
        "channel": call.channel,
        "reference": call.reference,
        **dict(zip(dimensions.CODES, call.dimensions, strict=True)),
    }


def score_rows(organisation_id: UUID, call_id: UUID, call: ScoredCall) -> Iterator[dict[str, Any]]:
    """The rows of a call's scores, as they are stored."""
    own = {"organisation_id": organisation_id, "call_id": call_id}
    for code, scored in call.scores.items():
        yield {**own, "criterion": code, "value": scored.value, "score": scored.score, "applicable": True}
    for code in sorted(call.not_applicable):
        yield {**own, "criterion": code, "value": None, "score": None, "applicable": False}


def chunks(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The rows in parts that a database takes at once."""
    remaining = iter(rows)
    while chunk := list(islice(remaining, ROWS_AT_ONCE)):
        yield chunk
