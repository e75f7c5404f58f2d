"""The fetcher: takes notices one by one, fetches the record that each names, and takes it in.

A notice stays until its record has been taken in, in one transaction: a fetcher that is killed loses none, and a
record that is fetched twice is known the second time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError

from survey.database import begin, now, reading
from survey.privacy import NoKeyError
from survey.registers import record
from survey.registers.client import Client, Gone, NotAnswered
from survey.registers.locations import record_id
from survey.registers.reading import FoundContact, UnreadableRecord, record_key
from survey.registers.record import Claimed
from survey.registers.tables import Register
from survey.registers.taking import client_of, organisation_of, reader_of, take_in

CLOSED: Final = timedelta(minutes=1)
"""How long a register is left alone that does not answer, where it didn't say."""
REFUSED: Final = timedelta(minutes=10)
"""How long one is left alone that refuses our token, whose token no key opens, or that we may not call."""
NEEDS_SOMEBODY: Final = frozenset({"sign_in_refused", "key_is_gone", "internal_address"})


@dataclass
class Fetcher:
    """One fetcher: what it has done so far by kind of result."""

    clock: Callable[[], datetime] = now
    done: Counter[str] = field(default_factory=Counter)
    trouble: dict[str, str] = field(default_factory=dict)
    """By organisation and name of a register why it did not answer."""
    _clients: dict[tuple[UUID, bytes], Client] = field(default_factory=dict)
    """By register and sealed token: another token means another client."""

    def run(self, goes_on: Callable[[], bool] = lambda: True) -> None:
        """Fetch for what is due, for as long as `goes_on` says so; ends when nothing is due."""
        self.trouble.clear()
        try:
            while goes_on() and (claimed := self._next()) is not None:
                self.done[self._fetch(claimed)] += 1
        finally:
            self._end()

    def _next(self) -> Claimed | None:
        with begin() as session:
            return record.claim(session, self.clock())

    def _fetch(self, claimed: Claimed) -> str:
        try:
            return self._take_in(claimed)
        except Gone:
            with begin() as session:
                record.done(session, claimed)
                record.note_state(session, claimed.organisation_id, claimed.register_id, None)
            return "gone"
        except NotAnswered as why:
            return self._wait(claimed, why)
        except UnreadableRecord as why:
            return self._keep(claimed, why.code)
        except (SQLAlchemyError, NoKeyError):
            raise
        except Exception as error:  # noqa: BLE001 - one strange record must not stop the others
            structlog.get_logger().error("notice", error=error)
            return self._keep(claimed, "unreadable")

    def _take_in(self, claimed: Claimed) -> str:
        with reading() as session:
            register = session.get(Register, (claimed.organisation_id, claimed.register_id))
            owner = organisation_of(session, claimed.organisation_id)
            reader = reader_of(session, owner)
        if register is None:
            return "gone"
        key = record_id(register.base_url, claimed.resource_url)
        answered = self._client(register).record(key)
        if record_key(answered) != key:
            raise UnreadableRecord("unreadable")
        return self._store(claimed, reader.read(answered))

    def _store(self, claimed: Claimed, found: FoundContact) -> str:
        with begin() as session:
            arrived = take_in(session, organisation_of(session, claimed.organisation_id), [found])
            record.done(session, claimed)
            record.note_state(session, claimed.organisation_id, claimed.register_id, None)
        return "new" if arrived.stored.new else "known"

    def _client(self, register: Register) -> Client:
        key = (register.id, register.sealed_token)
        if key not in self._clients:
            self._clients[key] = client_of(register)
        return self._clients[key]

    def _wait(self, claimed: Claimed, why: NotAnswered) -> str:
        """The register is left alone for a while, and the notice tried later."""
        moment, pause, rest = self.clock(), record.pause_after(claimed.attempts), CLOSED
        if why.seconds is not None:
            pause = rest = timedelta(seconds=why.seconds)
        elif why.code in NEEDS_SOMEBODY:
            pause = rest = REFUSED
        with begin() as session:
            record.note_state(session, claimed.organisation_id, claimed.register_id, why.code)
            is_kept = record.later(session, claimed, why.code, pause, moment)
            record.leave_alone(session, claimed, moment + rest)
            register = session.get(Register, (claimed.organisation_id, claimed.register_id))
            slug = organisation_of(session, claimed.organisation_id).slug
        if register is not None:
            self.trouble[f"{slug}, {register.name}"] = why.code
        return "later" if is_kept else "given_up"

    def _keep(self, claimed: Claimed, code: str) -> str:
        with begin() as session:
            record.note_state(session, claimed.organisation_id, claimed.register_id, None)
            is_kept = record.later(session, claimed, code, record.FAULT_PAUSE, self.clock())
        return "faulty" if is_kept else "given_up"

    def _end(self) -> None:
        for client in self._clients.values():
            client.close()
        self._clients.clear()
