"""An employee gives a code: the contact is stored, the code leads to its survey, and nothing of the code is kept."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from survey.answers.tables import Response
from survey.database import begin, reading
from survey.intake.tables import Contact
from survey.invitations import codes
from survey.invitations.tables import Invitation
from survey.journal import JournalEntry
from survey.organisations import Organisation
from tests import factories
from tests.http.people import send, signed_in, token_of

PAGE = "/admin/codes"
_CODE = re.compile(r'class="code" dir="ltr">([0-9A-Z]{4}-[0-9A-Z]{4})<')
_NUMBER = re.compile(r'name="number" value="([a-p]{32})"')
TOLD = {"channel": "counter", "team": "Burgerzaken", "topic": "Paspoort", "language": "pl", "reference": ""}


@pytest.fixture
def owner(in_app: Flask) -> Organisation:
    made = factories.organisation()
    factories.team(made)
    return made


@pytest.fixture
def viewer(app: Flask, owner: Organisation) -> FlaskClient:
    client = signed_in(app, owner.id)
    client.get("/admin/start?lang=en")
    return client


def number_on(client: FlaskClient) -> str:
    found = _NUMBER.search(client.get(PAGE).text)
    assert found
    return found[1]


def give(client: FlaskClient, **changed: str) -> TestResponse:
    return send(client, PAGE, **{**TOLD, "number": number_on(client), **changed})


def code_on(page: TestResponse) -> str:
    found = _CODE.search(page.text)
    assert found, page.text
    return found[1]


def written_down() -> int | None:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(JournalEntry))


def test_the_code_leads_to_the_survey_about_this_contact(app: Flask, viewer: FlaskClient, owner: Organisation) -> None:
    page = give(viewer)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    citizen = app.test_client()
    to_survey = citizen.post("/code", data={"code": code_on(page)})
    assert '<html lang="pl"' in citizen.get(to_survey.location).text
    assert citizen.post(to_survey.location, data={"mark": "8"}).status_code == 303
    with reading() as session:
        contact = session.scalars(select(Contact)).one()
        answer = session.scalars(select(Response)).one()
    assert (contact.channel, contact.topic, contact.answered, contact.invited) == ("counter", "Paspoort", True, True)
    assert contact.team_id is not None
    assert (answer.mode, answer.channel, answer.team_id) == ("code", "counter", contact.team_id)


def test_the_page_has_all_to_read_aloud(viewer: FlaskClient) -> None:
    page = give(viewer)
    assert ">localhost:8000/code</bdi>" in page.text
    assert "It works until " in page.text
    assert page.text.count("<strong>") == codes.LENGTH
    again = viewer.get("/admin/codes?channel=counter&team=Burgerzaken").text
    assert 'value="counter" checked' in again
    assert '<option value="Burgerzaken" selected>' in again


def test_a_page_that_is_sent_twice_makes_one_contact(viewer: FlaskClient) -> None:
    number = number_on(viewer)
    first, second = give(viewer, number=number), give(viewer, number=number)
    assert (first.status_code, second.status_code) == (200, 409)
    assert "shown already" in second.text
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Contact)) == 1
    # What the page offers now is a new one.
    found = _NUMBER.search(second.text)
    assert found
    assert found[1] != number
    new = viewer.post(PAGE, data={**TOLD, "csrf_token": token_of(second), "number": found[1]})
    assert code_on(new) != code_on(first)


def test_a_contact_of_the_exchange_is_not_counted_twice(viewer: FlaskClient, owner: Organisation) -> None:
    with begin() as session:
        factories.add_contact(session, owner, "Z-2026-17", channel="phone")
    assert give(viewer, reference=" Z-2026-17 ").status_code == 200
    with reading() as session:
        assert session.scalars(select(Contact.channel)).all() == ["phone"]
    again = give(viewer, reference="Z-2026-17")
    assert (again.status_code, "invited already" in again.text) == (422, True)


def test_nobody_is_asked_about_a_confidential_contact(viewer: FlaskClient, owner: Organisation) -> None:
    with begin() as session:
        factories.add_contact(session, owner, "Z1")
        session.execute(update(Contact).values(confidential=True))
    page = give(viewer, reference="Z1")
    assert (page.status_code, "confidential" in page.text) == (422, True)
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Invitation)) == 0


@pytest.mark.parametrize(
    "bad",
    [
        {"topic": "Bel 06 12345678 terug"},
        {"reference": "jan@voorbeeld.example"},
        {"topic": "x" * 201},
        {"channel": "duif"},
        {"team": "Geen"},
        {"language": "xx"},
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field(viewer: FlaskClient, bad: dict[str, str]) -> None:
    page = give(viewer, **bad)
    assert page.status_code == 422
    assert f'id="{next(iter(bad))}-fault"' in page.text
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Contact)) == 0


def test_nobody_can_see_later_who_gave_it_or_what_it_was(viewer: FlaskClient) -> None:
    before = written_down()
    code = code_on(give(viewer))
    with reading() as session:
        assert session.scalars(select(Invitation.code_hash)).one() == codes.code_hash(code)
    assert written_down() == before
