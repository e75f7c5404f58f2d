"""Administrators change what citizens read: previewed, checked, kept, and put back."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from admin.messages import record
from admin.messages.record import Place
from survey.database import begin, reading
from survey.invitations.tables import MessageText
from survey.invitations.texts import Text
from survey.journal import JournalEntry
from survey.organisations import Organisation
from tests import factories
from tests.http.people import send, signed_in

ROOT = "/admin/settings/messages"
MAIL = f"{ROOT}/email/invitation/nl"
SMS = f"{ROOT}/sms/reminder/ar"


@pytest.fixture
def owner(in_app: Flask) -> Organisation:
    return factories.organisation()


@pytest.fixture
def admin(app: Flask, owner: Organisation) -> FlaskClient:
    return signed_in(app, owner.id, "admin")


def read(client: FlaskClient, path: str) -> str:
    page = client.get(path)
    assert page.status_code == 200
    return page.get_data(as_text=True)


def own() -> list[tuple[str, str, str]]:
    with reading() as session:
        return [(each.subject, each.body, each.template) for each in session.scalars(select(MessageText))]


def journal() -> list[str]:
    with reading() as session:
        return list(session.scalars(select(JournalEntry.action).order_by(JournalEntry.at)))


@pytest.mark.parametrize("role", ["viewer", "auditor"])
def test_only_administrators_come_in(app: Flask, owner: Organisation, role: str) -> None:
    client = signed_in(app, owner.id, role)
    for path in (ROOT, MAIL, f"{ROOT}/sending", f"{ROOT}/receipts", f"{ROOT}/key/remove", f"{MAIL}/reset"):
        assert client.get(path).status_code == 403


def test_all_texts_are_listed_and_each_can_be_looked_at(admin: FlaskClient) -> None:
    page = read(admin, ROOT)
    assert page.count("Standard text") == 60
    shown = read(admin, SMS)
    assert 'dir="rtl"' in shown
    assert "part" in shown
    assert read(admin, f"{ROOT}/letter/reminder/pl").count("Send a test") == 0
    assert admin.get(f"{ROOT}/pigeon/reminder/pl").status_code == 404


def test_a_look_changes_nothing(admin: FlaskClient) -> None:
    page = send(
        admin, MAIL, do="preview", subject="Hoe <b>was</b> het?", body="Beste <i>mens</i>\n\n%(link)s\n\nTot %(until)s"
    )
    text = page.get_data(as_text=True)
    assert "Hoe &lt;b&gt;was&lt;/b&gt; het?" in text
    assert "Beste &lt;i&gt;mens&lt;/i&gt;" in text
    assert 'class="button"' in text
    assert "<i>" not in text
    assert "These words are not saved yet." in text
    assert "not saved yet" not in read(admin, MAIL)
    assert own() == []


def test_keep_and_put_back(admin: FlaskClient) -> None:
    assert send(admin, MAIL, do="save", subject="Vraagje", body="Dag!\r\n\r\n%(link)s").status_code == 302
    assert own() == [("Vraagje", "Dag!\n\n%(link)s", "")]
    assert read(admin, ROOT).count("Standard text") == 59
    assert "Vraagje" in read(admin, f"{MAIL}/reset")
    assert send(admin, f"{MAIL}/reset").status_code == 302
    assert own() == []
    assert journal()[-2:] == ["message.text changed", "message.text changed"]


def test_words_that_are_ours_are_not_kept(admin: FlaskClient, owner: Organisation) -> None:
    send(admin, MAIL, do="save", subject="Vraagje", body="%(link)s")
    with reading() as session:
        before = session.scalars(select(JournalEntry.id)).all()
    send(admin, MAIL, do="save", subject="Vraagje", body="%(link)s")
    with reading() as session:
        assert session.scalars(select(JournalEntry.id)).all() == before


def test_two_who_write_the_same_text_at_once_take_turns(in_app: Flask, owner: Organisation) -> None:
    barrier = Barrier(4)

    def write(words: str) -> None:
        barrier.wait()
        with in_app.app_context():
            record.keep_text(owner.id, "iemand", Place("email", "invitation", "nl"), Text(words, "%(link)s", ""))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(write, "abcd")) == [None] * 4
    assert len(own()) == 1
    assert journal().count("message.text changed") == 4


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Zonder", "Put %(link)s in the text"),
        ("%(link)s %(naam)s", "We can&#39;t fill in %(naam)s"),
        ("", "Fill this in."),
        ("%(link)s" + "x" * 5000, "Use at most 5000 characters."),
    ],
)
def test_faults_are_named(admin: FlaskClient, body: str, said: str) -> None:
    page = send(admin, MAIL, do="save", subject="Vraagje", body=body)
    assert page.status_code == 422
    assert said in page.get_data(as_text=True)
    assert own() == []


def test_a_subject_has_known_places(admin: FlaskClient) -> None:
    assert send(admin, MAIL, do="save", subject="%(x)s", body="%(link)s").status_code == 422


def test_an_sms_shows_its_parts_and_has_an_end(admin: FlaskClient) -> None:
    page = send(admin, f"{ROOT}/sms/invitation/nl", do="preview", body="a" * 160 + "%(link)s")
    assert "2 parts" in page.get_data(as_text=True)
    page = send(admin, f"{ROOT}/sms/invitation/nl", do="preview", body="ş %(link)s")
    assert "twice the room" in page.get_data(as_text=True)
    page = send(admin, f"{ROOT}/sms/invitation/nl", do="save", body="a" * 1000 + "%(link)s")
    assert page.status_code == 422
    assert "Use at most 6." in page.get_data(as_text=True)


def test_a_template_for_one_text(admin: FlaskClient) -> None:
    page = send(admin, SMS, do="save", body="%(link)s", template="x")
    assert page.status_code == 422
    number = "6e0a5b52-2f61-4c0b-90f6-0cd0a7b6cf35"
    assert send(admin, SMS, do="save", body="%(link)s", template=number.upper()).status_code == 302
    assert own() == [("", "%(link)s", number)]
    send(admin, f"{SMS}/reset")
    assert own() == [("", "", number)]


def test_anothers_texts_are_not_seen(admin: FlaskClient) -> None:
    other = factories.organisation("elders", "Gemeente Elders")
    with begin() as session:
        key = {"means": "email", "kind": "invitation", "locale": "nl"}
        session.add(MessageText(organisation_id=other.id, **key, subject="Verborgen", body="%(link)s"))
    assert "Verborgen" not in read(admin, MAIL)
    assert "Your own text" not in read(admin, ROOT)
