"""Rounds are planned, changed, closed and opened again, each by its page."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from admin.audits.planning.forms import plan_field
from admin.audits.tables import AuditRound, RoundAuditor, RoundPlan
from survey.database import begin, reading
from survey.journal import JournalEntry
from survey.languages import CODES
from survey.organisations import Organisation
from tests import factories
from tests.http import people
from tests.http.audits.conftest import SignedIn
from tests.http.audits.rounds import call, stored
from tests.http.audits.scored import FIRST, LAST, made, opened, scored

NEW = "/admin/audits/new"
GOOD = {"name": "Spring", "method": "mystery", "starts_on": "2026-02-01", "ends_on": "2026-02-28", "double_share": "20"}


def rounds() -> list[AuditRound]:
    with reading() as session:
        return list(session.scalars(select(AuditRound)))


def send(client: FlaskClient, path: str = NEW, **fields: str) -> TestResponse:
    return people.send(client, path, **(GOOD | fields))


def test_a_round_is_made_with_its_plan_and_auditors(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    anna = people.add_user(owner.id, "auditor", "anna@voorbeeld.example")
    client = signed_in("auditor")
    answer = send(client, **{plan_field(team, "phone"): "12", plan_field(team, "chat"): "", "auditors": str(anna.id)})
    assert answer.status_code == 302
    (found,) = rounds()
    assert (found.name, found.method, found.double_share, found.criteria_version) == ("Spring", "mystery", 20, 1)
    assert (found.starts_on, found.ends_on, found.closed_at) == (FIRST, LAST, None)
    with reading() as session:
        plans = [(each.team_id, each.channel, each.planned) for each in session.scalars(select(RoundPlan))]
        assert plans == [(team, "phone", 12)]
        assert [each.user_id for each in session.scalars(select(RoundAuditor))] == [anna.id]
    page = client.get(f"/admin/audits/{found.id}").text
    assert "Mystery call" in page
    assert "Finished: 0 of 12 calls planned." in page
    assert "anna@voorbeeld.example" in page
    assert "You are not one of the auditors of this round." in page


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", " ", "Fill this in."),
        ("name", "x" * 101, "Use one line of 1 to 100 characters."),
        ("method", "", "Choose one of these."),
        ("method", "guess", "Not a valid choice."),
        ("starts_on", "31-31-2026", "Fill in a day, such as 2026-03-01."),
        ("ends_on", "2026-01-31", "The last day is before the first day."),
        ("double_share", "101", "Fill in a number from 0 to 100."),
        ("double_share", "x", "Fill in a whole number."),
        ("auditors", "nobody", "Choose one of these."),
    ],
)
def test_a_plan_with_a_fault_is_shown_again(signed_in: SignedIn, team: UUID, field: str, value: str, says: str) -> None:
    answer = send(signed_in("auditor"), **{field: value, plan_field(team, "phone"): "7"})
    assert answer.status_code == 422
    assert says in answer.text
    assert 'value="7"' in answer.text
    assert rounds() == []


@pytest.mark.parametrize("number", ["-1", "10000", "many"])
def test_a_number_of_calls_is_within_bounds(signed_in: SignedIn, team: UUID, number: str) -> None:
    answer = send(signed_in("auditor"), **{plan_field(team, "phone"): number})
    assert answer.status_code == 422
    assert "Burgerzaken, phone" in answer.text.replace("Phone", "phone")
    assert rounds() == []


def test_a_name_that_is_there_already_is_refused(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    made(owner, team)
    other = made(owner, team, name="Autumn")
    client = signed_in("auditor")
    for path in (NEW, f"/admin/audits/{other}/edit"):
        answer = send(client, path)
        assert answer.status_code == 422
        assert "There is a round with this name already." in answer.text
    assert sorted(each.name for each in rounds()) == ["Autumn", "Spring"]


def test_a_round_is_changed(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    round_id = made(owner, team)
    client = signed_in("auditor")
    assert 'value="3"' in client.get(f"/admin/audits/{round_id}/edit").text
    answer = send(
        client, f"/admin/audits/{round_id}/edit", name="Summer", method="recording", **{plan_field(team, "phone"): ""}
    )
    assert answer.status_code == 302
    (found,) = rounds()
    assert (found.id, found.name, found.method) == (round_id, "Summer", "recording")
    with reading() as session:
        assert session.scalars(select(RoundPlan)).all() == []


def test_the_period_keeps_the_calls_that_are_there(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    round_id = stored(owner, "Spring", [call(team, 0), call(team, 9)]).round_id
    answer = send(signed_in("auditor"), f"/admin/audits/{round_id}/edit", starts_on="2026-02-04")
    assert answer.status_code == 422
    assert "This round has calls from Feb 3, 2026 to Feb 12, 2026." in answer.text


def test_closing_asks_tells_and_stays_on_record(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    round_id = made(owner, team)
    client = signed_in("auditor")
    form = opened(client, f"/admin/audits/{round_id}/calls/new")
    client.post(f"/admin/audits/{round_id}/calls/new", data=form | scored(team))
    question = client.get(f"/admin/audits/{round_id}/close").text
    assert "1 call is not finished. It does not count." in question
    assert rounds()[0].closed_at is None
    people.send(client, f"/admin/audits/{round_id}/close")
    assert rounds()[0].closed_at is not None
    page = client.get(f"/admin/audits/{round_id}").text
    assert "Closed by auditor-" in page
    assert "Score a call" not in page
    viewer = signed_in("viewer").get(f"/admin/audits/{round_id}").text
    assert "Closed on" in viewer
    assert "auditor-" not in viewer


def test_opening_again_needs_a_reason_and_shows_it_masked(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    round_id = made(owner, team)
    client = signed_in("auditor")
    people.send(client, f"/admin/audits/{round_id}/close")
    path = f"/admin/audits/{round_id}/reopen"
    refused = people.send(client, path, reason="  ")
    assert refused.status_code == 422
    assert rounds()[0].closed_at is not None
    people.send(client, path, reason="Two calls were <missing>, says jan@voorbeeld.example")
    assert rounds()[0].closed_at is None
    page = client.get(f"/admin/audits/{round_id}").text
    assert "We took personal data out of your text." in page
    assert "Reason: Two calls were &lt;missing&gt;, says [e-mail]" in page
    with reading() as session:
        entries = session.scalars(select(JournalEntry).order_by(JournalEntry.at)).all()
    assert [entry.action for entry in entries if entry.subject == str(round_id)] == [
        "audit round made",
        "audit round closed",
        "audit round reopened",
    ]


def test_a_closed_round_refuses_every_change(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    round_id = made(owner, team)
    client = signed_in("admin")
    token = people.token_of(client.get("/admin/password"))
    forms = {path: opened(client, f"/admin/audits/{round_id}/calls/new") for path in ("calls/new",)}
    people.send(client, f"/admin/audits/{round_id}/close")
    before = rounds()[0].closed_at
    for path in ("edit", "close", "delete", "calls/new"):
        answer = client.post(
            f"/admin/audits/{round_id}/{path}",
            data=GOOD | {"csrf_token": token, "name": "Other"} | forms.get(path, {}) | scored(team),
        )
        assert answer.status_code in {302, 409}, path
    assert [(each.name, each.closed_at) for each in rounds()] == [("Spring", before)]
    assert "Open it again before you delete it." in client.get(f"/admin/audits/{round_id}/delete").text


def test_reopening_an_open_round_changes_nothing(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    round_id = made(owner, team)
    client = signed_in("auditor")
    token = people.token_of(client.get("/admin/password"))
    answer = client.post(f"/admin/audits/{round_id}/reopen", data={"csrf_token": token, "reason": "x"})
    assert answer.status_code == 302
    with reading() as session:
        assert session.scalar(select(JournalEntry).where(JournalEntry.action == "audit round reopened")) is None


@pytest.mark.parametrize("path", ["new", "{}/edit", "{}/close", "{}/reopen"])
def test_a_viewer_plans_nothing(signed_in: SignedIn, owner: Organisation, team: UUID, path: str) -> None:
    address = f"/admin/audits/{path.format(made(owner, team))}"
    assert signed_in("viewer").get(address).status_code == 403


def test_progress_counts_by_place_and_auditor(
    in_app: Flask, signed_in: SignedIn, owner: Organisation, team: UUID
) -> None:
    other = factories.team(owner, "Afval")
    round_id = made(owner, team)
    client = signed_in("auditor")
    for place, then in ((team, "finish"), (team, "save"), (other, "finish")):
        form = opened(client, f"/admin/audits/{round_id}/calls/new")
        client.post(f"/admin/audits/{round_id}/calls/new", data=form | scored(place) | {"then": then})
    page = client.get(f"/admin/audits/{round_id}").text
    assert "Finished: 2 of 3 calls planned." in page
    cells = [cell.split("<")[0].strip() for cell in page[page.index('id="progress"') :].split('<td class="number">')]
    assert cells[1:9] == ["–", "1", "0", "3", "1", "1", "2", "1"]
    assert "Calls that are not finished" in page


@pytest.mark.parametrize("code", CODES)
def test_the_pages_stand_in_every_language(signed_in: SignedIn, owner: Organisation, team: UUID, code: str) -> None:
    round_id = made(owner, team)
    client = signed_in("auditor")
    for path in ("/new", f"/{round_id}/edit", f"/{round_id}/close", f"/{round_id}", f"/{round_id}/calls/new"):
        response = client.get(f"/admin/audits{path}?lang={code}")
        assert response.status_code == 200
        assert f'lang="{code}"' in response.text


def test_the_list_shows_a_round_without_calls_by_its_period(
    signed_in: SignedIn, owner: Organisation, team: UUID
) -> None:
    round_id = made(owner, team)
    with begin() as session:
        session.get_one(AuditRound, (owner.id, round_id)).closed_at = factories.NOON
    page = signed_in("viewer").get("/admin/audits").text.replace("\u00a0", " ")
    assert "Feb 1, 2026 – Feb 28, 2026" in page
    assert '<span class="mark">Closed</span>' in page
