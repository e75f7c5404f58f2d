"""Nothing on staff's side opens without a declared permission, a role that suffices, and a token."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from admin.accounts import permission
from admin.accounts.permission import Level, UndeclaredPermissionError, level_of, permits
from survey.organisations import Organisation
from tests.http.accounts.conftest import SignedIn
from tests.http.conftest import AnotherApp
from tests.http.people import token_of
from tests.http.url_map import addresses, staff_rules

LEVELS: tuple[Level, ...] = ("viewer", "auditor", "admin")


@pytest.fixture
def fresh_app(another_app: AnotherApp) -> Flask:
    """An application that has not answered yet, so that a view can be added."""
    return another_app()


def test_a_view_without_permission_stops_the_start_with_its_name(fresh_app: Flask) -> None:
    permission.verify(fresh_app)
    fresh_app.add_url_rule("/admin/forgotten", "room.forgotten", lambda: "secret")
    with pytest.raises(UndeclaredPermissionError, match=r"room\.forgotten"):
        permission.verify(fresh_app)


def test_a_view_without_permission_is_refused_should_it_be_there_all_the_same(fresh_app: Flask) -> None:
    fresh_app.add_url_rule("/admin/forgotten", "room.forgotten", lambda: "secret")
    page = fresh_app.test_client().get("/admin/forgotten")
    assert page.status_code == 403
    assert "secret" not in page.text


def test_an_unknown_permission_is_a_mistake_that_shows_at_once() -> None:
    with pytest.raises(ValueError, match="'owner' is no permission"):
        permits("owner")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("role", "opens"),
    [("viewer", {"viewer"}), ("auditor", {"viewer", "auditor"}), ("admin", {"viewer", "auditor", "admin"})],
)
def test_a_role_opens_its_own_doors_and_those_below(
    fresh_app: Flask, signed_in: SignedIn, role: str, opens: set[str]
) -> None:
    for level in LEVELS:
        view = permits(level)(lambda: Response("inside", mimetype="text/plain"))
        fresh_app.add_url_rule(f"/admin/for-{level}", level, view)
    cookie = signed_in(role).get_cookie("klankbord", path="/admin")
    assert cookie is not None
    client = fresh_app.test_client()
    client.set_cookie("klankbord", cookie.value, path="/admin")
    for level in LEVELS:
        expected = 200 if level in opens else 403
        assert client.get(f"/admin/for-{level}").status_code == expected


def test_a_page_that_is_refused_says_so_within_the_frame(signed_in: SignedIn) -> None:
    page = signed_in("viewer").get("/admin/users?lang=en")
    assert page.status_code == 403
    assert "You may not see this page" in page.text
    assert "Gemeente Voorbeeld" in page.text


@pytest.mark.parametrize(
    ("role", "sees"),
    [("viewer", False), ("auditor", False), ("admin", True)],
)
def test_the_menu_shows_only_the_rooms_that_open(signed_in: SignedIn, role: str, sees: bool) -> None:
    page = signed_in(role).get("/admin/password").text
    for path in ("/admin/users", "/admin/keys", "/admin/settings"):
        assert (f'<a href="{path}"' in page) is sees
    assert '<a href="/admin/audits"' in page


def test_the_menu_marks_where_one_is(signed_in: SignedIn) -> None:
    page = signed_in("admin").get("/admin/keys").text
    assert '<a href="/admin/keys" aria-current="page"' in page
    assert '<a href="/admin/users" aria-current' not in page


def guarded(app: Flask, method: str) -> list[tuple[str, str]]:
    """Level and address of all that a session opens on staff's side, with an id that nothing has."""
    found = [
        (str(level), address)
        for rule in staff_rules(app, method)
        if (level := level_of(app, rule.endpoint)) != "key"
        for address in addresses(rule, [uuid4()], ["x"])
    ]
    assert found
    return found


def test_every_form_of_staff_needs_a_token(in_app: Flask, signed_in: SignedIn) -> None:
    client = signed_in("admin")
    for _level, address in guarded(in_app, "POST"):
        page = client.post(address, query_string={"lang": "en"})
        assert page.status_code == 400, address
        assert "This page was open for too long." in page.text


def test_nobody_gets_past_the_sign_in_page(in_app: Flask, client: FlaskClient, organisation: Organisation) -> None:
    for method in ("GET", "POST"):
        for level, address in guarded(in_app, method):
            if level == "anyone":
                continue
            answer = client.open(address, method=method)
            assert answer.status_code == 302, address
            assert answer.location.startswith("/admin/sign-in")


def test_a_token_of_another_session_is_refused(in_app: Flask, signed_in: SignedIn) -> None:
    mine, theirs = signed_in("admin"), signed_in("admin")
    token = token_of(theirs.get("/admin/keys"))
    assert mine.post("/admin/keys", data={"csrf_token": token, "name": "x"}).status_code == 400
