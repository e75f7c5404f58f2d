"""The sender: takes messages from the outbox, hands them over one by one, and writes down what became of each.

A sender that is killed leaves at most one message of which nobody knows whether it was handed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID, uuid4

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from survey.database import looking, now, relaxed
from survey.invitations import outbox
from survey.invitations.composing import Composer
from survey.invitations.jobs import Failed, Job, Result, Retry, Sent
from survey.invitations.outgoing import Closed, Permanent, Provider, Temporary, Unready
from survey.privacy import NoKeyError, NotOurSealError

Providers = Callable[[UUID, str], Provider]
"""Gives the provider of an organisation's messages by this means. Raises Closed where there is none."""
Found = TypeVar("Found")
BATCH: Final = 20
"""Messages that are taken at a time: those that a killed sender leaves behind wait for the end of their lease."""
FRESH: Final = timedelta(seconds=1)
"""How long it holds that what was taken is needed: after that each message is looked up once more before it goes."""
MOST_STARTS: Final = 3
"""Attempts at a message that breaks the sender before it is left alone."""
KEY_IS_GONE: Final = 3600.0
"""Seconds until a message is looked at again whose address no key opens: somebody has to bring the key back."""
TRIES: Final = 3
"""How often a transaction is tried that the database ended in favour of another."""


@dataclass
class Sender:
    """One sender: its providers, its name in the outbox, and what it has done so far, by kind of result."""

    providers: Providers
    clock: Callable[[], datetime] = now
    name: str = field(default_factory=lambda: uuid4().hex)
    done: Counter[str] = field(default_factory=Counter)
    _closed: dict[tuple[UUID, str], tuple[datetime, str]] = field(default_factory=dict)

    def run(self, most: int | None = None, goes_on: Callable[[], bool] = lambda: True) -> None:
        """Send what is due, at most `most`, for as long as `goes_on` says so; ends when nothing is due."""
        with relaxed() as connection, looking().connect() as latest:
            while goes_on():
                left = BATCH if most is None else min(BATCH, most - self.done.total())
                jobs = self._take(connection, left) if left > 0 else []
                if not jobs:
                    return
                self._send_all(connection, latest, jobs, goes_on)

    def _take(self, connection: Connection, most: int) -> list[Job]:
        return _tried(connection, lambda session: outbox.take_some(session, self.name, self.clock(), most))

    def _send_all(
        self, connection: Connection, latest: Connection, jobs: Sequence[Job], goes_on: Callable[[], bool]
    ) -> None:
        composer, taken = Composer(), self.clock()
        for place, job in enumerate(jobs):
            moment = self.clock()
            if not goes_on() or moment + outbox.HANDING_OVER > job.claimed_until:
                self._give_back(connection, jobs[place:])
                return
            if moment - taken > FRESH and not outbox.is_needed(latest, job, moment):
                self._give_back(connection, [job])
                continue
            result = self._write_down(connection, job, self._send(job, composer))
            self.done[type(result).__name__.lower()] += 1

    def _give_back(self, connection: Connection, jobs: Sequence[Job]) -> None:
        _tried(connection, lambda session: outbox.give_back(session, self.name, jobs))

    def _write_down(self, connection: Connection, job: Job, result: Result) -> Result:
        moment = self.clock()
        return _tried(connection, lambda session: outbox.write_down(session, self.name, job, result, moment))

    def _send(self, job: Job, composer: Composer) -> Result:
        way = (job.organisation_id, job.means)
        until, fault = self._closed.get(way, (self.clock(), ""))
        if (wait := (until - self.clock()).total_seconds()) > 0:
            return Retry(fault, wait, was_tried=False)
        try:
            return self._hand_over(job, composer)
        except Closed as why:
            pause = outbox.CLOSED.total_seconds() if why.seconds is None else why.seconds
            self._closed[way] = (self.clock() + timedelta(seconds=pause), why.fault)
            return Retry(why.fault, pause, was_tried=False)

    def _hand_over(self, job: Job, composer: Composer) -> Result:
        try:
            provider = self.providers(job.organisation_id, job.means)
            return Sent(provider.send(composer.compose(job)))
        except Closed:
            raise
        except Temporary as why:
            return Retry(why.fault, why.seconds, was_tried=not isinstance(why, Unready))
        except Permanent as why:
            return Failed(why.fault)
        except (NotOurSealError, NoKeyError):
            return Retry("key_is_gone", KEY_IS_GONE, was_tried=False)
        except Exception as error:  # noqa: BLE001 - a poisoned message must not stop the others
            structlog.get_logger().error("message", error=error)
            return Retry("poisoned") if job.attempts < MOST_STARTS else Failed("poisoned")


def _tried(connection: Connection, work: Callable[[Session], Found]) -> Found:
    """What a transaction gives, tried again where the database let another win: what went out is not forgotten."""
    for left in reversed(range(TRIES)):
        try:
            with Session(connection) as session, session.begin():
                return work(session)
        except OperationalError:
            if not left:
                raise
    raise AssertionError
