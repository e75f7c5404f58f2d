"""An admin's work on users; the last admin stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from flask import Flask
from sqlalchemy import func, select

from admin.accounts import users
from admin.accounts.tables import User
from survey.database import begin, reading
from survey.journal import JournalEntry
from survey.organisations import Organisation
from tests.http.accounts.conftest import SignedIn
from tests.http.people import add_user, send, sign_in

ONE_TIME = re.compile(r"[2-9a-z]{4}(?:-[2-9a-z]{4}){3}")


def stored(user: User) -> User:
    with reading() as session:
        return session.get_one(User, (user.organisation_id, user.id))


def active_admins(organisation: Organisation) -> int:
    query = select(func.count()).where(User.organisation_id == organisation.id, User.role == "admin", User.active)
    with reading() as session:
        return session.scalar(query) or 0


def test_an_admin_adds_a_user_who_signs_in_with_the_one_time_password(in_app: Flask, signed_in: SignedIn) -> None:
    admin = signed_in("admin")
    page = send(admin, "/admin/users/add", email=" New@Voorbeeld.Example ", role="auditor")
    found = ONE_TIME.search(page.text)
    assert found
    assert found.group() not in admin.get("/admin/users").text
    client = in_app.test_client()
    assert sign_in(client, "new@voorbeeld.example", found.group()).status_code == 302
    assert client.get("/admin/start").location == "/admin/password" or client.get("/admin/start").status_code == 302


def test_an_address_that_is_known_or_none_is_refused_at_its_field(
    signed_in: SignedIn, organisation: Organisation
) -> None:
    admin, known = signed_in("admin"), add_user(organisation.id)
    page = send(admin, "/admin/users/add", email=known.email, role="viewer")
    assert page.status_code == 422
    assert "There is a user with this address already." in page.text
    for wrong in ("voorbeeld", "a@b", "a b@voorbeeld.nl", "@voorbeeld.nl", "a@voorbeeld..nl", f"{'a' * 250}@b.nl"):
        page = send(admin, "/admin/users/add", email=wrong, role="viewer")
        assert page.status_code == 422
        assert "This is not an e-mail address." in page.text


def test_a_role_that_does_not_exist_is_refused(signed_in: SignedIn) -> None:
    page = send(signed_in("admin"), "/admin/users/add", email="a@voorbeeld.nl", role="owner")
    assert page.status_code == 422
    assert "Not a valid choice." in page.text


def test_an_admin_changes_a_role(signed_in: SignedIn, organisation: Organisation) -> None:
    admin, user = signed_in("admin"), add_user(organisation.id)
    answer = send(admin, f"/admin/users/{user.id}", role="auditor")
    assert answer.status_code == 302
    assert stored(user).role == "auditor"


def test_an_admin_switches_a_user_off_and_on(in_app: Flask, signed_in: SignedIn, organisation: Organisation) -> None:
    admin, user = signed_in("admin"), add_user(organisation.id)
    page = f"/admin/users/{user.id}"
    send(admin, f"{page}/off", page=page)
    assert sign_in(in_app.test_client(), user.email).status_code == 422
    send(admin, f"{page}/on", page=page)
    assert sign_in(in_app.test_client(), user.email).status_code == 302


def test_a_new_one_time_password_replaces_the_old_password(
    in_app: Flask, signed_in: SignedIn, organisation: Organisation
) -> None:
    admin, user = signed_in("admin"), add_user(organisation.id)
    page = send(admin, f"/admin/users/{user.id}/password", page=f"/admin/users/{user.id}")
    found = ONE_TIME.search(page.text)
    assert found
    assert sign_in(in_app.test_client(), user.email).status_code == 422
    assert sign_in(in_app.test_client(), user.email, found.group()).status_code == 302
    assert stored(user).must_change_password


def test_the_last_active_admin_can_not_be_switched_off_or_demoted(
    signed_in: SignedIn, organisation: Organisation
) -> None:
    admin = signed_in("admin")
    off = add_user(organisation.id, "admin")
    users.switch_off(organisation.id, "command", off.id)
    with reading() as session:
        last = session.scalars(select(User).where(User.role == "admin", User.active)).one()
    page = f"/admin/users/{last.id}"
    answer = send(admin, f"{page}/off", page=page)
    assert "This is the last active administrator." in admin.get(answer.location).text
    answer = send(admin, page, role="viewer")
    assert answer.status_code == 422
    assert "This is the last active administrator." in answer.text
    assert active_admins(organisation) == 1


def test_two_admins_who_demote_each_other_at_the_same_moment_leave_one(
    in_app: Flask, organisation: Organisation
) -> None:
    def demote(user_id: UUID) -> None:
        with in_app.app_context():
            users.change_role(organisation.id, "command", user_id, "viewer")

    def off(user_id: UUID) -> None:
        with in_app.app_context():
            users.switch_off(organisation.id, "command", user_id)

    pairs: list[tuple[Callable[[UUID], None], ...]] = [(demote, demote), (off, off), (demote, off)] * 3
    with ThreadPoolExecutor(2) as pool:
        for ways in pairs:
            admins = [add_user(organisation.id, "admin") for _ in ways]
            calls = [pool.submit(way, user.id) for way, user in zip(ways, admins, strict=True)]
            faults = [call.exception() for call in calls]
            assert [type(fault) for fault in faults if fault] == [users.LastAdminError]
            assert active_admins(organisation) == 1
            _remove_all(organisation)


def _remove_all(organisation: Organisation) -> None:
    with begin() as session:
        for user in session.scalars(select(User).where(User.organisation_id == organisation.id)):
            session.delete(user)


def test_changes_are_noted_without_addresses(signed_in: SignedIn, organisation: Organisation) -> None:
    admin = signed_in("admin")
    send(admin, "/admin/users/add", email="new@voorbeeld.example", role="viewer")
    with reading() as session:
        user = session.scalars(select(User).where(User.email == "new@voorbeeld.example")).one()
        page = f"/admin/users/{user.id}"
    send(admin, page, role="auditor")
    for change in ("off", "on", "password"):
        send(admin, f"{page}/{change}", page=page)
    with reading() as session:
        entries = session.scalars(select(JournalEntry).where(JournalEntry.subject == str(user.id))).all()
    assert {entry.action for entry in entries} == {
        "user.added",
        "user.role",
        "user.off",
        "user.on",
        "user.password",
    }
    assert not any("@" in f"{entry.subject}{entry.detail}{entry.actor}" for entry in entries)


def test_a_long_list_comes_by_the_page(signed_in: SignedIn, organisation: Organisation) -> None:
    with begin() as session:
        session.add_all(
            User(
                organisation_id=organisation.id,
                email=f"user{number:03}@voorbeeld.example",
                role="viewer",
                password_hash="none",
            )
            for number in range(120)
        )
    admin = signed_in("admin")
    assert "Page 1 of 3" in admin.get("/admin/users").text
    second = admin.get("/admin/users?page=2").text
    assert "user060@voorbeeld.example" in second
    assert "user001@voorbeeld.example" not in second
    assert 'href="/admin/users?page=3"' in second
    for odd in ("0", "-3", "x", "99"):
        assert admin.get(f"/admin/users?page={odd}").status_code == 200


def test_the_address_bar_gives_no_orders(signed_in: SignedIn) -> None:
    page = signed_in("admin").get("/admin/users?_scheme=javascript&_external=1&endpoint=x&_anchor=x")
    assert page.status_code == 200
    assert 'href="javascript' not in page.text
