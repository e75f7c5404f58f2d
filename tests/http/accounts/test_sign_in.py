"""Signing in: who gets in, where they land, and what the page gives away."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from admin.accounts.tables import User
from survey.database import begin, reading
from survey.organisations import Organisation
from tests import factories
from tests.http.conftest import AnotherApp
from tests.http.people import PASSWORD, add_user, send, sign_in, signed_in


def test_the_right_password_opens_the_page_that_was_asked_for(client: FlaskClient, organisation: Organisation) -> None:
    user = add_user(organisation.id, "admin")
    asked = client.get("/admin/users?page=1")
    assert asked.location == "/admin/sign-in?next=/admin/users?page%3D1"
    answer = sign_in(client, user.email, path=asked.location)
    assert (answer.status_code, answer.location) == (302, "/admin/users?page=1")
    assert "Gemeente Voorbeeld" in client.get(answer.location).text


def test_the_address_may_be_typed_in_capitals(client: FlaskClient, organisation: Organisation) -> None:
    user = add_user(organisation.id)
    assert sign_in(client, f" {user.email.upper()} ").status_code == 302


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/admin",
        "//example.org/admin",
        "/\\example.org/admin",
        "/admin\\..\\x",
        "/adminx",
        "/s/abc",
        "javascript:alert(1)",
        "/admin/\nx",
        "http:/admin",
        "///admin",
        "/admin/../o/voorbeeld",
        "//[/admin",
    ],
)
def test_nobody_is_led_to_another_site_after_signing_in(
    client: FlaskClient, organisation: Organisation, elsewhere: str
) -> None:
    user = add_user(organisation.id)
    page = client.get("/admin/sign-in", query_string={"next": elsewhere})
    path = f"{page.request.path}?{page.request.query_string.decode()}"
    assert sign_in(client, user.email, path=path).location == "/admin/start"


def test_a_wrong_password_an_unknown_address_and_a_user_switched_off_get_the_same_answer(
    client: FlaskClient, organisation: Organisation
) -> None:
    off = add_user(organisation.id)
    with begin() as session:
        session.get_one(User, (organisation.id, off.id)).active = False
    known = add_user(organisation.id)
    answers = {
        _without_secrets(sign_in(client, email, password).text, email)
        for email, password in (
            (known.email, "not this password"),
            ("nobody@voorbeeld.example", PASSWORD),
            (off.email, PASSWORD),
        )
    }
    assert len(answers) == 1
    assert "The e-mail address or the password is not right." in answers.pop()
    assert client.get("/admin/users").status_code == 302


def _without_secrets(page: str, email: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page).replace(email, "")


def test_empty_fields_are_named_in_a_summary(client: FlaskClient) -> None:
    page = sign_in(client, "", "")
    assert page.status_code == 422
    assert '<a href="#email">' in page.text
    assert '<a href="#password">' in page.text
    assert "<title>Error:" in page.text


def test_a_one_time_password_leads_to_a_password_of_ones_own(client: FlaskClient, organisation: Organisation) -> None:
    user = add_user(organisation.id, "admin", must_change_password=True)
    sign_in(client, user.email)
    for path in ("/admin/users", "/admin/start"):
        client.get(path)
        assert client.get("/admin/users").location == "/admin/password"
    answer = send(client, "/admin/password", current=PASSWORD, new="nieuwe lange zin", again="nieuwe lange zin")
    assert answer.status_code == 302
    assert client.get("/admin/users").status_code == 200


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"current": "not this one"}, "This is not your password."),
        ({"new": "kort", "again": "kort"}, "Use at least 12 characters."),
        ({"again": "iets heel anders"}, "This is not the same as the new password."),
        ({"new": "wachtwoord1234", "again": "wachtwoord1234"}, "Many people use this password."),
        ({"new": PASSWORD, "again": PASSWORD}, "This is your password now."),
    ],
)
def test_a_bad_new_password_is_refused_at_its_field(
    client: FlaskClient, organisation: Organisation, fields: dict[str, str], complaint: str
) -> None:
    user = add_user(organisation.id)
    sign_in(client, user.email)
    good = {"current": PASSWORD, "new": "nieuwe lange zin", "again": "nieuwe lange zin"}
    page = send(client, "/admin/password", **(good | fields))
    assert page.status_code == 422
    assert complaint in page.text
    client.delete_cookie("klankbord", path="/admin")
    assert sign_in(client, user.email).status_code == 302


def test_fields_say_what_a_password_keeper_may_fill_in(client: FlaskClient, organisation: Organisation) -> None:
    page = client.get("/admin/sign-in").text
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    sign_in(client, add_user(organisation.id).email)
    assert client.get("/admin/password").text.count('autocomplete="new-password"') == 2


def test_a_hash_of_another_cost_is_made_anew_at_sign_in(
    client: FlaskClient, another_app: AnotherApp, organisation: Organisation
) -> None:
    user = add_user(organisation.id)
    costlier = another_app(password_cost=2048)
    assert sign_in(costlier.test_client(), user.email).status_code == 302
    with reading() as session:
        stored = session.get_one(User, (organisation.id, user.id)).password_hash
    assert "m=1024" in user.password_hash
    assert "m=2048" in stored
    assert sign_in(client, user.email).status_code == 302


def test_the_day_of_the_last_sign_in_is_kept(client: FlaskClient, organisation: Organisation) -> None:
    user = add_user(organisation.id)
    sign_in(client, user.email)
    with reading() as session:
        assert session.get_one(User, (organisation.id, user.id)).last_seen_on is not None


def test_staff_choose_a_language_and_keep_it(client: FlaskClient) -> None:
    assert '<html lang="nl"' in client.get("/admin/sign-in").text
    assert '<html lang="de"' in client.get("/admin/sign-in", headers={"Accept-Language": "de-AT"}).text
    assert '<html lang="ar" dir="rtl"' in client.get("/admin/sign-in?lang=ar").text
    assert '<html lang="ar" dir="rtl"' in client.get("/admin/sign-in", headers={"Accept-Language": "de"}).text
    assert '<html lang="ar"' in client.get("/admin/sign-in?lang=xx").text


def test_a_demo_organisation_says_so_on_every_page(in_app: Flask, organisation: Organisation) -> None:
    other = factories.organisation("echt", "Gemeente Echt")
    with begin() as session:
        session.get_one(Organisation, organisation.id).is_demo = True
    for owner, expected in ((organisation, True), (other, False)):
        client = signed_in(in_app, owner.id, "admin")
        for path in ("/admin/users", "/admin/keys", "/admin/settings", "/admin/nowhere"):
            assert ("Demo: these figures are made up." in client.get(path).text) is expected
