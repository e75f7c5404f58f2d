"""The page of advice and its library in a browser: accessible, on a phone, from right to left, by keyboard."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage
from tests.http.insight import opinions
from tests.http.insight.pages import PERIOD
from tests.http.people import PASSWORD, add_user

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ADDRESS = f"/admin/advice?{PERIOD}"


@pytest.fixture(autouse=True)
def _town(in_app: Flask) -> None:
    """An organisation with enough to advise on, and an admin."""
    town = opinions.town()
    opinions.answer(town, times=40, value=3)
    opinions.audit(town, "Winter", 12)
    add_user(town.owner.id, "admin", "admin@voorbeeld.example")


def opened(page: Page, address: str, path: str, language: str = "en") -> Page:
    page.goto(f"{address}/admin/sign-in?lang={language}")
    page.fill("#email", "admin@voorbeeld.example")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(address + path)
    return page


@pytest.mark.parametrize(("width", "language"), [(360, "nl"), (1200, "en"), (360, "ar")])
def test_the_pages_are_accessible_and_fit(live_app: str, open_page: OpenPage, width: int, language: str) -> None:
    page = opened(open_page(width=width), live_app, ADDRESS, language)
    for path in (ADDRESS, "/admin/advice/library?dimension=beleefd"):
        page.goto(live_app + path)
        page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
        assert_accessible(page)


def test_what_is_folded_away_opens_by_keyboard_without_script(live_app: str, open_page: OpenPage) -> None:
    page = opened(open_page(java_script_enabled=False), live_app, ADDRESS)
    piece = page.locator(".advice > li:has(> details:not(.more))").first
    assert not piece.get_by_text("First step", exact=True).is_visible()
    piece.locator("> details > summary").press("Enter")
    assert piece.get_by_text("First step", exact=True).is_visible()
    piece.get_by_role("link", name="Do this").press("Enter")
    assert "actions/adopt" in page.url
    assert page.input_value("#title") != ""
