"""The commands of senders, bounces and addresses, as whoever keeps an instance gives them."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select, update

from survey.database import begin, now, reading
from survey.invitations import rules
from survey.invitations.tables import (
    AddressMark,
    ContactAddress,
    DeliverySettings,
    Invitation,
    Message,
    delivery_counts,
)
from survey.organisations import Organisation
from survey.privacy import Vault
from survey.settings import settings
from tests import mail_server
from tests.http.invitations.arrivals import MONDAY, arrived, email, reachable
from tests.http.invitations.conftest import ASKING
from tests.mail_server import Postbox
from tests.unit.invitations.test_bounces import report

AT_ANY_TIME = replace(ASKING, quiet_from=time(0), quiet_until=time(0), on_sundays=True, spread_per_hour=100_000)
OTHER_KEY = "YW5vdGhlciBrZXkgb2YgdGhlIHRlc3RzLCAzMiBieXQ="


@pytest.fixture
def postbox(in_app: Flask) -> Iterator[Postbox]:
    """A mail server that the application sends to."""
    with mail_server.running() as found:
        url = f"smtp://{mail_server.HOST}:{found.port}?starttls=no"
        kept = configure(in_app, smtp_url=url, mail_from="klankbord@voorbeeld.nl")
        yield found
        configure(in_app, smtp_url=kept[0], mail_from=kept[1])


def configure(app: Flask, **values: object) -> tuple[str, str]:
    before = app.config["KLANKBORD"]
    app.config["KLANKBORD"] = replace(before, **values)
    return before.smtp_url, before.mail_from


@pytest.fixture
def five(asking: Organisation) -> Organisation:
    """Five messages that are due, and may go out whatever the clock says."""
    with begin() as session:
        rules.save(session, asking.id, AT_ANY_TIME)
    moment = now() - timedelta(hours=1)
    contacts = [
        reachable(f"R{n}", email(f"inwoner{n}@example.nl"), occurred_at=moment - timedelta(hours=3)) for n in range(5)
    ]
    arrived(asking, *contacts, moment=moment)
    return asking


def states() -> list[tuple[str, str]]:
    with reading() as session:
        return sorted((kind, state) for kind, state in session.execute(select(Message.kind, Message.state)))


def counted() -> dict[tuple[str, str], int]:
    with reading() as session:
        table = delivery_counts.c
        rows = session.execute(select(table.event, table.fault, table.messages))
        return {(event, fault): messages for event, fault, messages in rows}


def test_what_is_due_goes_out(five: Organisation, postbox: Postbox, runner: FlaskCliRunner) -> None:
    listed = runner.invoke(args=["invitations", "outbox"]).output
    assert "voorbeeld  email  invitation  waiting 5  first due" in listed
    assert "example.nl" not in listed
    assert runner.invoke(args=["invitations", "send", "--limit", "2"]).output == (
        "Sent 2; to be tried again 0; failed 0.\n"
    )
    assert "Sent 3;" in runner.invoke(args=["invitations", "send"]).output
    assert sorted(received.recipient for received in postbox.received) == [f"inwoner{n}@example.nl" for n in range(5)]
    assert states() == [("invitation", "sent")] * 5 + [("reminder", "waiting")] * 5


def test_while_nobody_sends_everything_waits_and_nothing_is_given_up(
    five: Organisation, runner: FlaskCliRunner
) -> None:
    for _ in range(10):
        runner.invoke(args=["invitations", "send"])
        with begin() as session:
            session.execute(update(Message).values(due_at=now() - timedelta(minutes=1)))
    with reading() as session:
        rows = session.execute(select(Message.state, Message.attempts, Message.fault))
        found = {(state, attempts, fault) for state, attempts, fault in rows}
    assert found == {("waiting", 0, "nobody_sends")}


def test_a_server_that_takes_nothing_is_left_alone(
    five: Organisation, postbox: Postbox, runner: FlaskCliRunner
) -> None:
    postbox.refuses = {f"inwoner{n}@example.nl": "421 too many" for n in range(5)}
    assert "Sent 0; to be tried again 5; failed 0." in runner.invoke(args=["invitations", "send"]).output
    with reading() as session:
        assert set(session.scalars(select(Message.fault))) == {"too_many"}
        assert set(session.scalars(select(Message.attempts))) == {0}
        assert min(session.scalars(select(Message.due_at))) > now()


def test_a_message_at_which_the_server_hangs_up_is_given_up_and_the_others_go(
    five: Organisation, postbox: Postbox, runner: FlaskCliRunner
) -> None:
    postbox.hangs_up_on = "inwoner2@example.nl"
    assert "Sent 4; to be tried again 1; failed 0." in runner.invoke(args=["invitations", "send"]).output
    for _ in range(5):
        with begin() as session:
            session.execute(update(Message).where(Message.kind == "invitation").values(due_at=now()))
        ended = runner.invoke(args=["invitations", "send"]).output
    assert "Sent 0; to be tried again 0; failed 1." in ended
    assert counted()[("failed", "no_answer")] == 1


def test_a_bounce_marks_the_message_and_ends_the_address(
    five: Organisation, postbox: Postbox, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    runner.invoke(args=["invitations", "send"])
    first, second = (received.sender for received in postbox.received[:2])
    piped = runner.invoke(args=["invitations", "bounces"], input=report(to=first))
    assert piped.output == "Noted 1 that did not arrive.\n"
    folder = mailbox.Maildir(tmp_path / "reports")
    for content in (report(to=first), report(to=second, status="5.2.2"), report("delayed", to=second), b"Afwezig"):
        folder.add(content)
    read = runner.invoke(args=["invitations", "bounces", "--maildir", str(tmp_path / "reports")])
    assert read.output == "Noted 1 that did not arrive.\n"
    assert len(mailbox.Maildir(tmp_path / "reports")) == 0
    assert counted()[("failed", "no_mailbox")] == counted()[("failed", "mailbox_full")] == 1
    assert counted()[("cancelled", "")] == 2
    with reading() as session:
        assert len(session.scalars(select(ContactAddress)).all()) == 3


def test_wiping_ends_what_was_left_behind_and_nothing_else(five: Organisation, runner: FlaskCliRunner) -> None:
    assert "cancelled 0 messages; deleted 0 addresses and 0 hashes" in runner.invoke(args=["addresses", "wipe"]).output
    with begin() as session:
        ids = session.scalars(select(Invitation.id).order_by(Invitation.id)).all()
        session.execute(update(Invitation).where(Invitation.id == ids[0]).values(expires_at=now()))
        session.execute(update(Invitation).where(Invitation.id == ids[1]).values(answered_on=MONDAY.date()))
        old = now() - timedelta(days=91)
        session.execute(update(AddressMark).values(asked_at=old))
        marked = session.scalars(select(AddressMark)).first()
        assert marked is not None
        marked.arrived_at = old
    done = runner.invoke(args=["addresses", "wipe"]).output
    assert done == "voorbeeld: cancelled 2 messages; deleted 2 addresses and 1 hashes.\n"
    assert counted()[("cancelled", "")] == 2
    assert states() == [("invitation", "cancelled")] * 2 + [("invitation", "waiting")] * 3


def test_another_key_opens_everything_and_the_old_one_can_go(
    five: Organisation, in_app: Flask, runner: FlaskCliRunner
) -> None:
    old = settings().address_keys
    with begin() as session:
        session.add(DeliverySettings(organisation_id=five.id, sealed_notify_key=Vault(old).seal("key-of-notify")))
    configure(in_app, address_keys=(OTHER_KEY, *old))
    try:
        rotate = ["addresses", "rotate"]
        assert runner.invoke(args=rotate).output == "Sealed again 6; had the first key already 0.\n"
        assert runner.invoke(args=rotate).output == "Sealed again 0; had the first key already 6.\n"
        vault = Vault((OTHER_KEY,))
        with reading() as session:
            opened = {vault.open(sealed) for sealed in session.scalars(select(ContactAddress.sealed))}
            assert opened == {f"inwoner{n}@example.nl" for n in range(5)}
            key = session.scalar(select(DeliverySettings.sealed_notify_key))
            assert vault.open(key or b"") == "key-of-notify"
        configure(in_app, address_keys=old)
        lost = runner.invoke(args=rotate)
        assert lost.exit_code == 1
        assert "6 can't be opened" in lost.output
    finally:
        configure(in_app, address_keys=old)


def test_a_new_key_can_be_used_at_once(in_app: Flask, runner: FlaskCliRunner) -> None:
    key = runner.invoke(args=["addresses", "new-key"]).output.strip()
    assert Vault((key,)).open(Vault((key,)).seal("inwoner@example.nl")) == "inwoner@example.nl"
