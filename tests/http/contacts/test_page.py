"""The page about contacts: what came in, and how to bring them in where nothing did."""

from __future__ import annotations

from datetime import date, timedelta

import html5lib
from flask import Flask

from survey.database import begin
from survey.organisations import Organisation
from tests import factories
from tests.http import people


def rows(page: str, title: str) -> dict[str, list[str]]:
    """The cells of the table under this title, by the name of their row."""
    parsed = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    for region in parsed.iter("div"):
        if region.get("aria-labelledby") == title:
            lines = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in region.iter("tr")]
            return {line[0]: line[1:] for line in lines}
    raise LookupError(title)


def page_of(app: Flask, owner: Organisation, role: str = "viewer") -> str:
    answer = people.signed_in(app, owner.id, role).get("/admin/contacts?lang=en")
    assert answer.status_code == 200
    return answer.text


def test_without_contacts_the_page_says_how_to_bring_them_in(in_app: Flask, organisation: Organisation) -> None:
    page = page_of(in_app, organisation, "admin")
    assert "There are no contacts yet" in page
    assert "flask --app wsgi contacts import calls.csv --org voorbeeld --dry-run" in page
    assert "curl http://localhost:8000/api/v1/contacts" in page
    assert 'href="/admin/contacts/upload"' in page
    assert 'href="/admin/keys"' in page


def test_a_viewer_is_not_led_where_only_an_administrator_may_go(in_app: Flask, organisation: Organisation) -> None:
    page = page_of(in_app, organisation)
    assert "An administrator of your organisation can send in the first file." in page
    assert "/admin/contacts/upload" not in page
    assert 'href="/admin/keys"' not in page


def test_contacts_are_counted_by_month_channel_and_team(in_app: Flask, organisation: Organisation) -> None:
    parking = factories.team(organisation, "Parkeren")
    with begin() as session:
        for number in range(1203):
            factories.add_contact(session, organisation, f"A{number}", day=date(2026, 3, 31), team_id=parking)
        factories.add_contact(session, organisation, "B", day=date(2026, 2, 28), channel="counter")
        factories.add_contact(session, organisation, "C", day=date(2025, 4, 1), channel="counter")
        factories.add_contact(session, organisation, "D", day=date(2025, 3, 31))
    factories.invited(organisation, "E", day=date(2026, 3, 1), team_id=parking)
    page = page_of(in_app, organisation)
    channels = rows(page, "channels")
    assert channels["Channel"][:5] == ["Total", "Invited", "Mar 2026", "Feb 2026", "Jan 2026"]
    assert channels["Channel"][-1] == "Apr 2025"
    assert channels["Phone"] == ["1,204", "1", "1,204", *["0"] * 11]
    assert channels["Counter"] == ["2", "0", "0", "1", *["0"] * 9, "1"]
    assert channels["Total"][:4] == ["1,206", "1", "1,204", "1"]
    teams = rows(page, "teams")
    assert list(teams) == ["Team", "Parkeren", "No team", "Total"]
    assert teams["Parkeren"][0] == "1,204"
    assert "Mar 31, 2026" in page


def test_months_go_back_over_the_turn_of_the_year(in_app: Flask, organisation: Organisation) -> None:
    with begin() as session:
        factories.add_contact(session, organisation, "A", day=date(2026, 1, 1))
        factories.add_contact(session, organisation, "B", day=date(2026, 1, 1) - timedelta(days=1))
    months = rows(page_of(in_app, organisation), "channels")
    assert months["Channel"][2:4] == ["Jan 2026", "Dec 2025"]
    assert months["Phone"][:4] == ["2", "0", "1", "1"]


def test_nothing_of_another_organisation_is_counted(in_app: Flask, organisation: Organisation) -> None:
    other = factories.organisation("elders", "Gemeente Elders")
    theirs = factories.team(other, "Elders team")
    with begin() as session:
        factories.add_contact(session, other, "A", team_id=theirs)
    page = page_of(in_app, organisation)
    assert "There are no contacts yet" in page
    assert "Elders team" not in page
