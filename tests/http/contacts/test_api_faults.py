"""What is wrong with a call is told in problem details, all of it, in English, and nothing is stored."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from admin.accounts import keys
from survey.database import begin, now, reading
from survey.intake.tables import Contact
from survey.invitations import rules
from survey.invitations.eligibility import Rules
from survey.organisations import Organisation
from tests import factories
from tests.http.conftest import AnotherApp
from tests.http.contacts.conftest import System, contact


def problem(answer: TestResponse, status: int) -> dict[str, Any]:
    """The problem details of an answer, checked for what each of them must have."""
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.headers["API-Version"] == "1.0.0"
    found: dict[str, Any] = answer.get_json()
    assert found["status"] == status
    assert {"type", "title", "detail"} <= found.keys()
    return found


def errors(answer: TestResponse) -> dict[str, str]:
    return {each["pointer"]: each["detail"] for each in problem(answer, 422)["errors"]}


def number_stored() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Contact)) or 0


def test_every_fault_of_every_contact_is_told_and_nothing_is_stored(system: System) -> None:
    answer = system.post(
        [
            contact("A"),
            contact("B", channel="pigeon", waiting_seconds=-1),
            "C",
            contact("D", invite="yes", team="Parkeren"),
            {"channel": "phone"},
        ]
    )
    assert errors(answer) == {
        "#/1/channel": "expected one of phone, counter, email, chat, web, letter",
        "#/1/waiting_seconds": "expected a whole number of seconds, 0 to 86399",
        "#/2": "expected an object",
        "#/3/invite": 'expected false, true, "renew" or "code"',
        "#/3/team": "expected one of the organisation's teams: Burgerzaken",
        "#/4/reference": "required",
        "#/4/occurred_at": "required",
    }
    assert problem(answer, 422)["detail"] == "The body has 7 faults; nothing was stored."
    assert number_stored() == 0


@pytest.mark.parametrize("field", ["agent", "phone", "address", "name", "bsn", "toString"])
def test_nothing_about_a_person_is_accepted(system: System, field: str) -> None:
    assert errors(system.post(contact(**{field: "x"}))) == {f"#/{field}": "no such field"}


def test_a_pointer_can_be_followed_whatever_the_name(system: System) -> None:
    assert errors(system.post({**contact(), "a/b~c é": 1})) == {"#/a~1b~0c%20%C3%A9": "no such field"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reference", ""), ("reference", 3), ("reference", "x" * 201), ("reference", "a\nb"), ("reference", "\ud800"),
        ("occurred_at", "02-03-2026"), ("occurred_at", "2999-01-01T00:00"), ("occurred_at", 1),
        ("occurred_at", "1999-12-31T12:00"), ("channel", ["phone"]), ("language", 3), ("answered", "true"),
        ("waiting_seconds", 1.5), ("waiting_seconds", True), ("talk_seconds", 86400), ("rating", 6), ("invite", 1),
        ("topic", {}), ("team", []),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused(system: System, field: str, value: object) -> None:
    assert set(errors(system.post({**contact(), field: value}))) == {f"#/{field}"}


def test_the_same_reference_with_other_content_is_a_fault(system: System) -> None:
    found = errors(system.post([contact("A"), contact("B"), contact("A", rating=3), contact("A", invite=True)]))
    assert found == {
        f"#/{place}/reference": "expected a reference of its own: #/0 has this one, with other content"
        for place in (2, 3)
    }


@pytest.mark.parametrize("body", ['"text"', "3", "null", "true"])
def test_a_body_that_is_neither_object_nor_list(system: System, body: str) -> None:
    assert errors(system.post_text(body)) == {"#": "expected an object, or a list of 1 to 1,000 objects"}


@pytest.mark.parametrize("number", [0, 1001])
def test_too_many_and_none(system: System, number: int) -> None:
    body = [contact(f"R{each}") for each in range(number)]
    assert errors(system.post(body)) == {"#": f"expected 1 to 1,000 objects, found {number:,}"}


@pytest.mark.parametrize(
    "text", ["", "{", '{"reference": NaN}', b'\xff"', "[" * 100_000, '{"rating": ' + "1" * 5000 + "}"]
)
def test_what_is_not_json(system: System, text: str | bytes) -> None:
    assert problem(system.post_text(text), 400)["detail"].startswith("The body is not valid JSON")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_another_media_type(system: System, kind: str) -> None:
    answer = system.post_text("{}", kind)
    problem(answer, 415)
    assert answer.headers["Accept"] == "application/json"


def test_a_body_that_is_too_large(system: System) -> None:
    problem(system.post_text('"' + "x" * (8 * 1024 * 1024) + '"'), 413)


@pytest.mark.parametrize("path", ["/api/v1/contacts", "/api/v1/comparison"])
@pytest.mark.parametrize("shown", [None, "Basic a2I6eA==", "Bearer", "Bearer kb_unknown", "Bearer é"])
def test_no_key_no_answer(organisation: Organisation, client: FlaskClient, path: str, shown: str | None) -> None:
    headers = {} if shown is None else {"Authorization": shown}
    method = "POST" if path.endswith("contacts") else "GET"
    answer = client.open(path, method=method, headers=headers, data="{}")
    problem(answer, 401)
    assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="Klankbord"')


def test_a_revoked_key_does_not_work_any_more(system: System, organisation: Organisation) -> None:
    with reading() as session:
        (key,) = keys.keys_of(session, organisation.id)
    assert system.post(contact()).status_code == 201
    keys.revoke(organisation.id, "command", key.id)
    answer = system.post(contact("R2"))
    problem(answer, 401)
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]
    assert number_stored() == 1


def test_the_day_of_use_is_noted(system: System, organisation: Organisation) -> None:
    system.get("/api/v1/comparison")
    with reading() as session:
        (key,) = keys.keys_of(session, organisation.id)
    assert key.last_used_on is not None


@pytest.mark.parametrize("path", ["/api/", "/api/v1/contacts/", "/api/v2/contacts", "/api/v1/contacts/R1"])
def test_an_address_where_there_is_nothing(client: FlaskClient, path: str) -> None:
    problem(client.get(path), 404)


def test_another_method(client: FlaskClient) -> None:
    answer = client.delete("/api/v1/contacts")
    problem(answer, 405)
    assert set(answer.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}
    problem(client.post("/api/v1/comparison"), 405)


def test_a_fault_of_our_own_tells_nothing_of_it(another_app: AnotherApp) -> None:
    app = another_app()
    app.add_url_rule("/api/v1/broken", "broken", lambda: [int("secret")])
    assert "secret" not in str(problem(app.test_client().get("/api/v1/broken"), 500))


def test_a_database_that_cannot_be_reached(another_app: AnotherApp) -> None:
    app: Flask = another_app(database_url="postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    answer = app.test_client().get("/api/v1/comparison", headers={"Authorization": "Bearer kb_x"})
    problem(answer, 503)
    assert answer.headers["Retry-After"] == "5"
    assert "nobody" not in answer.text


def test_other_addresses_keep_their_own_error_pages(client: FlaskClient, organisation: Organisation) -> None:
    assert client.get("/apiary").mimetype == "text/html"
    assert client.get("/admin/nothing?lang=en").mimetype == "text/html"


def test_one_organisations_key_is_no_use_for_anothers_contacts(system: System, client: FlaskClient) -> None:
    other = factories.organisation("elders", "Gemeente Elders")
    theirs = System(client, keys.add_key(other.id, "command", "x").key)
    system.post(contact(invite=True))
    assert theirs.post(contact(invite="renew")).get_json()["status"] == "created"
    assert number_stored() == 2


def test_without_a_key_for_addresses_the_caller_hears_what_to_set(
    another_app: AnotherApp, system: System, organisation: Organisation
) -> None:
    with begin() as session:
        rules.save(session, organisation.id, Rules(is_on=True))
    bare = System(another_app(address_keys=()).test_client(), system.key)
    moment = now().isoformat()
    refused = problem(bare.post(contact(occurred_at=moment, email="inwoner@example.nl")), 503)
    assert "ADDRESS_KEYS" in refused["detail"]
    assert number_stored() == 0
    assert system.post(contact(occurred_at=moment, email="inwoner@example.nl")).status_code == 201
