"""The pages about asking citizens in a browser: tables that a phone shows whole, and rules that are tried first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from survey.database import begin, now
from survey.invitations import rules
from survey.invitations.eligibility import Rules
from survey.organisations import Organisation
from tests import factories
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage
from tests.http.invitations.arrivals import arrived, email, reachable
from tests.http.people import PASSWORD, add_user

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
TEAM = "Vergunningen en Handhaving"


@pytest.fixture
def owner(app: Flask) -> Organisation:
    """An organisation of which contacts of two teams came in."""
    with app.app_context():
        found = factories.organisation()
        add_user(found.id, "admin", "beheer@voorbeeld.example")
        team = factories.team(found, TEAM)
        with begin() as session:
            shares = {"*|*": 80, f"{team}|phone": 100}
            rules.save(session, found.id, Rules(is_on=True, means=("email",), shares=shares))
        moment = now()
        for number in range(30):
            arrived(
                found,
                reachable(
                    f"R{number}", email(f"inwoner{number % 9}@example.nl"), team=TEAM if number % 3 else None,
                    occurred_at=moment - timedelta(hours=1), day=moment.date(),
                ),
                moment=moment,
            )  # fmt: skip
    return found


def sign_in(page: Page, url: str, language: str) -> None:
    page.goto(f"{url}/admin/asking?lang={language}")
    page.fill("#email", "beheer@voorbeeld.example")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/admin/asking**")


def beyond(page: Page) -> list[str]:
    """The tables that are wider than what is around them, by their first words."""
    page.wait_for_load_state("load")
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.table')].filter(each => each.scrollWidth > each.clientWidth)"
        ".map(each => each.innerText.slice(0, 40))"
    )
    return found


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_tables_fit_a_phone(owner: Organisation, live_app: str, open_page: OpenPage, language: str) -> None:
    page = open_page(width=360)
    sign_in(page, live_app, language)
    expect(page.locator("#by-team")).to_be_visible()
    assert_accessible(page)
    assert beyond(page) == []
    page.goto(f"{live_app}/admin/asking/rules")
    page.click("button[value=check]")
    expect(page.locator("#seen")).to_be_visible()
    assert_accessible(page)
    assert beyond(page) == []
