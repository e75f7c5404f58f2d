"""Keys for an organisation's own systems: shown once, checked by hash, ended for good."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update

from admin.accounts import keys
from admin.accounts.tables import ApiKey
from survey.database import begin, reading
from survey.machines import token_hash
from survey.organisations import Organisation, today
from tests import factories
from tests.http.accounts.conftest import SignedIn
from tests.http.people import send

KEY = re.compile(r"kb_[\w-]{43}")


def owner_of(bearer: str) -> UUID | None:
    caller = keys.opened_by(bearer)
    return None if caller is None else caller.organisation_id


def last_use(key_id: UUID) -> date | None:
    with reading() as session:
        return session.scalar(select(ApiKey.last_used_on).where(ApiKey.id == key_id))


def test_a_key_is_shown_once_and_opens_its_own_organisation(signed_in: SignedIn, organisation: Organisation) -> None:
    admin = signed_in("admin")
    assert "There are no keys yet." in admin.get("/admin/keys").text
    found = KEY.search(send(admin, "/admin/keys", name="Telefooncentrale").text)
    assert found
    listed = admin.get("/admin/keys").text
    assert "Telefooncentrale" in listed
    assert not KEY.search(listed)
    assert owner_of(found.group()) == organisation.id


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_a_key_needs_a_name(signed_in: SignedIn, name: str) -> None:
    page = send(signed_in("admin"), "/admin/keys", name=name)
    assert page.status_code == 422
    assert not KEY.search(page.text)


def test_a_wrong_key_opens_nothing(organisation: Organisation) -> None:
    new = keys.add_key(organisation.id, "command", "x")
    for wrong in ("", "kb_", new.key[:-1], new.key + "x", new.key.upper(), "é"):
        assert owner_of(wrong) is None


def test_a_revoked_key_opens_nothing_after_a_question_first(signed_in: SignedIn, organisation: Organisation) -> None:
    new = keys.add_key(organisation.id, "command", "Oud systeem")
    admin = signed_in("admin")
    page = f"/admin/keys/{new.id}/revoke"
    assert "Revoke the key Oud systeem?" in admin.get(page).text
    assert owner_of(new.key) == organisation.id
    answer = send(admin, page)
    assert "The key Oud systeem does not work any more." in admin.get(answer.location).text
    assert owner_of(new.key) is None
    assert "Revoked on" in admin.get("/admin/keys").text


def test_the_day_of_use_is_written_once_a_day(in_app: Flask, organisation: Organisation) -> None:
    new = keys.add_key(organisation.id, "command", "x")
    day = today(organisation.timezone)
    assert last_use(new.id) is None
    keys.opened_by(new.key)
    assert last_use(new.id) == day
    with begin() as session:
        session.execute(update(ApiKey).values(last_used_on=day - timedelta(days=1)))
    keys.opened_by(new.key)
    assert last_use(new.id) == day


def test_only_a_hash_is_kept(organisation: Organisation) -> None:
    new = keys.add_key(organisation.id, "command", "x")
    with reading() as session:
        row = session.scalars(select(ApiKey)).one()
    assert row.key_hash == token_hash(new.key)
    assert new.key.encode() not in row.key_hash


def test_keys_of_two_organisations_are_apart(organisation: Organisation) -> None:
    other = factories.organisation("ander", "Gemeente Ander")
    mine, theirs = (keys.add_key(owner.id, "command", "x") for owner in (organisation, other))
    assert owner_of(theirs.key) == other.id
    with reading() as session:
        assert [key.id for key in keys.keys_of(session, organisation.id)] == [mine.id]
