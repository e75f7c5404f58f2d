"""Switching publication on and off: by an administrator, after a look, noted in the journal."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from admin.publication import record
from admin.publication.period import settled, year_to
from admin.publication.tables import Publication
from survey.database import begin, reading
from survey.journal import JournalEntry
from tests.http.insight import opinions
from tests.http.insight.opinions import Town
from tests.http.people import send, signed_in
from tests.http.publication.places import town, turned, until

ROOM = "/admin/settings/publish"


@pytest.fixture
def made(in_app: Flask) -> Town:
    return town(audits=12)


@pytest.fixture
def admin(app: Flask, made: Town) -> FlaskClient:
    return signed_in(app, made.owner.id, "admin")


def first_b(client: FlaskClient) -> Any:
    return json.loads(client.get("/openbaar/voorbeeld.json").text)["scores"][0]


def actions() -> list[tuple[str, str]]:
    with reading() as session:
        rows = session.execute(select(JournalEntry.action, JournalEntry.subject).order_by(JournalEntry.at)).all()
    return [(action, subject) for action, subject in rows if action.startswith("publication")]


@pytest.mark.parametrize(
    ("word", "column"), [("page", "public_page"), ("audits", "public_audits"), ("others", "benchmark")]
)
def test_a_switch_is_looked_at_turned_on_and_off_and_noted(admin: FlaskClient, word: str, column: str) -> None:
    look = admin.get(f"{ROOM}/{word}").text
    assert ("75.0" in look) is (word != "audits")
    assert actions() == []
    assert send(admin, f"{ROOM}/{word}", wanted="on").status_code == 302
    assert "This is switched on now." in admin.get(ROOM).text
    send(admin, f"{ROOM}/{word}", wanted="on")
    send(admin, f"{ROOM}/{word}", wanted="off")
    assert actions() == [("publication.on", column), ("publication.off", column)]


def test_nothing_turns_without_being_asked(admin: FlaskClient) -> None:
    assert send(admin, f"{ROOM}/page").status_code == 200
    assert send(admin, f"{ROOM}/page", wanted="maybe").status_code == 200
    assert actions() == []


@pytest.mark.parametrize("role", ["viewer", "auditor"])
def test_only_administrators_publish(app: Flask, made: Town, role: str) -> None:
    client = signed_in(app, made.owner.id, role)
    for path in (ROOM, f"{ROOM}/page", f"{ROOM}/preview"):
        assert client.get(path).status_code == 403


def test_the_preview_is_the_page_while_that_is_off(admin: FlaskClient, client: FlaskClient, made: Town) -> None:
    page = admin.get(f"{ROOM}/preview").text
    assert "<strong>75.0</strong>" in page
    assert "only you see it" in page
    assert client.get("/openbaar/voorbeeld").status_code == 404
    turned(made, public_page=True)
    assert "only you see it" not in client.get("/openbaar/voorbeeld?lang=en").text


def test_figures_are_renewed_only_by_whole_groups(admin: FlaskClient, client: FlaskClient, made: Town) -> None:
    turned(made, public_page=True, public_audits=True)
    before = first_b(client)
    opinions.answer(made, day=until() - timedelta(days=40), value=1)
    opinions.audit(made, "Laat", 20, day=until() - timedelta(days=30))
    send(admin, f"{ROOM}/renew", ROOM)
    assert "stay as they were" in admin.get(ROOM).text
    after = first_b(client)
    assert after["perceived"] == before["perceived"]
    assert (before["measured"]["n"], after["measured"]["n"]) == (12, 32)
    opinions.answer(made, day=until() - timedelta(days=40), times=9, value=1)
    send(admin, f"{ROOM}/renew", ROOM)
    assert "worked out anew" in admin.get(ROOM).text
    assert first_b(client)["perceived"]["n"] == 22


def test_the_figures_of_one_organisation_are_kept_once(client: FlaskClient, made: Town) -> None:
    turned(made, public_page=True)
    for _ in range(2):
        client.get("/openbaar/voorbeeld")
    with begin() as session:
        assert len(session.scalars(select(Publication)).all()) == 1


def test_figures_are_of_the_period_that_is_asked_for_wherever_the_clock_of_the_organisation_stands(made: Town) -> None:
    earlier = settled(until())
    assert record.current(made.owner.id, earlier).period == year_to(earlier)
    assert record.current(made.owner.id).period == year_to(until())
