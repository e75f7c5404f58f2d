"""What a register posts, and who is let in."""

from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from survey.database import begin
from survey.machines import new_token
from survey.registers.record import PREFIX
from survey.registers.tables import Register
from tests.http.registers.conftest import Connected, moment
from tests.open_klant import OpenKlant


def test_a_notice_is_queued_once(connected: Connected, register: OpenKlant, client: FlaskClient) -> None:
    made = register.add(moment())
    for action in ("create", "update", "partial_update"):
        assert connected.send(client, register.notice(made, actie=action)).status_code == 204
    (waiting,) = connected.notices()
    assert waiting.resource_url == register.place(made)
    assert waiting.due_at > waiting.received_at, "addresses are registered a moment later"
    assert connected.stored().noticed_at is not None
    assert register.asked == [], "it is fetched later"


def test_the_trial_message_of_a_subscription(connected: Connected, client: FlaskClient) -> None:
    body = {
        "kanaal": "test", "hoofdObject": "http://some.hoofdobject.nl/", "resource": "test", "actie": "test",
        "resourceUrl": "http://some.resource.nl/", "aanmaakdatum": "2026-03-02T11:00:00Z", "kenmerken": {},
    }  # fmt: skip
    assert connected.send(client, body).status_code == 204
    assert connected.send(client, body, "").status_code == 401, "a subscription asks that the address is protected"
    assert connected.notices() == []


@pytest.mark.parametrize("changed", [{"actie": "destroy"}, {"kanaal": "partijen"}, {"resource": "betrokkene"}])
def test_what_is_not_for_us(connected: Connected, register: OpenKlant, client: FlaskClient, changed: Any) -> None:
    assert connected.send(client, register.notice(register.add(moment()), **changed)).status_code == 204
    assert connected.notices() == []


@pytest.mark.parametrize("token", ["", "kbn_", new_token(PREFIX)], ids=["none", "prefix", "other"])
def test_without_the_token(connected: Connected, register: OpenKlant, client: FlaskClient, token: str) -> None:
    found = connected.send(client, register.notice(register.add(moment())), token)
    assert found.status_code == 401
    assert found.mimetype == "application/problem+json"
    assert found.headers["WWW-Authenticate"].startswith("Bearer")
    assert connected.notices() == []


def test_the_token_opens_one_register(connected: Connected, register: OpenKlant, client: FlaskClient) -> None:
    body, headers = register.notice(register.add(moment())), {"Authorization": f"Bearer {connected.token}"}
    assert client.post(f"/registers/{uuid4()}/notices", json=body, headers=headers).status_code == 401
    basic = client.post(f"/registers/{connected.id}/notices", json=body, auth=("x", connected.token))
    assert basic.status_code == 401


def test_only_records_of_the_configured_register(
    connected: Connected, register: OpenKlant, client: FlaskClient
) -> None:
    made = register.add(moment())
    for url in (
        register.place(made).replace("127.0.0.1", "elders.example"), register.place(made).replace("http:", "https:"),
        register.place(made).replace("http://", "http://a@"), register.place(made) + "?x=y", "file:///etc/passwd",
    ):  # fmt: skip
        assert connected.send(client, register.notice(made, resourceUrl=url)).status_code == 400
    assert connected.notices() == []


@pytest.mark.parametrize("body", [None, [], "x", {}, {"kanaal": 7}])
def test_what_is_no_message(connected: Connected, client: FlaskClient, body: object) -> None:
    assert connected.send(client, body).status_code == 400


def test_brackets_without_end_are_no_message(connected: Connected, client: FlaskClient) -> None:
    headers = {"Authorization": f"Bearer {connected.token}"}
    sent = client.post(f"/registers/{connected.id}/notices", data='{"kanaal":' * 6_000, headers=headers)
    assert sent.status_code == 400


def test_a_message_is_small(connected: Connected, client: FlaskClient) -> None:
    assert connected.send(client, {"kanaal": "x" * 70_000}).status_code == 413


def test_a_register_that_is_off(connected: Connected, register: OpenKlant, client: FlaskClient) -> None:
    with begin() as session:
        session.execute(update(Register).values(is_on=False))
    assert connected.send(client, register.notice(register.add(moment()))).status_code == 204
    assert connected.notices() == []
