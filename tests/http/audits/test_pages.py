"""The pages of audit rounds: what each role sees, empty, with one round, and with many calls."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from admin.audits.tables import AuditRound
from survey.database import reading
from survey.intake.sheets import open_sheet
from survey.languages import CODES
from survey.organisations import Organisation
from tests import factories
from tests.http import people
from tests.http.audits.conftest import SignedIn
from tests.http.audits.rounds import call, stored


def number_of_rounds() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(AuditRound)) or 0


def test_without_rounds_the_list_says_what_to_do(signed_in: SignedIn) -> None:
    page = signed_in("auditor").get("/admin/audits").text
    assert "There are no audits yet" in page
    assert "/admin/audits/template.xlsx" in page
    assert "/admin/audits/upload" in page


def test_a_viewer_is_told_who_can_send_in_a_round(signed_in: SignedIn) -> None:
    page = signed_in("viewer").get("/admin/audits").text
    assert "An auditor of your organisation" in page
    assert "/admin/audits/upload" not in page
    assert "template" not in page


def test_the_list_tells_name_period_calls_and_means(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    stored(owner, "Spring <2026>", [call(team, 0, bekend_taal=60.0), call(team, 3, bekend_taal=81.0)])
    page = signed_in("viewer").get("/admin/audits").text
    assert "Spring &lt;2026&gt;" in page
    assert "Feb 3, 2026 – Feb 6, 2026" in page.replace("\u00a0", " ")
    assert "70.5" in page
    assert "n = 2" in page
    assert "n = 0" in page


def test_a_round_shows_means_with_interval_and_its_calls(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    made = stored(owner, "Spring", [call(team, 0, "A1", bekend_taal=60.0), call(team, 3, "A2", bekend_taal=80.0)])
    page = signed_in("viewer").get(f"/admin/audits/{made.round_id}").text
    assert "2 calls from Feb 3, 2026 to Feb 6, 2026." in page
    assert "70.0" in page
    assert "5.7 to 98.9" in page
    assert "A1" in page
    assert "Burgerzaken" in page
    assert "Delete this round" not in page


def test_a_round_without_calls_has_a_page(signed_in: SignedIn, owner: Organisation) -> None:
    made = stored(owner, "Empty", [])
    assert "This round has no calls." in signed_in("viewer").get(f"/admin/audits/{made.round_id}").text


@pytest.mark.parametrize("role", ["viewer", "auditor", "admin"])
def test_only_those_who_may_score_are_led_to_the_form(signed_in: SignedIn, owner: Organisation, role: str) -> None:
    made = stored(owner, "Open to all auditors", [])
    page = signed_in(role).get(f"/admin/audits/{made.round_id}").text
    assert ("/calls/new" in page) == (role != "viewer")


def test_many_calls_come_fifty_to_a_page(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    made = stored(owner, "Spring", [call(team, 0, f"R{each:04}") for each in range(101)])
    client = signed_in("viewer")
    shown = []
    for number in (1, 2, 3):
        page = client.get(f"/admin/audits/{made.round_id}?page={number}").text
        assert f"Page {number} of 3" in page
        shown.append([each for each in range(101) if f"R{each:04}" in page])
    assert [len(part) for part in shown] == [50, 50, 1]
    assert sorted(each for part in shown for each in part) == list(range(101))


@pytest.mark.parametrize("code", CODES)
def test_every_page_stands_in_every_language(signed_in: SignedIn, owner: Organisation, team: UUID, code: str) -> None:
    made = stored(owner, "Spring", [call(team), call(team)])
    client = signed_in("auditor")
    for path in ("", "/upload", f"/{made.round_id}", f"/{made.round_id}/delete"):
        response = client.get(f"/admin/audits{path}?lang={code}")
        assert response.status_code == 200
        assert f'lang="{code}"' in response.text


def test_deleting_asks_first(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    made = stored(owner, "Spring", [call(team)])
    client = signed_in("auditor")
    question = client.get(f"/admin/audits/{made.round_id}/delete").text
    assert "Delete “Spring”?" in question
    assert number_of_rounds() == 1
    answer = people.send(client, f"/admin/audits/{made.round_id}/delete")
    assert (answer.status_code, answer.location) == (302, "/admin/audits")
    assert number_of_rounds() == 0
    assert "“Spring” is deleted." in client.get("/admin/audits").text


@pytest.mark.parametrize("path", ["/upload", "/{}/delete", "/template.xlsx", "/template.csv"])
def test_a_viewer_may_not_change_anything(signed_in: SignedIn, owner: Organisation, team: UUID, path: str) -> None:
    made = stored(owner, "Spring", [call(team)])
    client = signed_in("viewer")
    address = f"/admin/audits{path.format(made.round_id)}"
    assert client.get(address).status_code == 403
    token = people.token_of(client.get("/admin/password"))
    assert client.post(address, data={"csrf_token": token}).status_code in {403, 405}
    assert number_of_rounds() == 1


@pytest.mark.parametrize("path", ["/{}", "/{}/delete"])
def test_a_round_of_another_organisation_is_not_found(
    in_app: Flask, owner: Organisation, team: UUID, path: str
) -> None:
    made = stored(owner, "Spring", [call(team)])
    other = factories.organisation("elders", "Gemeente Elders")
    client = people.signed_in(in_app, other.id, "admin")
    address = f"/admin/audits{path.format(made.round_id)}"
    assert client.get(address).status_code == 404
    token = people.token_of(client.get("/admin/password"))
    assert client.post(address, data={"csrf_token": token}).status_code in {404, 405}
    assert "Spring" not in client.get("/admin/audits").text
    assert number_of_rounds() == 1


def test_an_unknown_round_is_not_found(signed_in: SignedIn) -> None:
    assert signed_in("auditor").get(f"/admin/audits/{uuid4()}").status_code == 404


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_is_an_attachment_that_reads_back(signed_in: SignedIn, kind: str) -> None:
    response = signed_in("auditor").get(f"/admin/audits/template.{kind}")
    assert response.headers["Content-Disposition"] == f"attachment; filename=audit-voorbeeld.{kind}"
    header = open_sheet(BytesIO(response.data)).header
    assert header[:5] == ("date", "team", "channel", "reference", "bekend.behoefte")


def test_the_template_is_in_the_readers_language(signed_in: SignedIn) -> None:
    response = signed_in("auditor").get("/admin/audits/template.csv?lang=nl")
    assert open_sheet(BytesIO(response.data)).header[:3] == ("datum", "team", "kanaal")
