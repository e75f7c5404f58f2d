"""What an admin can set of the organisation and its teams."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.database import reading
from survey.journal import JournalEntry
from survey.organisations import Organisation, Team
from tests import factories
from tests.http.people import send, signed_in

GOOD = {
    "name": "Gemeente Voorbeeld",
    "website": "https://www.voorbeeld.example",
    "phone": "14 020",
    "complaint_url": "https://www.voorbeeld.example/klacht",
    "open_link": "y",
    "norm": "72,5",
    "margin": "4",
    "minimum_group": "12",
    "keep_comments_days": "90",
    "keep_answers_days": "400",
    "keep_contacts_days": "400",
}


@pytest.fixture
def organisation(in_app: Flask) -> Organisation:
    return factories.organisation()


@pytest.fixture
def admin(in_app: Flask, organisation: Organisation) -> FlaskClient:
    return signed_in(in_app, organisation.id, "admin")


def stored(organisation: Organisation) -> Organisation:
    with reading() as session:
        return session.get_one(Organisation, organisation.id)


def test_the_settings_are_saved_and_shown(admin: FlaskClient, organisation: Organisation) -> None:
    answer = send(admin, "/admin/settings", **GOOD)
    page = admin.get(answer.location).text
    assert "The settings are saved." in page
    assert 'value="72.5"' in page
    found = stored(organisation)
    assert (found.norm, found.margin, found.minimum_group, found.open_link) == (72.5, 4, 12, True)
    assert (found.website, found.phone) == (GOOD["website"], GOOD["phone"])
    send(admin, "/admin/settings", **{name: value for name, value in GOOD.items() if name != "open_link"})
    assert not stored(organisation).open_link


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("name", "", "Fill this in."),
        ("name", "x" * 101, "Use at most 100 characters."),
        ("website", "javascript:alert(1)", "This is not a web address."),
        ("website", "www.voorbeeld.example", "This is not a web address."),
        ("complaint_url", "https://", "This is not a web address."),
        ("complaint_url", "https://[", "This is not a web address."),
        ("complaint_url", "data:text/html,x", "This is not a web address."),
        ("phone", "call me", "Use digits, spaces"),
        ("norm", "101", "Fill in a number from 0 to 100."),
        ("norm", "nan", "Fill in a number."),
        ("norm", "good", "Fill in a number."),
        ("margin", "-1", "Fill in a number from 0 to 50."),
        ("minimum_group", "4", "Fill in a number from 5 to 1000."),
        ("keep_comments_days", "401", "no longer than their answers"),
        ("minimum_group", "7.5", "Fill in a whole number."),
    ],
)
def test_a_wrong_value_is_refused_at_its_field_and_changes_nothing(
    admin: FlaskClient, organisation: Organisation, field: str, value: str, complaint: str
) -> None:
    page = send(admin, "/admin/settings", **(GOOD | {field: value}))
    assert page.status_code == 422
    assert complaint in page.text
    assert f'<a href="#{field}">' in page.text
    assert stored(organisation).minimum_group == 10


def test_the_open_link_is_shown_with_its_codes(in_app: Flask, admin: FlaskClient) -> None:
    page = admin.get("/admin/settings").text
    assert f"{in_app.config['KLANKBORD'].public_url}/o/voorbeeld" in page
    for kind in ("svg", "png"):
        assert f'href="/o/voorbeeld/qr.{kind}"' in page
        assert in_app.test_client().get(f"/o/voorbeeld/qr.{kind}").status_code == 200


def test_teams_are_added_and_renamed(admin: FlaskClient, organisation: Organisation) -> None:
    assert "There are no teams yet." in admin.get("/admin/settings/teams").text
    send(admin, "/admin/settings/teams", name=" Burgerzaken ")
    with reading() as session:
        team = session.scalars(select(Team)).one()
    assert team.name == "Burgerzaken"
    answer = send(admin, f"/admin/settings/teams/{team.id}", name="Publiekszaken")
    assert "Publiekszaken" in admin.get(answer.location).text


def marked(client: FlaskClient, path: str) -> list[tuple[str, str]]:
    tabs = client.get(path).get_data(as_text=True).partition('<nav class="tabs"')[2]
    return re.findall(r'href="([^"]*)" aria-current="(\w+)"', tabs)


def test_the_tab_of_a_page_or_of_the_page_above_it_is_marked(admin: FlaskClient, organisation: Organisation) -> None:
    for page in ("", "/teams", "/sources", "/messages", "/voice", "/publish"):
        assert marked(admin, f"/admin/settings{page}") == [(f"/admin/settings{page}", "page")]
    team = factories.team(organisation)
    assert marked(admin, f"/admin/settings/teams/{team}") == [("/admin/settings/teams", "true")]


@pytest.mark.parametrize("name", ["Burgerzaken", "burgerzaken"])
def test_two_teams_can_not_have_one_name(admin: FlaskClient, organisation: Organisation, name: str) -> None:
    factories.team(organisation, "Burgerzaken")
    other = factories.team(organisation, "Belastingen")
    for path in ("/admin/settings/teams", f"/admin/settings/teams/{other}"):
        page = send(admin, path, name=name)
        assert page.status_code == 422
        assert "There is a team with this name already." in page.text


def test_changes_are_noted_with_the_figures_and_without_addresses(
    admin: FlaskClient, organisation: Organisation
) -> None:
    send(admin, "/admin/settings", **GOOD)
    send(admin, "/admin/settings", **GOOD)
    send(admin, "/admin/settings/teams", name="Burgerzaken")
    with reading() as session:
        entries = session.scalars(select(JournalEntry).where(JournalEntry.actor != "command")).all()
    assert sorted(entry.action for entry in entries) == ["organisation.changed", "team.added"]
    detail = next(entry.detail for entry in entries if entry.action == "organisation.changed")
    assert detail == {
        "website": "changed",
        "phone": "changed",
        "complaint_url": "changed",
        "norm": 72.5,
        "margin": 4.0,
        "minimum_group": 12,
        "keep_comments_days": 90,
        "keep_answers_days": 400,
        "keep_contacts_days": 400,
    }
