"""Codes to read aloud, asked for by an organisation's own system."""

from __future__ import annotations

from datetime import UTC, datetime

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from survey.answers.tables import Response
from survey.database import now, reading
from survey.invitations import codes
from tests.http.contacts.conftest import System, contact


def typed(client: FlaskClient, code: str) -> TestResponse:
    return client.post("/code", data={"code": code})


def test_a_code_in_place_of_a_link_is_told_once(system: System, client: FlaskClient) -> None:
    answer = system.post(contact(invite="code", language="tr"))
    invitation = answer.get_json()["invitation"]
    assert (answer.status_code, invitation["status"], invitation["url"]) == (201, "created", None)
    assert codes.normalise(invitation["code"])
    lasts = datetime.fromisoformat(invitation["expires_at"]).astimezone(UTC) - now()
    assert abs(lasts - codes.LASTS).total_seconds() < 60
    again = system.post(contact(invite="code", language="tr"))
    assert again.status_code == 200
    assert again.get_json()["invitation"] == invitation | {"status": "exists", "code": None}
    survey = typed(client, invitation["code"]).location
    assert '<html lang="tr"' in client.get(survey).text
    assert client.post(survey, data={"mark": "8"}).status_code == 303
    with reading() as session:
        assert session.scalar(select(Response.mode)) == "code"
    assert system.post(contact(invite="code", language="tr")).get_json()["invitation"]["status"] == "answered"


def test_codes_and_links_in_one_list(system: System) -> None:
    sent = [contact("A", invite="code"), contact("B", invite=True), contact("C", invite="code"), contact("D")]
    found = [each["invitation"] for each in system.post(sent).get_json()]
    assert [bool(each and each["code"]) for each in found] == [True, False, True, False]
    assert [bool(each and each["url"]) for each in found] == [False, True, False, False]
    assert found[0]["code"] != found[2]["code"]


def test_a_link_in_its_place_ends_the_code(system: System, client: FlaskClient) -> None:
    code = system.post(contact(invite="code")).get_json()["invitation"]["code"]
    renewed = system.post(contact(invite="renew")).get_json()["invitation"]
    assert (renewed["status"], renewed["code"]) == ("renewed", None)
    assert typed(client, code).status_code == 404
    link = renewed["url"].removeprefix("http://localhost:8000")
    assert client.post(link, data={"mark": "8"}).status_code == 303
    with reading() as session:
        assert session.scalar(select(Response.mode)) == "link"
