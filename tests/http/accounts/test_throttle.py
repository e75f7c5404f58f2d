"""Guessing is slow: per address, per network, also at the same moment."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from admin.accounts import throttle
from survey.database import begin, now, reading
from survey.organisations import Organisation
from survey.throttle import FailedAttempt
from tests.http.people import PASSWORD, add_user, sign_in, token_of

WRONG = "not this password"


def fail(client: FlaskClient, email: str, times: int) -> list[int]:
    return [sign_in(client, email, WRONG).status_code for _ in range(times)]


def number_kept() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(FailedAttempt)) or 0


def let_the_window_pass() -> None:
    with begin() as session:
        session.execute(update(FailedAttempt).values(at=now() - throttle.WINDOW))


def test_after_five_failures_even_the_right_password_must_wait(client: FlaskClient, organisation: Organisation) -> None:
    user = add_user(organisation.id)
    assert fail(client, user.email, 5) == [422] * 5
    page = sign_in(client, user.email)
    assert page.status_code == 429
    assert 0 < int(page.headers["Retry-After"]) <= throttle.WINDOW.total_seconds()
    assert "Too many attempts. Try again in 15 minutes." in page.text


def test_another_address_on_the_network_still_gets_in(client: FlaskClient, organisation: Organisation) -> None:
    fail(client, add_user(organisation.id).email, 6)
    assert sign_in(client, add_user(organisation.id).email).status_code == 302


def test_after_thirty_failures_the_whole_network_must_wait(client: FlaskClient, organisation: Organisation) -> None:
    for number in range(30):
        assert fail(client, f"guess{number}@voorbeeld.example", 1) == [422]
    user = add_user(organisation.id)
    assert sign_in(client, user.email).status_code == 429
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    token = token_of(client.get("/admin/sign-in"))
    form = {"csrf_token": token, "email": user.email, "password": PASSWORD}
    assert client.post("/admin/sign-in", data=form, environ_overrides=elsewhere).status_code == 302


def test_after_a_quarter_of_an_hour_the_door_opens_and_old_rows_go(
    client: FlaskClient, organisation: Organisation
) -> None:
    user = add_user(organisation.id)
    fail(client, user.email, 6)
    let_the_window_pass()
    assert sign_in(client, user.email).status_code == 302
    assert number_kept() == 0


def test_who_is_refused_does_not_wait_longer_by_trying(client: FlaskClient, organisation: Organisation) -> None:
    user = add_user(organisation.id)
    assert fail(client, user.email, 8) == [422] * 5 + [429] * 3
    assert number_kept() == 10


def test_the_right_password_wipes_the_failures_before_it(client: FlaskClient, organisation: Organisation) -> None:
    user = add_user(organisation.id)
    for _ in range(3):
        fail(client, user.email, 4)
        assert sign_in(client, user.email).status_code == 302
        client.delete_cookie("klankbord", path="/admin")


def test_attempts_at_the_same_moment_do_not_slip_through(in_app: Flask, organisation: Organisation) -> None:
    user = add_user(organisation.id)
    browsers = [in_app.test_client() for _ in range(20)]
    forms = [
        {"csrf_token": token_of(browser.get("/admin/sign-in")), "email": user.email, "password": WRONG}
        for browser in browsers
    ]
    with ThreadPoolExecutor(20) as pool:
        posts = [
            pool.submit(browser.post, "/admin/sign-in", data=form)
            for browser, form in zip(browsers, forms, strict=True)
        ]
        statuses = Counter(post.result().status_code for post in posts)
    assert statuses == {422: 5, 429: 15}


def test_guessing_the_present_password_of_a_stolen_session_is_slow_too(
    client: FlaskClient, organisation: Organisation
) -> None:
    sign_in(client, add_user(organisation.id).email)
    token = token_of(client.get("/admin/password"))
    form = {"csrf_token": token, "current": WRONG, "new": "nieuwe lange zin", "again": "nieuwe lange zin"}
    statuses = [client.post("/admin/password", data=form).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]


def test_no_address_is_kept(client: FlaskClient, organisation: Organisation) -> None:
    user = add_user(organisation.id)
    fail(client, user.email, 1)
    with reading() as session:
        kept = session.scalars(select(FailedAttempt.subject)).all()
    assert len(set(kept)) == 2
    assert all(len(subject) == 32 for subject in kept)


@pytest.mark.parametrize(
    ("client_address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (None, "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_a_network_is_an_address_or_what_one_connection_gets(client_address: str | None, network: str) -> None:
    assert throttle.network_of(client_address) == network
