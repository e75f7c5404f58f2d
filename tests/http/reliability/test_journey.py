"""From a drawn contact to agreement: one auditor scores it, another scores it blind, and the page tells."""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from admin.accounts.tables import User
from admin.audits.planning.record import make_round
from survey.database import begin
from survey.organisations import Organisation
from tests import factories
from tests.http import people
from tests.http.audits.scored import calls_of, opened, planned, scored
from tests.http.reliability.scorings import auditors


@pytest.fixture
def users(owner: Organisation) -> list[User]:
    """Two auditors."""
    return auditors(owner)


@pytest.fixture
def spring(owner: Organisation, team: UUID, users: list[User]) -> UUID:
    """A round of which every call is scored twice."""
    return make_round(owner.id, replace(planned(team, *(user.id for user in users)), double_share=100), "command")


def enter(app: Flask, user: User) -> FlaskClient:
    client = app.test_client()
    assert people.sign_in(client, user.email).status_code == 302
    return client


def finish(client: FlaskClient, address: str, fields: dict[str, str]) -> None:
    answer = client.post(address, data=fields | opened(client, address) | {"then": "finish"})
    assert answer.status_code == 303, answer.text


def test_a_finished_call_is_scored_a_second_time_blind(
    in_app: Flask, team: UUID, spring: UUID, users: list[User]
) -> None:
    first, second = (enter(in_app, user) for user in users)
    address = f"/admin/audits/{spring}/calls"
    finish(first, f"{address}/new", scored(team, reference="CALL-1", value_bekend_taal="4"))

    assert "CALL-1" not in first.get("/admin/audits/second").text
    waiting = second.get("/admin/audits/second").text
    found = re.search(rf'href="({address}/[^"]+)"><bdi>CALL-1<', waiting)
    assert found
    for page in (f"/admin/audits/{spring}", found.group(1)):
        assert "33.3" not in second.get(page).text, f"{page} shows the first score"

    finish(second, found.group(1), scored(team, reference="CALL-1", value_bekend_taal="9"))
    assert "No call waits for a second scoring." in second.get("/admin/audits/second").text
    assert "Scored twice: 1 call." in second.get(f"/admin/audits/{spring}/reliability").text
    assert "33.3" in second.get(f"/admin/audits/{spring}").text
    assert "88.9" not in second.get(f"/admin/audits/{spring}").text
    assert len(calls_of(spring)) == 2, "a second scoring is not scored a second time itself"


def test_a_drawn_call_is_scored_from_the_list(
    in_app: Flask, owner: Organisation, team: UUID, spring: UUID, users: list[User]
) -> None:
    with begin() as session:
        at = factories.NOON.replace(month=2)
        factories.add_contact(session, owner, "R/1 & 2", team_id=team, occurred_at=at, day=at.date())
    client = enter(in_app, users[0])
    people.send(client, f"/admin/audits/{spring}/sample", size=1)
    page = client.get(f"/admin/audits/{spring}/sample").text
    link = re.search(r'href="([^"]*/calls/new\?[^"]+reference=[^"]+)"', page)
    assert link
    form = client.get(link.group(1).replace("&amp;", "&")).text
    assert 'value="R/1 &amp; 2"' in form
    assert 'value="2026-02-02"' in form
    finish(client, f"/admin/audits/{spring}/calls/new", scored(team, reference="R/1 & 2"))
    assert "/calls/new?" not in client.get(f"/admin/audits/{spring}/sample").text
