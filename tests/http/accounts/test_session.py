"""A session: its cookie, and everything that ends it."""

from __future__ import annotations

from time import time
from typing import Any

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner

from admin.accounts import session as sessions
from admin.accounts import users
from survey.organisations import Organisation
from tests import factories
from tests.http.conftest import AnotherApp
from tests.http.people import PASSWORD, add_user, send, sign_in


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie("klankbord", path="/admin")
    assert found is not None
    return found.value


def browser_with(app: Flask, value: str) -> FlaskClient:
    client = app.test_client()
    client.set_cookie("klankbord", value, path="/admin")
    return client


def is_in(client: FlaskClient) -> bool:
    return client.get("/admin/password").status_code == 200


def test_the_cookie_is_hidden_from_scripts_other_sites_and_the_citizens_side(
    client: FlaskClient, organisation: Organisation
) -> None:
    header = sign_in(client, add_user(organisation.id).email).headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/admin"} <= set(header.split("; "))
    assert "Secure" not in header


def test_in_production_the_cookie_travels_by_https_only(another_app: AnotherApp) -> None:
    production = another_app(mode="production")
    answer = production.test_client().get("/admin/sign-in", base_url="https://localhost")
    assert "Secure" in answer.headers["Set-Cookie"].split("; ")


def test_sign_in_works_by_https_though_browsers_send_us_no_referrer(in_app: Flask, organisation: Organisation) -> None:
    user = add_user(organisation.id)
    client = in_app.test_client()
    page = client.get("/admin/sign-in", base_url="https://localhost")
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    form = {"csrf_token": token, "email": user.email, "password": PASSWORD}
    assert client.post("/admin/sign-in", data=form, base_url="https://localhost").status_code == 302


@pytest.mark.parametrize("path", ["/o/voorbeeld", "/o/voorbeeld/thanks", "/healthz", "/s/wrong", "/nowhere", "/"])
def test_a_citizen_gets_no_cookie_even_in_a_browser_of_staff(
    client: FlaskClient, organisation: Organisation, path: str
) -> None:
    sign_in(client, add_user(organisation.id).email)
    value = cookie(client)
    client.set_cookie("klankbord", value, path="/")
    answer = client.get(path, query_string={"lang": "de"})
    assert "Set-Cookie" not in answer.headers


def test_signing_in_leaves_nothing_of_the_session_before(in_app: Flask, organisation: Organisation) -> None:
    client = in_app.test_client()
    client.get("/admin/sign-in?lang=en")
    with client.session_transaction(path="/admin/") as planted:
        planted["planted"] = "by somebody else"
        before = planted["csrf_token"]
    sign_in(client, add_user(organisation.id).email)
    client.get("/admin/password")
    with client.session_transaction(path="/admin/") as after:
        assert "planted" not in after
        assert after["csrf_token"] != before
        assert after["lang"] == "en"


def test_a_copy_of_the_cookie_opens_nothing_after_signing_out(in_app: Flask, organisation: Organisation) -> None:
    client = in_app.test_client()
    sign_in(client, add_user(organisation.id).email)
    copy = browser_with(in_app, cookie(client))
    assert is_in(copy)
    answer = send(client, "/admin/sign-out", page="/admin/password")
    assert "You are signed out." in client.get(answer.location).text
    assert not is_in(client)
    assert not is_in(copy)


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(in_app: Flask, organisation: Organisation) -> None:
    user = add_user(organisation.id)
    here, elsewhere = in_app.test_client(), in_app.test_client()
    sign_in(here, user.email)
    sign_in(elsewhere, user.email)
    send(here, "/admin/password", current=PASSWORD, new="nieuwe lange zin", again="nieuwe lange zin")
    assert is_in(here)
    assert not is_in(elsewhere)


def test_an_admin_who_switches_a_user_off_or_renews_the_password_ends_the_sessions(
    in_app: Flask, organisation: Organisation
) -> None:
    for end in (users.switch_off, users.new_password):
        user = add_user(organisation.id)
        client = in_app.test_client()
        sign_in(client, user.email)
        assert is_in(client)
        end(organisation.id, "command", user.id)
        assert not is_in(client)


def test_another_role_counts_at_once(in_app: Flask, organisation: Organisation) -> None:
    user = add_user(organisation.id, "viewer")
    client = in_app.test_client()
    sign_in(client, user.email)
    assert client.get("/admin/users").status_code == 403
    users.change_role(organisation.id, "command", user.id, "admin")
    assert client.get("/admin/users").status_code == 200


def signed(app: Flask, owner: Organisation, signed_at: float | None = None, **changed: Any) -> FlaskClient:
    """A browser with a cookie made with the application's own key: what a session of that age looks like."""
    user = add_user(owner.id)
    values = {
        "_permanent": True,
        "user": user.id.hex,
        "organisation": owner.id.hex,
        "epoch": 0,
        "since": int(time()),
    }
    interface = app.session_interface
    assert isinstance(interface, SecureCookieSessionInterface)
    serializer = interface.get_signing_serializer(app)
    assert serializer is not None

    class SignerOfThen(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(signed_at or time())

    serializer.signer = SignerOfThen
    return browser_with(app, _text(serializer.dumps(values | changed)))


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


def test_a_session_ends_after_twelve_hours_however_busy(in_app: Flask, organisation: Organisation) -> None:
    assert is_in(signed(in_app, organisation, since=int(time()) - 12 * 3600 + 60))
    assert not is_in(signed(in_app, organisation, since=int(time()) - 12 * 3600 - 1))


def test_a_session_ends_after_eight_hours_without_use(in_app: Flask, organisation: Organisation) -> None:
    assert is_in(signed(in_app, organisation, signed_at=time() - 8 * 3600 + 60))
    assert not is_in(signed(in_app, organisation, signed_at=time() - 8 * 3600 - 1))
    assert sessions.IDLE.total_seconds() == 8 * 3600


def test_a_user_of_one_organisation_is_not_one_of_another(in_app: Flask, organisation: Organisation) -> None:
    other = factories.organisation("ander", "Gemeente Ander")
    assert is_in(signed(in_app, organisation))
    assert not is_in(signed(in_app, organisation, organisation=other.id.hex))


def test_a_cookie_of_somebody_elses_making_is_ignored(in_app: Flask, organisation: Organisation) -> None:
    client = in_app.test_client()
    sign_in(client, add_user(organisation.id).email)
    assert not is_in(browser_with(in_app, cookie(client)[:-2] + "xx"))
    assert not is_in(browser_with(in_app, "nonsense"))
