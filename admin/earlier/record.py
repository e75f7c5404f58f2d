"""What was brought in from other tools: stored, listed and removed by the file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO, Final
from uuid import UUID, uuid4

from flask import abort
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from admin.earlier.columns import Use, as_kept, from_kept
from admin.earlier.reading import Reading
from admin.earlier.tables import EarlierBatch, EarlierMapping, earlier_counts
from survey.database import NO_TEAM, begin
from survey.journal import note
from survey.organisations import take_turns, teams_by_name

IMPORTED: Final = "earlier.imported"
REMOVED: Final = "earlier.removed"
MOST_KEPT: Final = 1000
"""Columns of which we keep what they are."""


class KnownFile(Exception):
    """This very file came in before, under the label that it holds."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


@dataclass(frozen=True, slots=True)
class Batch:
    """A file that came in; `answers` counts citizens, months by their first days."""

    id: UUID
    tool: str
    label: str
    answers: int
    first_month: date
    last_month: date
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file to store: what it was gathered with, its name, the SHA-256 of its content, its columns, its sums."""

    tool: str
    label: str
    file_hash: bytes
    uses: Mapping[str, Use]
    found: Reading


def hash_of(stream: BinaryIO) -> bytes:
    """SHA-256 of the whole file."""
    stream.seek(0)
    found = hashlib.sha256()
    while chunk := stream.read(1 << 16):
        found.update(chunk)
    return found.digest()


def batches(session: Session, organisation_id: UUID) -> tuple[Batch, ...]:
    """All files that came in, the latest months first."""
    rows = session.scalars(
        select(EarlierBatch)
        .where(EarlierBatch.organisation_id == organisation_id)
        .order_by(EarlierBatch.last_month.desc(), EarlierBatch.imported_at.desc())
    )
    return tuple(map(_batch, rows))


def get_batch(session: Session, organisation_id: UUID, batch_id: UUID) -> Batch:
    """One file that came in; 404 where this organisation has none."""
    row = session.get(EarlierBatch, (organisation_id, batch_id))
    return _batch(row) if row is not None else abort(404)


def _batch(row: EarlierBatch) -> Batch:
    return Batch(row.id, row.tool, row.label, row.answers, row.first_month, row.last_month, row.imported_at)


def refuse_known(session: Session, organisation_id: UUID, file_hash: bytes) -> None:
    """Raise KnownFile where this content came in before."""
    label = session.scalar(
        select(EarlierBatch.label).where(
            EarlierBatch.organisation_id == organisation_id, EarlierBatch.file_hash == file_hash
        )
    )
    if label is not None:
        raise KnownFile(label)


def kept_uses(session: Session, organisation_id: UUID) -> dict[str, Use]:
    """What earlier files called their columns."""
    kept = session.get(EarlierMapping, organisation_id)
    return {} if kept is None else from_kept(kept.mapping)


def store(organisation_id: UUID, actor: str, arrival: Arrival) -> UUID:
    """Store the sums of a file, keep what its columns are, and note it; gives the batch. Raises KnownFile."""
    batch_id = uuid4()
    with begin() as session:
        take_turns(session, organisation_id)
        refuse_known(session, organisation_id, arrival.file_hash)
        _add(session, organisation_id, batch_id, arrival)
        _keep(session, organisation_id, arrival.uses)
        answers = arrival.found.answers
        note(session, organisation_id, actor, IMPORTED, str(batch_id), tool=arrival.tool, answers=answers)
    return batch_id


def _add(session: Session, organisation_id: UUID, batch_id: UUID, arrival: Arrival) -> None:
    months = arrival.found.months
    session.add(
        EarlierBatch(
            organisation_id=organisation_id,
            id=batch_id,
            tool=arrival.tool,
            label=arrival.label,
            file_hash=arrival.file_hash,
            answers=arrival.found.answers,
            first_month=min(months),
            last_month=max(months),
        )
    )
    session.flush()
    teams = teams_by_name(session, organisation_id)
    rows = [
        {
            "organisation_id": organisation_id,
            "batch_id": batch_id,
            "month": key.month,
            "team_id": NO_TEAM if key.team is None else teams[key.team],
            "dimension": key.field,
            "n": sums.n,
            "total": sums.total,
            "squares": sums.squares,
        }
        for key, sums in arrival.found.sums.items()
    ]
    session.execute(insert(earlier_counts), rows)


def _keep(session: Session, organisation_id: UUID, uses: Mapping[str, Use]) -> None:
    kept = session.get(EarlierMapping, organisation_id)
    if kept is None:
        kept = EarlierMapping(organisation_id=organisation_id, mapping={})
        session.add(kept)
    # What was chosen last stands last, so that the oldest goes first.
    older = {name: use for name, use in kept.mapping.items() if name not in uses}
    kept.mapping = dict([*older.items(), *as_kept(uses).items()][-MOST_KEPT:])


def remove(organisation_id: UUID, actor: str, batch_id: UUID) -> Batch:
    """Remove a file's sums; gives what it was. 404 where this organisation has no such file."""
    with begin() as session:
        batch = get_batch(session, organisation_id, batch_id)
        session.execute(
            delete(EarlierBatch).where(EarlierBatch.organisation_id == organisation_id, EarlierBatch.id == batch_id)
        )
        note(session, organisation_id, actor, REMOVED, str(batch_id), tool=batch.tool, answers=batch.answers)
        return batch
