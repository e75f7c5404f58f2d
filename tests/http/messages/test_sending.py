"""Who sends, the key and the token, and a test that really goes out."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.database import reading
from survey.invitations import receipts
from survey.invitations.tables import ContactAddress, DeliverySettings, Message
from survey.journal import JournalEntry
from survey.machines import token_hash
from survey.organisations import Organisation
from survey.privacy import Vault
from survey.throttle import FailedAttempt
from tests import factories, mail_server, notify_server
from tests.http.conftest import AnotherApp
from tests.http.people import send, signed_in
from tests.notify_server import KEY, Notify

ROOT = "/admin/settings/messages"
SENDING = f"{ROOT}/sending"
MAIL = f"{ROOT}/email/invitation/nl"
SMS = f"{ROOT}/sms/invitation/nl"
NUMBER = "06 12345678"


@pytest.fixture
def owner(in_app: Flask) -> Organisation:
    return factories.organisation()


@pytest.fixture
def admin(app: Flask, owner: Organisation) -> FlaskClient:
    return signed_in(app, owner.id, "admin")


@pytest.fixture
def notify() -> Iterator[Notify]:
    with notify_server.running() as found:
        yield found


def kept() -> DeliverySettings:
    with reading() as session:
        return session.scalars(select(DeliverySettings)).one()


def journal() -> list[tuple[str, dict[str, Any]]]:
    with reading() as session:
        rows = session.execute(select(JournalEntry.action, JournalEntry.detail).order_by(JournalEntry.at))
        return [(row.action, row.detail) for row in rows]


def test_nothing_is_set_at_first(admin: FlaskClient) -> None:
    page = admin.get(ROOT).get_data(as_text=True)
    assert "This server has no mail server yet." in page
    assert page.count("Nobody") == 2


def test_settings_are_kept_and_the_key_is_never_shown(admin: FlaskClient, in_app: Flask) -> None:
    page = send(
        admin,
        SENDING,
        email_by="notify",
        sms_by="notify",
        letter_by="",
        sender_name=" Team ",
        reply_to="a@b.nl",
        key=KEY,
    )
    assert page.status_code == 302
    found = kept()
    assert (found.email_by, found.sms_by, found.letter_by) == ("notify", "notify", "")
    assert (found.sender_name, found.reply_to) == ("Team", "a@b.nl")
    assert found.sealed_notify_key is not None
    assert KEY.encode() not in found.sealed_notify_key
    assert Vault(in_app.config["KLANKBORD"].address_keys).open(found.sealed_notify_key) == KEY
    for path in (SENDING, ROOT):
        assert notify_server.SECRET not in admin.get(path).get_data(as_text=True)
    assert KEY not in str(journal())
    assert "a@b.nl" not in str(journal())
    send(admin, SENDING, email_by="notify", sms_by="", letter_by="")
    assert kept().sealed_notify_key == found.sealed_notify_key
    assert send(admin, f"{ROOT}/key/remove").status_code == 302
    assert kept().sealed_notify_key is None
    assert "The key of NotifyNL is missing." in admin.get(ROOT).get_data(as_text=True)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"sms_by": "notify"}, "NotifyNL can&#39;t send without a key."),
        ({"sms_by": "notify", "key": "geheim"}, "This is not a whole key."),
        ({"reply_to": "geen adres"}, "This is not an e-mail address."),
        ({"sms_template": "7"}, "This is not the number of a template."),
        ({"sms_by": "smtp"}, "Not a valid choice."),
    ],
)
def test_faults_are_named(admin: FlaskClient, fields: dict[str, str], said: str) -> None:
    page = send(admin, SENDING, **{"email_by": "smtp", "sms_by": "", "letter_by": ""} | fields)
    assert page.status_code == 422
    assert said in page.get_data(as_text=True)
    assert "geheim" not in page.get_data(as_text=True)


def test_a_server_that_can_seal_nothing_says_so(another_app: AnotherApp, owner: Organisation) -> None:
    client = signed_in(another_app(address_keys=()), owner.id, "admin")
    page = send(client, SENDING, email_by="", sms_by="notify", letter_by="", key=KEY)
    assert page.status_code == 422
    assert "ADDRESS_KEYS" in page.get_data(as_text=True)


def test_the_token_is_shown_once_and_the_one_before_it_ends(admin: FlaskClient) -> None:
    def renewed() -> str:
        page = send(admin, f"{ROOT}/receipts").get_data(as_text=True)
        assert "/notify/receipts" in page
        return receipts.PREFIX + page.split(receipts.PREFIX)[1].split("<")[0]

    first = renewed()
    assert kept().callback_hash == token_hash(first)
    assert first not in admin.get(f"{ROOT}/receipts").get_data(as_text=True)
    report = {"reference": None, "status": "delivered"}
    assert admin.post("/notify/receipts", json=report, headers={"Authorization": f"Bearer {first}"}).status_code == 200
    second = renewed()
    assert second != first
    assert admin.post("/notify/receipts", json=report, headers={"Authorization": f"Bearer {first}"}).status_code == 401


def test_a_test_by_e_mail_goes_to_oneself(another_app: AnotherApp, owner: Organisation) -> None:
    with mail_server.running() as postbox:
        url = f"smtp://127.0.0.1:{postbox.port}?starttls=no"
        client = signed_in(another_app(smtp_url=url, mail_from="vraag@gemeente.example"), owner.id, "admin")
        page = send(client, MAIL, do="test", subject="Proef", body="Dag\n\n%(link)s")
    assert "The test is on its way." in page.get_data(as_text=True)
    (received,) = postbox.received
    assert received.recipient.startswith("admin-")
    assert received.mail["Subject"] == "Proef"
    assert journal()[-1] == ("message.tested", {})


def test_a_test_by_sms_goes_to_the_number_and_leaves_no_trace(
    another_app: AnotherApp, owner: Organisation, notify: Notify, capfd: pytest.CaptureFixture[str]
) -> None:
    client = signed_in(another_app(notify_url=notify.url), owner.id, "admin")
    template = notify.template("sms", "((text))")
    send(client, SENDING, email_by="smtp", sms_by="notify", letter_by="", key=KEY, sms_template=template)
    page = send(client, SMS, do="test", body="Proef: %(link)s", number=NUMBER)
    assert "The test is on its way." in page.get_data(as_text=True)
    (taken,) = notify.taken
    assert taken.address == "+31612345678"
    assert taken.body.startswith("Proef: http")
    with reading() as session:
        assert session.scalars(select(Message.id)).all() == []
        assert session.scalars(select(ContactAddress.contact_id)).all() == []
    assert "12345678" not in "".join(capfd.readouterr()) + str(journal())


def test_what_went_wrong_is_told(
    another_app: AnotherApp, owner: Organisation, notify: Notify, admin: FlaskClient
) -> None:
    page = send(admin, SMS, do="test", body="%(link)s", number=NUMBER)
    assert "Nobody is set to send these." in page.get_data(as_text=True)
    page = send(admin, SMS, do="test", body="%(link)s", number="030 1234567")
    assert page.status_code == 422
    client = signed_in(another_app(notify_url=notify.url), owner.id, "admin")
    send(client, SENDING, email_by="smtp", sms_by="notify", letter_by="", key=KEY)
    said = send(client, SMS, do="test", body="%(link)s", number=NUMBER).get_data(as_text=True)
    assert "The template of NotifyNL is missing." in said
    assert journal()[-1] == ("message.tested", {"fault": "no_template"})
    assert notify.asked == []


def test_tests_are_limited(admin: FlaskClient) -> None:
    for _ in range(21):
        page = send(admin, SMS, do="test", body="%(link)s", number=NUMBER)
    assert "You sent many tests." in page.get_data(as_text=True)
    with reading() as session:
        assert len(session.scalars(select(FailedAttempt.id)).all()) == 20
