"""The only writer of contacts: new ones are stored and counted, known ones are left as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from survey.database import insert_into
from survey.intake import rollup
from survey.intake.phone_log import ContactRow
from survey.intake.tables import ColumnMapping, Contact
from survey.organisations import Team, take_turns, teams_by_name

BATCH: Final = 1000
"""Rows a statement."""


@dataclass(frozen=True, slots=True)
class Stored:
    """How many contacts were new and how many known already; the references of the new ones."""

    new: int
    known: int
    references: frozenset[str]


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a contact came in: when (UTC), reachable by which means (`email,sms`), and what was decided about it."""

    arrived_at: datetime | None = None
    reachable_by: str | None = None
    confidential: bool = False
    outcome: str | None = None


_UNKNOWN: Final = Arrival()


def store(
    session: Session,
    organisation_id: UUID,
    contacts: Sequence[ContactRow],
    arrivals: Mapping[str, Arrival] | None = None,
) -> Stored:
    """Store the contacts that are new, in the caller's transaction. Every team must exist (`KeyError`).

    Of contacts with the same reference the first counts; the others are known. `arrivals` are by reference.
    """
    # Two senders of the same contacts in another order would wait for each other's rows for ever.
    take_turns(session, organisation_id)
    arrived = arrivals or {}
    teams = teams_by_name(session, organisation_id)
    rule = rollup.waiting_rule(session, organisation_id)
    connection = session.connection()
    references: set[str] = set()
    distinct = {contact.reference: contact for contact in reversed(contacts)}
    for batch in _batches(
        _row(organisation_id, contact, teams, arrived.get(contact.reference, _UNKNOWN))
        for contact in reversed(distinct.values())
    ):
        fresh = _insert(connection, batch)
        rollup.add(connection, (row for row in batch if row["reference"] in fresh), rule)
        references |= fresh
    return Stored(len(references), len(contacts) - len(references), frozenset(references))


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _insert(connection: Connection, rows: list[dict[str, Any]]) -> set[str]:
    """The references that were not there yet, of this batch or before."""
    statement = insert_into(Contact, connection.dialect.name).on_conflict_do_nothing(
        index_elements=["organisation_id", "reference"]
    )
    return set(connection.scalars(statement.returning(Contact.reference), rows))


def _row(organisation_id: UUID, contact: ContactRow, teams: dict[str, UUID], arrival: Arrival) -> dict[str, Any]:
    return {
        "organisation_id": organisation_id,
        "id": uuid4(),
        "reference": contact.reference,
        "channel": contact.channel,
        "team_id": None if contact.team is None else teams[contact.team],
        "topic": contact.topic,
        "language": contact.language,
        "occurred_at": contact.occurred_at,
        "day": contact.day,
        "hour": contact.hour,
        "answered": contact.answered,
        "resolved": contact.resolved,
        "transferred": contact.transferred,
        "waiting_seconds": contact.waiting_seconds,
        "talk_seconds": contact.talk_seconds,
        "rating": contact.rating,
        "invited": False,
        "outcome": arrival.outcome,
        "reachable_by": arrival.reachable_by,
        "confidential": arrival.confidential,
        "arrived_at": arrival.arrived_at,
    }


def known_references(session: Session, organisation_id: UUID, references: Iterable[str]) -> set[str]:
    """Which of these references the organisation has."""
    found: set[str] = set()
    wanted = list(references)
    for start in range(0, len(wanted), BATCH):
        statement = select(Contact.reference).where(
            Contact.organisation_id == organisation_id, Contact.reference.in_(wanted[start : start + BATCH])
        )
        found.update(session.scalars(statement))
    return found


def add_teams(session: Session, organisation_id: UUID, names: Iterable[str]) -> None:
    """Add teams by their names, in the caller's transaction."""
    session.add_all(Team(organisation_id=organisation_id, name=name) for name in names)
    session.flush()


def saved_mapping(session: Session, organisation_id: UUID) -> dict[str, str]:
    """How this organisation's files name their columns: column to field."""
    found = session.get(ColumnMapping, organisation_id)
    return dict(found.mapping) if found else {}


def save_mapping(session: Session, organisation_id: UUID, mapping: dict[str, str]) -> None:
    """Keep a mapping for the next import, in the caller's transaction; an empty one forgets it."""
    found = session.get(ColumnMapping, organisation_id)
    if found is not None:
        session.delete(found)
        session.flush()
    if mapping:
        session.add(ColumnMapping(organisation_id=organisation_id, mapping=mapping))
