"""Administrators hear once that delivery broke, and once that it is over: by real e-mail."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from survey.database import begin, now, reading
from survey.invitations import alerts, outbox, rules
from survey.invitations.jobs import Failed, Result, Retry, Sent
from survey.invitations.tables import DeliveryAlert, Message
from survey.organisations import Organisation
from tests import factories, mail_server
from tests.http.conftest import AnotherApp
from tests.http.delivery.delivering import ANY_TIME
from tests.http.invitations.arrivals import arrived, email, reachable
from tests.http.people import add_user
from tests.mail_server import Postbox


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with mail_server.running() as found:
        yield found


@pytest.fixture
def owner(in_app: Flask, another_app: AnotherApp, postbox: Postbox) -> Iterator[Organisation]:
    """Eight messages are due; two administrators, an auditor and somebody else's administrator."""
    owner, other = factories.organisation(), factories.organisation("ander", "Ander")
    add_user(owner.id, "admin", "een@voorbeeld.example")
    add_user(owner.id, "admin", "twee@voorbeeld.example")
    add_user(owner.id, "auditor")
    add_user(other.id, "admin")
    with begin() as session:
        rules.save(session, owner.id, ANY_TIME)
    moment = now() - timedelta(hours=2)
    given = [reachable(f"R{n}", email(f"i{n}@example.nl"), occurred_at=moment) for n in range(8)]
    arrived(owner, *given, moment=moment)
    url = f"smtp://{mail_server.HOST}:{postbox.port}?starttls=no"
    app = another_app(smtp_url=url, mail_from="klankbord@voorbeeld.example")
    with app.app_context():
        yield owner


def end(number: int, result: Result, moment: datetime | None = None) -> None:
    with begin() as session:
        for job in outbox.take_some(session, "one", now(), number):
            outbox.write_down(session, "one", job, result, moment or now())


def subjects(postbox: Postbox) -> list[tuple[str, str]]:
    return sorted((found.recipient, str(found.mail["Subject"])) for found in postbox.received)


def kept() -> list[DeliveryAlert]:
    with reading() as session:
        return list(session.scalars(select(DeliveryAlert)))


def freshly_due() -> None:
    with begin() as session:
        session.execute(update(Message).where(Message.state == "waiting").values(due_at=now()))


def test_nothing_is_told_while_it_goes_well(owner: Organisation, postbox: Postbox) -> None:
    end(8, Sent("p"))
    assert alerts.look(now()) == 0
    assert postbox.received == []
    assert kept() == []


def test_it_is_told_once_and_once_more_when_it_is_over(owner: Organisation, postbox: Postbox) -> None:
    freshly_due()
    end(5, Failed("no_mailbox"))
    for _ in range(3):
        assert alerts.look(now()) == 1
    told = subjects(postbox)
    assert [recipient for recipient, _ in told] == ["een@voorbeeld.example", "twee@voorbeeld.example"]
    assert b"/admin/settings/delivery" in postbox.received[0].content
    assert b"example.nl" not in postbox.received[0].content
    freshly_due()
    end(3, Sent("p"))
    for _ in range(3):
        assert alerts.look(now()) == 0
    assert len(postbox.received) == 4
    assert kept()[0].cleared_at is not None


def test_that_it_is_over_is_not_told_where_there_is_just_nothing_to_send(owner: Organisation, postbox: Postbox) -> None:
    freshly_due()
    end(8, Failed("no_mailbox"))
    alerts.look(now())
    assert len(postbox.received) == 2
    assert alerts.look(now() + timedelta(hours=25)) == 0
    assert kept()[0].cleared_at is not None
    assert len(postbox.received) == 2


def test_one_full_mailbox_is_no_broken_delivery(owner: Organisation, postbox: Postbox) -> None:
    freshly_due()
    end(1, Retry("refused_for_now"))
    end(7, Sent("p"))
    for hours in range(1, 4):
        assert alerts.look(now() + timedelta(minutes=20 * hours)) == 0
    assert kept() == []


def test_an_alert_is_whole_e_mail(owner: Organisation, postbox: Postbox) -> None:
    freshly_due()
    end(5, Failed("no_mailbox"))
    alerts.look(now())
    first, second = (found.mail["Message-ID"] for found in postbox.received)
    assert first.endswith("@voorbeeld.example>")
    assert first != second


def test_a_provider_that_is_away_is_told_after_an_hour(owner: Organisation, postbox: Postbox) -> None:
    freshly_due()
    end(8, Retry("no_connection", was_tried=False))
    alerts.look(now())
    assert postbox.received == []
    assert kept()[0].told_at is None
    alerts.look(now() + timedelta(minutes=59))
    assert postbox.received == []
    alerts.look(now() + timedelta(minutes=61))
    assert len(postbox.received) == 2


def test_nobody_sends(owner: Organisation, postbox: Postbox) -> None:
    freshly_due()
    alerts.look(now())
    assert kept() == []
    alerts.look(now() + timedelta(minutes=61))
    assert [alert.fault for alert in kept()] == ["not_sent"]
    assert len(postbox.received) == 2


def test_what_could_not_be_told_is_told_later(owner: Organisation, postbox: Postbox) -> None:
    freshly_due()
    end(8, Retry("sign_in_refused", was_tried=False))
    postbox.refuses_sender = "550 no"
    assert alerts.look(now()) == 1
    assert kept()[0].told_at is None
    postbox.refuses_sender = ""
    alerts.look(now())
    assert len(postbox.received) == 2


def test_the_sender_looks_by_itself(owner: Organisation, postbox: Postbox) -> None:
    watch = alerts.Watch()
    freshly_due()
    end(5, Failed("no_mailbox"))
    watch.look()
    watch.look()
    assert len(postbox.received) == 2
