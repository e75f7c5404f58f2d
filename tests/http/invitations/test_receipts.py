"""From contact to SMS to delivery receipt, through Notify's client and a server that speaks its protocol."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from survey.database import begin, reading
from survey.invitations import receipts, rules
from survey.invitations.eligibility import Rules
from survey.invitations.providers import Providers
from survey.invitations.sending import Sender
from survey.invitations.tables import ContactAddress, DeliverySettings, Message, MessageText, delivery_counts
from survey.machines import new_token, token_hash
from survey.organisations import Organisation
from survey.privacy import Vault
from tests import factories, notify_server
from tests.http.conftest import AnotherApp
from tests.http.invitations.arrivals import MONDAY, arrived, mobile, reachable
from tests.notify_server import KEY, Notify

DUE = MONDAY + timedelta(hours=2)
TOKEN = new_token(receipts.PREFIX)


@pytest.fixture
def notify() -> Iterator[Notify]:
    with notify_server.running() as found:
        yield found


@pytest.fixture
def ours(another_app: AnotherApp, notify: Notify) -> Iterator[Flask]:
    made = another_app(notify_url=notify.url)
    with made.app_context():
        yield made


@pytest.fixture
def owner(ours: Flask, notify: Notify) -> Organisation:
    """An organisation that asks by SMS, and has one to send."""
    made = factories.organisation()
    template = notify.template("sms", "((text))")
    with begin() as session:
        rules.save(session, made.id, Rules(is_on=True))
        sealed = Vault(ours.config["KLANKBORD"].address_keys).seal(KEY)
        session.add(
            DeliverySettings(
                organisation_id=made.id, sms_by="notify", sealed_notify_key=sealed,
                callback_hash=token_hash(TOKEN),
            )
        )  # fmt: skip
        session.add(
            MessageText(organisation_id=made.id, means="sms", kind="invitation", locale="nl", template=template)
        )
    arrived(made, reachable("R1", mobile()))
    return made


def send() -> dict[str, int]:
    providers = Providers()
    sender = Sender(providers, clock=lambda: DUE)
    sender.run()
    providers.close()
    return dict(sender.done)


def report(client: FlaskClient, body: Any, token: str = TOKEN) -> TestResponse:
    return client.post("/notify/receipts", json=body, headers={"Authorization": f"Bearer {token}"})


def state() -> tuple[str, str | None]:
    with reading() as session:
        found = session.execute(select(Message.state, Message.fault).where(Message.kind == "invitation")).one()
        return found.state, found.fault


def counts() -> dict[tuple[str, str], int]:
    table = delivery_counts.c
    with reading() as session:
        rows = session.execute(select(table.event, table.fault, table.messages).where(table.means == "sms"))
        return {(row.event, row.fault): row.messages for row in rows}


def addresses() -> int:
    with reading() as session:
        return len(session.scalars(select(ContactAddress.contact_id)).all())


def test_delivered(ours: Flask, owner: Organisation, notify: Notify) -> None:
    assert send() == {"sent": 1}
    (taken,) = notify.taken
    assert taken.address == "+31612345678"
    client = ours.test_client()
    for _ in range(2):
        assert report(client, taken.receipt("delivered")).status_code == 200
        assert state() == ("delivered", None)
        assert counts()["delivered", ""] == 1
    assert report(client, taken.receipt("permanent-failure")).status_code == 200
    assert state() == ("delivered", None), "the first word counts"
    assert report(client, taken.receipt("sending")).status_code == 200


def test_a_number_that_is_gone_is_not_used_again(ours: Flask, owner: Organisation, notify: Notify) -> None:
    send()
    assert addresses() == 1, "kept for the reminder"
    for _ in range(2):
        assert report(ours.test_client(), notify.taken[0].receipt("permanent-failure")).status_code == 200
        assert state() == ("failed", "no_mailbox")
        assert counts()["failed", "no_mailbox"] == counts()["cancelled", ""] == 1
    assert addresses() == 0


def test_a_phone_that_was_off_is_reminded(ours: Flask, owner: Organisation, notify: Notify) -> None:
    send()
    report(ours.test_client(), notify.taken[0].receipt("temporary-failure"))
    assert state() == ("failed", "not_reached")
    assert addresses() == 1
    assert ("cancelled", "") not in counts()


def test_a_report_before_we_wrote_it_down_comes_again(ours: Flask, owner: Organisation) -> None:
    with reading() as session:
        waiting = session.scalars(select(Message.id)).one()
    found = report(ours.test_client(), {"reference": str(waiting), "status": "delivered"})
    assert found.status_code == 503
    assert found.headers["Retry-After"] == "60"
    assert state() == ("waiting", None)


@pytest.mark.parametrize(
    "token", ["", "kbr_", new_token(receipts.PREFIX), TOKEN + "x"], ids=["none", "prefix", "other", "longer"]
)
def test_without_the_token_nothing_is_taken(ours: Flask, owner: Organisation, notify: Notify, token: str) -> None:
    send()
    found = report(ours.test_client(), notify.taken[0].receipt("delivered"), token)
    assert found.status_code == 401
    assert found.mimetype == "application/problem+json"
    assert found.headers["WWW-Authenticate"].startswith("Bearer")
    assert state() == ("sent", None)


def test_anothers_message_is_nobodys(ours: Flask, owner: Organisation, notify: Notify) -> None:
    send()
    token = new_token(receipts.PREFIX)
    other = factories.organisation("elders", "Gemeente Elders")
    with begin() as session:
        session.add(DeliverySettings(organisation_id=other.id, callback_hash=token_hash(token)))
    assert report(ours.test_client(), notify.taken[0].receipt("delivered"), token).status_code == 200
    assert state() == ("sent", None)


@pytest.mark.parametrize("reference", [None, "", "x", 7, [], "6f1d8a0e-33a0-4d0b-8f0e-1f4a5f3b7c21"])
def test_a_reference_that_is_not_known_is_no_fault(ours: Flask, owner: Organisation, reference: object) -> None:
    client = ours.test_client()
    assert report(client, {"reference": reference, "status": "delivered"}).status_code == 200
    assert report(client, {"status": "permanent-failure"}).status_code == 200


@pytest.mark.parametrize("body", [[], "x", {}, {"status": 7}, None])
def test_what_is_no_report_is_refused(ours: Flask, owner: Organisation, body: object) -> None:
    assert report(ours.test_client(), body).status_code == 400


def test_brackets_without_end_are_no_report(ours: Flask, owner: Organisation) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert ours.test_client().post("/notify/receipts", data="[" * 60_000, headers=headers).status_code == 400


def test_a_report_is_small(ours: Flask, owner: Organisation) -> None:
    assert report(ours.test_client(), {"status": "x" * 70_000}).status_code == 413


def test_a_sender_that_was_killed_after_handing_over(ours: Flask, owner: Organisation, notify: Notify) -> None:
    notify.hangs_up = 1
    assert send() == {"retry": 1}
    assert len(notify.taken) == 1
    with begin() as session:
        session.execute(update(Message).values(due_at=DUE))
    assert send() == {"sent": 1}
    assert len(notify.taken) == 1, "asked for, found, and not sent again"


@pytest.mark.parametrize(
    ("change", "fault"), [({"sealed_notify_key": None}, "no_key"), ({"sealed_notify_key": b"x"}, "key_is_gone")]
)
def test_without_a_key_messages_wait(ours: Flask, owner: Organisation, change: dict[str, Any], fault: str) -> None:
    with begin() as session:
        session.execute(update(DeliverySettings).values(**change))
    assert send() == {"retry": 1}
    assert state() == ("waiting", fault)


def test_without_a_template_messages_wait_and_are_not_given_up(ours: Flask, owner: Organisation) -> None:
    with begin() as session:
        session.execute(update(MessageText).values(template=""))
    for _ in range(7):
        assert send() == {"retry": 1}
        assert state() == ("waiting", "no_template")
        with begin() as session:
            session.execute(update(Message).values(due_at=DUE))
