"""Sending in a file: looked at first, with every fault at once, then stored by the same way as the command."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from werkzeug.test import TestResponse

from survey.database import begin, reading
from survey.intake import record
from survey.intake.tables import Contact
from survey.journal import JournalEntry
from survey.organisations import Organisation, teams_by_name
from tests.http import people
from tests.unit.intake.built_files import xlsx_file

PATH = "/admin/contacts/upload?lang=en"
GOOD = (
    "kenmerk;medewerker;datum;team;zomaar\n"
    "A1;Diane;01-02-2026;Burgerzaken;x\nA2;Diane;02-02-2026;Burgerzaken;x\nA3;Greg;02-02-2026;;x\n"
)
FAULTY = "kenmerk;datum;kanaal\nA1;31-02-2026;duif\n;01-02-2026;balie\n"
NEW_TEAM = "kenmerk;datum;team\nA1;01-02-2026;Parkeren\n"


@pytest.fixture
def admin(in_app: Flask, organisation: Organisation) -> FlaskClient:
    """The browser of an administrator."""
    return people.signed_in(in_app, organisation.id, "admin")


def send(client: FlaskClient, content: str | bytes, step: str = "check", **fields: str) -> TestResponse:
    raw = content if isinstance(content, bytes) else content.encode()
    return people.send(client, PATH, file=(BytesIO(raw), "calls.csv"), step=step, **fields)


def references() -> list[str]:
    with reading() as session:
        return list(session.scalars(select(Contact.reference).order_by(Contact.reference)))


def test_looking_stores_nothing_and_tells_what_is_in_the_file(admin: FlaskClient) -> None:
    page = send(admin, GOOD)
    assert page.status_code == 200
    assert "Kept as: Reference" in page.text
    assert "Left out: names of employees are never stored" in page.text
    assert "Left out: not recognised" in page.text
    assert "Store these contacts" in page.text
    assert "Diane" not in page.text
    assert references() == []


def test_storing_is_told_on_the_page_of_contacts(admin: FlaskClient, runner: FlaskCliRunner) -> None:
    stored = send(admin, GOOD, "store")
    assert (stored.status_code, stored.location) == (302, "/admin/contacts")
    page = admin.get("/admin/contacts").text
    assert "The file is stored. New contacts: 3. Known already: 0." in page
    assert "New: 3. Known already: 0." in page
    assert references() == ["A1", "A2", "A3"]
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0
    with reading() as session:
        (entry,) = session.scalars(select(JournalEntry).where(JournalEntry.action == "contacts imported"))
    assert (entry.detail, entry.actor == "command", "@" in entry.actor) == ({"new": 3, "known": 0}, False, False)


def test_the_same_file_again_has_nothing_new(admin: FlaskClient) -> None:
    send(admin, GOOD, "store")
    page = send(admin, GOOD).text
    assert "There is nothing new to store." in page
    assert "Store these contacts" not in page


def test_every_fault_is_in_a_table_and_nothing_is_stored(admin: FlaskClient) -> None:
    for step in ("check", "store"):
        page = send(admin, FAULTY, step)
        assert page.status_code == 422
        assert "There are 3 faults in this file. Nothing is stored yet." in page.text
        for words in ('<td class="number">2</td>', "31-02-2026", "duif", "a date such as 31-01-2026"):
            assert words in page.text
        assert "Store these contacts" not in page.text
    assert references() == []


def test_faults_are_told_in_the_language_of_the_page(admin: FlaskClient) -> None:
    token = people.token_of(admin.get("/admin/contacts/upload?lang=nl"))
    sent = {"csrf_token": token, "step": "check", "file": (BytesIO(FAULTY.encode()), "x.csv")}
    page = admin.post("/admin/contacts/upload?lang=nl", data=sent)
    assert (page.status_code, 'lang="nl"' in page.text) == (422, True)


def test_new_teams_are_made_only_when_asked(admin: FlaskClient, organisation: Organisation) -> None:
    refused = send(admin, NEW_TEAM)
    assert refused.status_code == 422
    assert "one of the teams: Burgerzaken" in refused.text
    looked = send(admin, NEW_TEAM, create_teams="y")
    assert looked.status_code == 200
    assert "Teams that are added" in looked.text
    assert send(admin, NEW_TEAM, "store", create_teams="y").status_code == 302
    with reading() as session:
        assert list(teams_by_name(session, organisation.id)) == ["Burgerzaken", "Parkeren"]


def test_a_saved_mapping_is_used(admin: FlaskClient, organisation: Organisation) -> None:
    with begin() as session:
        record.save_mapping(session, organisation.id, {"Sleutel": "reference"})
    send(admin, "Sleutel;datum\nA1;01-02-2026\n", "store")
    assert references() == ["A1"]


def test_a_spreadsheet_is_taken_whatever_its_name(admin: FlaskClient) -> None:
    content = xlsx_file(("kenmerk", "datum"), ("A1", "01-02-2026")).getvalue()
    assert send(admin, content, "store").status_code == 302
    assert references() == ["A1"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "."),
        (b"PK\x03\x04broken", "The file is damaged and cannot be opened."),
        (b"datum\n01-02-2026\n", "There is no column with the reference of a contact."),
    ],
)
def test_what_is_no_file_of_contacts_is_told_at_the_field(admin: FlaskClient, content: bytes, reason: str) -> None:
    page = send(admin, content)
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.text
    assert reason in page.text


def test_a_form_without_a_file(admin: FlaskClient) -> None:
    page = people.send(admin, PATH, step="store")
    assert page.status_code == 422
    assert "Choose a file." in page.text


def test_of_very_many_faults_the_first_are_listed(admin: FlaskClient) -> None:
    page = send(admin, "kenmerk;datum\n" + "".join(f"A{number};gisteren\n" for number in range(600)))
    assert "There are 600 faults in this file." in page.text
    assert "These are the first 500." in page.text
    assert page.text.count("gisteren") == 500


@pytest.mark.parametrize("role", ["viewer", "auditor"])
def test_only_an_administrator_sends_in_files(in_app: Flask, organisation: Organisation, role: str) -> None:
    client = people.signed_in(in_app, organisation.id, role)
    assert client.get(PATH).status_code == 403
    token = people.token_of(client.get("/admin/password"))
    sent = {"csrf_token": token, "step": "store", "file": (BytesIO(GOOD.encode()), "x.csv")}
    assert client.post(PATH, data=sent).status_code == 403
    assert references() == []


def test_a_form_from_elsewhere_is_refused(admin: FlaskClient) -> None:
    sent = {"step": "store", "file": (BytesIO(GOOD.encode()), "x.csv")}
    assert admin.post(PATH, data=sent).status_code == 400
    assert references() == []
