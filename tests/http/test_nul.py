"""A NUL in a text, which PostgreSQL keeps nowhere: never a fault of ours, on either database."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.answers.tables import Response
from survey.database import reading
from survey.organisations import Organisation, Team
from tests import factories
from tests.http.people import send, sign_in, signed_in
from tests.http.settings.test_settings import GOOD


@pytest.fixture
def organisation(in_app: Flask) -> Organisation:
    return factories.organisation()


@pytest.fixture
def admin(in_app: Flask, organisation: Organisation) -> FlaskClient:
    return signed_in(in_app, organisation.id, "admin")


@pytest.mark.parametrize("rest", ["", "/thanks", "/privacy", "/accessibility", "/qr.svg"])
@pytest.mark.parametrize("slug", ["%00", "voorbeeld%00", "x" * 5000])
def test_a_slug_that_can_be_nobodys_is_not_found(client: FlaskClient, slug: str, rest: str) -> None:
    assert client.get(f"/o/{slug}{rest}").status_code == 404


def test_a_comment_is_kept_without_it(client: FlaskClient, organisation: Organisation) -> None:
    token = factories.invited(organisation)
    assert client.post(f"/s/{token}", data={"mark": "7", "comment": "Goed\0 zo"}).status_code == 303
    page = client.get("/o/voorbeeld").text
    number = re.search(r'name="submission"[^>]* value="([^"]+)"', page)
    assert number
    sent = client.post("/o/voorbeeld", data={"mark": "7", "comment": "\0", "submission": number.group(1)})
    assert sent.status_code == 303
    with reading() as session:
        assert set(session.scalars(select(Response.comment))) == {"Goed zo", None}


def test_masking_sees_through_it(client: FlaskClient, organisation: Organisation) -> None:
    token = factories.invited(organisation)
    client.post(f"/s/{token}", data={"mark": "7", "comment": "Bel 06 1234\0 5678"})
    with reading() as session:
        assert session.scalars(select(Response.comment)).all() == ["Bel [phone]"]


def test_nobody_signs_in_with_it(client: FlaskClient, organisation: Organisation) -> None:
    assert sign_in(client, "admin@voorbeeld.example\0").status_code == 422
    assert sign_in(client, "\0").status_code == 422


def test_staffs_texts_are_kept_without_it(admin: FlaskClient, organisation: Organisation) -> None:
    send(admin, "/admin/settings/teams", name="Burger\0zaken")
    send(admin, "/admin/settings", **GOOD | {"name": "Gemeente\0 Elders", "website": "https://elders\0.example"})
    assert send(admin, "/admin/keys", name="Telefoon\0centrale").status_code == 200
    assert send(admin, "/admin/users/add", email="a\0@voorbeeld.example", role="viewer").status_code == 200
    with reading() as session:
        assert session.scalars(select(Team.name)).all() == ["Burgerzaken"]
        found = session.get_one(Organisation, organisation.id)
    assert (found.name, found.website) == ("Gemeente Elders", "https://elders.example")


def test_a_text_of_nothing_else_is_empty(admin: FlaskClient) -> None:
    assert send(admin, "/admin/settings/teams", name="\0").status_code == 422
    assert send(admin, "/admin/keys", name="\0").status_code == 422
