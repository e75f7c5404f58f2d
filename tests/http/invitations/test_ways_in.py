"""Whichever way a contact comes in, its citizen is asked where the rules allow it, and no address shows."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import func, select

from admin.accounts import keys
from survey.database import now, reading
from survey.intake.tables import Contact
from survey.invitations.tables import Message
from survey.organisations import Organisation
from tests.http import people

ADDRESS = "inwoner@example.nl"


def outcomes() -> dict[str, str | None]:
    with reading() as session:
        return dict(session.execute(select(Contact.reference, Contact.outcome)).all())


def messages() -> list[str]:
    with reading() as session:
        return list(session.scalars(select(Message.means)))


def recently() -> str:
    return (now() - timedelta(hours=2)).isoformat()


@pytest.fixture
def file(asking: Organisation) -> str:
    """A file with five contacts: one that can be asked, and four that can't."""
    day = f"{now().astimezone():%d-%m-%Y}"
    return (
        "kenmerk;datum;e-mail;mobiel;vertrouwelijk\n"
        f"A1;{day};{ADDRESS};;\nA2;{day};;geen;\nA3;{day};b@example.nl;;ja\n"
        f"A4;{day};INWONER@example.nl;;\nA5;01-02-2020;c@example.nl;;\n"
    )


EXPECTED = {"A1": "invited", "A2": "no_address", "A3": "confidential", "A4": "asked_recently", "A5": "too_old"}


def test_a_file_of_staff_says_before_what_it_does(in_app: Flask, asking: Organisation, file: str) -> None:
    admin = people.signed_in(in_app, asking.id, "admin")
    path = "/admin/contacts/upload?lang=en"
    page = people.send(admin, path, file=(BytesIO(file.encode()), "calls.csv"), step="check").text
    assert "Used to invite, not kept with the contact: E-mail address" in page
    assert "Not invited, because the contact is confidential." in page
    assert "example.nl" not in page
    assert (outcomes(), messages()) == ({}, [])
    people.send(admin, path, file=(BytesIO(file.encode()), "calls.csv"), step="store")
    assert (outcomes(), messages()) == (EXPECTED, ["email"])


def test_a_file_by_command(runner: FlaskCliRunner, asking: Organisation, file: str, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(file)
    command = ["contacts", "import", str(path), "--org", asking.slug]
    before = runner.invoke(args=[*command, "--dry-run"])
    assert "1 of the new ones: Invited." in before.stdout
    assert (outcomes(), messages()) == ({}, [])
    after = runner.invoke(args=command)
    assert "1 of the new ones: Not invited, because this citizen was asked not long ago." in after.stdout
    assert "example.nl" not in before.output + after.output
    assert (outcomes(), messages()) == (EXPECTED, ["email"])


def post(client: FlaskClient, owner: Organisation, body: Any) -> Any:
    key = keys.add_key(owner.id, "command", "Telefooncentrale").key
    return client.post("/api/v1/contacts", json=body, headers={"Authorization": f"Bearer {key}"})


def test_the_api_asks_by_the_rules_and_sends_nothing_where_a_link_is_handed_over(
    client: FlaskClient, asking: Organisation
) -> None:
    letter = ["J. Jansen", "Kerkstraat 1", "1234 AB Ons Dorp"]
    moment = recently()
    sent: list[dict[str, Any]] = [
        {"reference": "A1", "occurred_at": moment, "email": ADDRESS, "mobile": "0612345678"},
        {"reference": "A2", "occurred_at": moment, "email": "geen adres"},
        {"reference": "A3", "occurred_at": moment, "email": "d@example.nl", "invite": True},
        {"reference": "A4", "occurred_at": moment, "letter": letter},
        {"reference": "A1", "occurred_at": moment, "email": ADDRESS, "mobile": "0612345678"},
    ]
    answer = post(client, asking, sent)
    assert [each["status"] for each in answer.get_json()] == ["created", "created", "created", "created", "known"]
    assert answer.get_json()[2]["invitation"]["url"].startswith("http")
    assert "example.nl" not in answer.text
    assert outcomes() == {"A1": "invited", "A2": "no_address", "A3": None, "A4": "invited"}
    assert sorted(messages()) == ["email", "letter"]


def test_an_address_that_is_no_text_is_told_with_its_place(client: FlaskClient, asking: Organisation) -> None:
    answer = post(client, asking, {"reference": "A1", "occurred_at": recently(), "email": {"to": ADDRESS}})
    assert answer.status_code == 422
    assert answer.get_json()["errors"] == [{"detail": "expected a text", "pointer": "#/email"}]
    assert "example.nl" not in answer.text


def test_by_hand(runner: FlaskCliRunner, asking: Organisation) -> None:
    command = ["contacts", "add", "--org", asking.slug, "--at", recently(), "--reference"]
    asked = runner.invoke(args=[*command, "A1", "--email", ADDRESS])
    assert asked.stdout == "Added.\nInvited.\n"
    lines = [option for line in ("J. Jansen", "Kerkstraat 1", "1234 AB Ons Dorp") for option in ("--letter", line)]
    assert runner.invoke(args=[*command, "A2", *lines]).stdout == "Added.\nInvited.\n"
    kept = runner.invoke(args=[*command, "A3", "--mobile", "0612345678", "--confidential"])
    assert kept.stdout == "Added.\nNot invited, because the contact is confidential.\n"
    assert sorted(messages()) == ["email", "letter"]
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Contact).where(Contact.confidential)) == 1
