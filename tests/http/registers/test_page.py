"""The page on which an administrator connects a register."""

import re
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from admin.registers.forms import RegisterForm
from survey.database import begin, now, reading
from survey.journal import JournalEntry
from survey.registers.tables import Register, RegisterNotice
from tests import factories
from tests.http.conftest import AnotherApp
from tests.http.people import send, signed_in
from tests.http.registers.conftest import Connected, moment
from tests.open_klant import TOKEN, OpenKlant

PAGE = "/admin/settings/sources"
FORM = {"name": "Open Klant", "token": TOKEN}


@pytest.fixture
def admin(app: Flask, connected: Connected) -> FlaskClient:
    return signed_in(app, connected.owner.id, "admin")


def own(connected: Connected) -> str:
    return f"{PAGE}/{connected.id}"


def text(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def test_connecting(app: Flask, in_app: Flask, register: OpenKlant) -> None:
    owner = factories.organisation()
    admin = signed_in(app, owner.id, "admin")
    assert "No register is connected yet." in text(admin, PAGE)
    shown = send(admin, PAGE, **FORM, base_url=register.base + "/").get_data(as_text=True)
    token = re.search(r"Bearer (kbn_[\w-]+)", shown)
    place = re.search(r"/registers/([0-9a-f-]{36})/notices", shown)
    assert token
    assert place
    assert TOKEN not in shown
    body = register.notice(register.add(moment()))
    headers = {"Authorization": f"Bearer {token[1]}"}
    assert app.test_client().post(place[0], json=body, headers=headers).status_code == 204
    page = text(admin, PAGE) + text(admin, f"{PAGE}/{place[1]}")
    assert "Works" in page
    assert token[1] not in page
    assert TOKEN not in page
    with reading() as session:
        stored = session.scalars(select(Register)).one()
        assert (stored.id, stored.base_url) == (UUID(place[1]), register.base)
        assert TOKEN.encode() not in stored.sealed_token


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"base_url": "openklant"}, "This is not an address."),
        ({"base_url": "https://a@b.example"}, "This is not an address."),
        ({"base_url": "https://localhost/k"}, "put its host in REGISTER_HOSTS"),
        ({"base_url": "https://127.0.0.2/k"}, "put its host in REGISTER_HOSTS"),
        ({"base_url": "http://[::1]:8000/k"}, "put its host in REGISTER_HOSTS"),
        ({"name": ""}, "Fill this in."), ({"token": ""}, "Fill this in."), ({"token": "a b"}, "This is not a token"),
        ({"token": "x" * 501}, "Use at most 500 characters."), ({"token": "x\r\nHost: y"}, "This is not a token"),
    ],
)  # fmt: skip
def test_what_is_not_right_is_told(admin: FlaskClient, changed: dict[str, str], fault: str) -> None:
    found = send(admin, PAGE, **FORM | {"base_url": "https://openklant.example/k"} | changed)
    assert found.status_code == 422
    assert fault in found.get_data(as_text=True)


def test_in_production_only_https(another_app: AnotherApp, connected: Connected) -> None:
    ours = another_app(mode="production", public_url="https://klankbord.example")
    with ours.test_request_context(method="POST", data=FORM | {"base_url": "http://openklant.example/k"}):
        form = RegisterForm.sent()
        assert not form.is_good()
        assert "https" in form.base_url.errors[0]


def test_without_a_key_nothing_is_kept(another_app: AnotherApp, connected: Connected) -> None:
    ours = another_app(address_keys=())
    admin = signed_in(ours, connected.owner.id, "admin")
    found = send(admin, PAGE, **FORM, base_url="https://openklant.example/k")
    assert found.status_code == 422
    assert "ADDRESS_KEYS" in found.get_data(as_text=True)
    assert send(admin, own(connected), token="x").status_code == 422


def test_testing_the_connection(admin: FlaskClient, connected: Connected, register: OpenKlant) -> None:
    register.add(moment())
    send(admin, f"{own(connected)}/test", own(connected))
    assert "It works. The register has 1 contacts." in text(admin, PAGE)
    register.trouble = [(401, {})]
    send(admin, f"{own(connected)}/test", own(connected))
    page = text(admin, own(connected))
    assert page.count("It does not accept our token.") == 2, "as an answer, and as what is wrong"
    assert "inwoner@example.nl" not in page
    assert "Does not answer" in text(admin, PAGE)


def test_another_token(admin: FlaskClient, connected: Connected, register: OpenKlant) -> None:
    send(admin, own(connected), token="verkeerd")
    send(admin, f"{own(connected)}/test", own(connected))
    assert connected.stored().fault == "sign_in_refused"
    send(admin, own(connected), token=TOKEN)
    assert connected.stored().fault is None
    send(admin, f"{own(connected)}/test", own(connected))
    assert connected.stored().read_at is not None


def test_another_token_for_notices(admin: FlaskClient, connected: Connected, client: FlaskClient) -> None:
    assert "Bearer kbn_" in send(admin, f"{own(connected)}/hook", own(connected)).get_data(as_text=True)
    assert connected.send(client, {}).status_code == 401


def test_what_could_not_be_read(
    admin: FlaskClient, connected: Connected, register: OpenKlant, client: FlaskClient
) -> None:
    for _ in range(2):
        connected.send(client, register.notice(register.add(moment())))
    with begin() as session:
        first = session.scalars(select(RegisterNotice)).first()
        assert first is not None
        session.execute(update(RegisterNotice).where(RegisterNotice.id == first.id).values(fault="unknown_channel"))
    page = text(admin, own(connected))
    assert "The channel is none of ours" in page
    send(admin, f"{own(connected)}/again", own(connected))
    assert all(each.due_at <= now() for each in connected.notices())


def test_off_and_on(admin: FlaskClient, connected: Connected) -> None:
    send(admin, f"{own(connected)}/switch-off", own(connected))
    assert not connected.stored().is_on
    assert "This register is switched off" in text(admin, own(connected))
    send(admin, f"{own(connected)}/switch-on", own(connected))
    assert connected.stored().is_on


def test_removing(admin: FlaskClient, connected: Connected, register: OpenKlant, client: FlaskClient) -> None:
    connected.send(client, register.notice(register.add(moment())))
    assert "Remove Open Klant?" in text(admin, f"{own(connected)}/remove")
    assert len(connected.notices()) == 1
    send(admin, f"{own(connected)}/remove")
    assert connected.notices() == []
    assert "Open Klant is removed." in text(admin, PAGE)
    with reading() as session:
        actions = set(session.scalars(select(JournalEntry.action)))
    assert {"register.added", "register.removed"} <= actions


@pytest.mark.parametrize("role", ["viewer", "auditor"])
def test_for_administrators_only(app: Flask, connected: Connected, role: str) -> None:
    assert signed_in(app, connected.owner.id, role).get(PAGE).status_code == 403
