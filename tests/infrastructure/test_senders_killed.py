"""Senders that are killed at any moment lose no message, and repeat only what was on its way, under the same name."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from random import Random
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update

from survey.config import Config
from survey.database import begin, now, reading
from survey.invitations import rules
from survey.invitations.eligibility import Rules
from survey.invitations.sending import BATCH
from survey.invitations.tables import Message, delivery_counts
from survey.settings import settings
from tests import factories, mail_server
from tests.http.invitations.arrivals import arrived, email, reachable
from tests.infrastructure import sender_process
from tests.mail_server import Postbox

MESSAGES = 5_000
KILLS = 50
AT_ONCE = 3
LONGEST_WAIT = 60.0
"""Seconds without a message after which the senders are taken to be stuck."""
DOMAIN = "voorbeeld.nl"
AT_ANY_TIME = Rules(
    is_on=True, quiet_from=time(0), quiet_until=time(0), on_sundays=True, spread_per_hour=1_000_000, means=("email",)
)


@pytest.fixture
def waiting(in_app: Flask) -> None:
    """Messages to as many citizens, all of them due."""
    owner = factories.organisation()
    with begin() as session:
        rules.save(session, owner.id, AT_ANY_TIME)
    moment = now() - timedelta(hours=2)
    contacts = [
        reachable(f"R{n}", email(f"inwoner{n}@example.nl"), occurred_at=moment - timedelta(hours=2))
        for n in range(MESSAGES)
    ]
    arrived(owner, *contacts, moment=moment)


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with mail_server.running() as found:
        yield found


def kill_again_and_again(config: Config, postbox: Postbox) -> None:
    """Several senders at once; one is killed and replaced at random moments, and in the end all of them."""
    random, moment = Random(1), threading.Event()
    senders = [sender_process.start(config, "--forever") for _ in range(AT_ONCE)]
    between = (MESSAGES - KILLS * BATCH) // (KILLS + 2)  # what the killed ones had taken waits for the end of its lease
    for number in range(1, KILLS - AT_ONCE + 1):
        postbox.wait_for(number * between + random.randrange(between // 2), LONGEST_WAIT)
        moment.wait(random.uniform(0, 0.01))
        senders.pop(random.randrange(AT_ONCE)).kill()
        senders.append(sender_process.start(config, "--forever"))
    for sender in senders:
        sender.kill()
        sender.join()


def test_fifty_kills_lose_nothing_and_repeat_only_what_was_on_its_way(waiting: None, postbox: Postbox) -> None:
    url = f"smtp://{mail_server.HOST}:{postbox.port}?starttls=no"
    config = replace(settings(), smtp_url=url, mail_from=f"klankbord@{DOMAIN}", log_level="ERROR")
    kill_again_and_again(config, postbox)
    with begin() as session:  # what the killed ones left behind may be taken up when its lease has ended
        session.execute(update(Message).where(Message.state == "sending").values(claimed_until=now()))
    last = sender_process.start(config)
    last.join()
    assert last.exitcode == 0

    claims = claims_of_invitations()
    times = Counter(id_of(received.content) for received in postbox.received)
    assert set(times) == set(claims)
    assert len(claims) == MESSAGES
    repeated = {message for message, number in times.items() if number > 1}
    assert len(repeated) <= KILLS, "a sender has one message on its way"
    assert all(times[message] <= claims[message] for message in repeated)
    assert len({(id_of(received.content), received.recipient) for received in postbox.received}) == MESSAGES
    assert reminders() == Counter(dict.fromkeys(claims_by_invitation(), 1))
    assert counted_as_sent() == MESSAGES


def id_of(content: bytes) -> UUID:
    """The message's id in its Message-ID."""
    _, _, rest = content.partition(b"Message-ID: <")
    return UUID(rest.partition(b"@")[0].decode())


def claims_of_invitations() -> dict[UUID, int]:
    """How often each message was taken that is now sent."""
    with reading() as session:
        found = session.scalars(select(Message).where(Message.kind == "invitation", Message.state == "sent"))
        return {message.id: message.attempts for message in found}


def claims_by_invitation() -> list[UUID | None]:
    with reading() as session:
        return list(session.scalars(select(Message.invitation_id).where(Message.kind == "invitation")))


def reminders() -> Counter[UUID | None]:
    with reading() as session:
        return Counter(session.scalars(select(Message.invitation_id).where(Message.kind == "reminder")))


def counted_as_sent() -> int:
    with reading() as session:
        table = delivery_counts.c
        return sum(session.scalars(select(table.messages).where(table.event == "sent")))
