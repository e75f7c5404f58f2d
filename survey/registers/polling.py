"""Reading a register's list, for what no notice came of.

Open Klant lists the newest registration first and can't be asked for what came after a moment. So pages are read
until one has only contacts from before the watermark that are known, or from before the register was connected. The
watermark moves in the transaction that stores the last page: a poll that is killed is done over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from survey.database import begin, now, reading
from survey.intake.record import known_references
from survey.registers import record
from survey.registers.client import NotAnswered, Page
from survey.registers.locations import record_url
from survey.registers.reading import FoundContact, UnreadableRecord, record_key
from survey.registers.tables import Register
from survey.registers.taking import Reader, client_of, organisation_of, reader_of, take_in

OVERLAP: Final = timedelta(minutes=15)
"""Clocks differ, and a contact is registered some minutes after it took place."""
BEFORE: Final = timedelta(days=2)
"""From how long before the register was connected contacts are taken: older ones nobody may be asked about."""
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass
class _Poll:
    """One reading of one register's list."""

    register: Register
    floor: datetime
    since: datetime
    newest: datetime = _NEVER
    done: Counter[str] = field(default_factory=Counter)

    def take(self, session: Session, page: Page) -> bool:
        """Store what is new on a page; True where it was the last one that had to be read."""
        register = session.get(Register, (self.register.organisation_id, self.register.id))
        if register is None:
            return True
        owner = organisation_of(session, register.organisation_id)
        found = self._readable(session, register, reader_of(session, owner), page.records)
        known = known_references(session, owner.id, {each.contact.reference: each for each in found})
        ours = [each for each in found if each.contact.occurred_at >= self.floor]
        stored = take_in(session, owner, ours).stored
        self.done.update(new=stored.new, known=stored.known)
        moments = [each.contact.occurred_at for each in found]
        self.newest = max([self.newest, *moments])
        is_end = page.is_last or (
            all(self._is_past(each, known) for each in found)
            and all(moment is None or moment < self.since for moment in map(_moment, page.records))
        )
        if is_end:
            _move_on(register, self.newest)
        return is_end

    def _is_past(self, each: FoundContact, known: set[str]) -> bool:
        moment = each.contact.occurred_at
        return moment < self.floor or each.contact.reference in known

    def _readable(
        self, session: Session, register: Register, reader: Reader, records: Sequence[Any]
    ) -> list[FoundContact]:
        found = []
        for each in records:
            try:
                found.append(reader.read(each))
            except UnreadableRecord as why:
                self.done["faulty"] += 1
                self._keep_fault(session, register, each, why.code)
        return found

    def _keep_fault(self, session: Session, register: Register, unreadable: Any, code: str) -> None:
        moment = _moment(unreadable)
        try:
            place = record_url(register.base_url, record_key(unreadable))
        except UnreadableRecord:
            return
        if moment is None or moment >= self.floor:
            record.keep_fault(session, register, place, code, now())


def poll(organisation_id: UUID, register_id: UUID, since: datetime | None = None) -> Counter[str]:
    """Read what came in since the last time, or since this moment; counts of new, known and faulty.

    Raises NotAnswered (what was stored before stays, the watermark where it was) and NoKeyError.
    """
    with reading() as session:
        register = session.get_one(Register, (organisation_id, register_id))
    floor = since or register.created_at - BEFORE
    going = _Poll(register, floor, since or (register.watermark or floor) - OVERLAP)
    try:
        _read(going)
    except NotAnswered as why:
        _note(register, why.code)
        raise
    _note(register, None)
    return going.done


def _read(going: _Poll) -> None:
    client = client_of(going.register)
    try:
        for page in client.pages():
            with begin() as session:
                if going.take(session, page):
                    return
    finally:
        client.close()


def _move_on(register: Register, newest: datetime) -> None:
    if newest > (register.watermark or _NEVER):
        register.watermark = min(newest, now())


def _note(register: Register, fault: str | None) -> None:
    with begin() as session:
        record.note_state(session, register.organisation_id, register.id, fault)


def _moment(unreadable: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(unreadable["plaatsgevondenOp"])
    except (KeyError, TypeError, ValueError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
