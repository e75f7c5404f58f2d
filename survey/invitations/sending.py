"""The sender: takes messages from the outbox one by one, hands them over, and writes down what became of them.

Writing down and taking the next is one transaction, so a sender that is killed leaves at most one message of which
nobody knows whether it was handed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog
from sqlalchemy.exc import OperationalError

from survey.database import begin, now, reading
from survey.invitations import outbox, texts
from survey.invitations.opting_out import opt_out_url
from survey.invitations.outbox import Failed, Job, Result, Retry, Sent
from survey.invitations.outgoing import Closed, Outgoing, Permanent, Provider, Temporary
from survey.invitations.tables import DeliverySettings
from survey.invitations.tokens import derived_token
from survey.privacy import NoKeyError, NotOurSealError, Vault
from survey.settings import settings

Providers = Callable[[UUID, str], Provider]
"""Gives the provider of an organisation's messages by this means. Raises Closed where there is none."""
MOST_STARTS = 3
"""Attempts at a message that breaks the sender before it is left alone."""
KEY_IS_GONE = 3600.0
"""Seconds until a message is looked at again whose address no key opens: somebody has to bring the key back."""
DEADLOCKS = 3
"""How often writing down is tried."""


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
        finished: tuple[Job, Result] | None = None
        while True:
            wants_more = goes_on() and (most is None or self.done.total() < most)
            job = self._next(finished, wants_more=wants_more)
            if job is None:
                return
            result = self._send(job)
            self.done[type(result).__name__.lower()] += 1
            finished = (job, result)

    def _next(self, finished: tuple[Job, Result] | None, *, wants_more: bool) -> Job | None:
        for left in reversed(range(DEADLOCKS)):
            try:
                with begin() as session:
                    moment = self.clock()
                    if finished is not None:
                        outbox.write_down(session, self.name, *finished, moment)
                    return outbox.take(session, self.name, moment) if wants_more else None
            except (
                OperationalError
            ):  # chosen to lose against another writer: what was handed over must not be forgotten
                if not left:
                    raise
        return None

    def _send(self, job: Job) -> Result:
        way = (job.organisation_id, job.means)
        until, fault = self._closed.get(way, (self.clock(), ""))
        if (wait := (until - self.clock()).total_seconds()) > 0:
            return Retry(fault, wait, was_tried=False)
        try:
            return self._hand_over(job)
        except Closed as why:
            pause = outbox.CLOSED.total_seconds() if why.seconds is None else why.seconds
            self._closed[way] = (self.clock() + timedelta(seconds=pause), why.fault)
            return Retry(why.fault, pause, was_tried=False)

    def _hand_over(self, job: Job) -> Result:
        try:
            return Sent(self.providers(job.organisation_id, job.means).send(compose(job)))
        except Closed:
            raise
        except Temporary as why:
            return Retry(why.fault, why.seconds)
        except Permanent as why:
            return Failed(why.fault)
        except (NotOurSealError, NoKeyError):
            return Retry("key_is_gone", KEY_IS_GONE, was_tried=False)
        except Exception as error:  # noqa: BLE001 - a poisoned message must not stop the others
            structlog.get_logger().error("message", error=error)
            return Retry("poisoned") if job.attempts < MOST_STARTS else Failed("poisoned")


def compose(job: Job) -> Outgoing:
    """The message in full: only ever in memory, for it has the address and the link in it."""
    config = settings()
    link = f"{config.public_url}/s/{derived_token(config.secret_key, job.invitation_id)}"
    opt_out = opt_out_url(job.organisation_id, job.invitation_id)
    with reading() as session:
        words = texts.compose(
            session,
            job.organisation_id,
            job.means,
            job.kind,
            job.language,
            link=link,
            opt_out_url=opt_out,
            expires_at=job.expires_at,
        )
        by = session.get(DeliverySettings, job.organisation_id)
    return Outgoing(
        reference=job.id,
        means=job.means,
        address=Vault(config.address_keys).open(job.sealed),
        language=job.language,
        words=words,
        link=link,
        opt_out_url=opt_out,
        sender_name=(by.sender_name if by else "") or job.organisation,
        reply_to=by.reply_to if by else "",
        is_repeat=job.attempts > 1,
    )
