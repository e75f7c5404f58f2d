"""Sampling, second scorings and agreement in a browser: accessible, on a phone, from right to left, without script."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import Page

from admin.insight.terms import EVER
from admin.reliability.double import draw_second
from admin.sampling.record import Wish, draw_sample
from survey.organisations import Organisation
from tests import factories
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage
from tests.http.people import PASSWORD, add_user
from tests.http.reliability.scorings import auditors, double_round, scored, twice
from tests.http.sampling.contacts import contacts

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def owner(in_app: Flask) -> Organisation:
    """An organisation with an admin."""
    found = factories.organisation()
    add_user(found.id, "admin", "admin@voorbeeld.example")
    return found


@pytest.fixture
def spring(owner: Organisation) -> UUID:
    """A round with a sample, calls that were scored twice, and one that waits for its second scoring."""
    team = factories.team(owner, "Burgerzaken, Belastingen en Vergunningen")
    contacts(owner, [team])
    users = auditors(owner)
    round_id = double_round(owner, users, share=100)
    for days in range(12):
        answer = "ja" if days % 3 else "nee"
        first = {"bekend.historie": answer, "bekend.taal": str(4 + days % 5), "bereikbaar.wachttijd": str(20 + days)}
        second = first | {"bekend.taal": str(9 - days % 5), "bereikbaar.menu": "ja"}
        twice(owner, round_id, team, first, second, days, auditor=users[1].id)
    scored(owner, round_id, team, {"bekend.taal": "7"}, auditor=users[0].id, reference="A-" + "9" * 40)
    draw_sample(owner.id, round_id, owner.timezone, Wish(20, EVER, 7), "command")
    return round_id


def sign_in(page: Page, address: str, language: str = "en") -> None:
    page.goto(f"{address}/admin/audits/second?lang={language}")
    page.fill("#email", "admin@voorbeeld.example")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/admin/audits/second?**")


@pytest.mark.parametrize(("width", "language"), [(360, "nl"), (1200, "en"), (360, "ar")])
def test_pages_are_accessible_and_fit(
    live_app: str, open_page: OpenPage, owner: Organisation, spring: UUID, width: int, language: str
) -> None:
    page = open_page(width=width)
    sign_in(page, live_app, language)
    assert_accessible(page)
    paths = (f"{spring}/reliability", "reliability", f"{spring}/sample?margin=8", f"{spring}/sample?margin=x")
    for path in paths:
        page.goto(f"{live_app}/admin/audits/{path}")
        page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
        assert page.locator("h1").count() == 1
        assert_accessible(page)
    draw_second(owner.id, spring, 7, "command")
    page.goto(f"{live_app}/admin/audits/second")
    assert page.locator("tbody tr").count() == 1
    assert_accessible(page)


def test_a_sample_is_sized_and_drawn_without_script_and_by_keyboard(
    live_app: str, open_page: OpenPage, spring: UUID
) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, live_app)
    page.goto(f"{live_app}/admin/audits/{spring}/sample")
    page.fill("#margin", "9,5")
    page.press("#margin", "Enter")
    needed = int(page.input_value("#size"))
    page.press("#size", "Enter")
    assert f"{needed} calls are drawn out of 280." in page.locator("[role=status]").inner_text()
    assert page.get_by_text("drawn out of").count() == 3
