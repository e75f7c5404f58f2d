"""The page about certainty in a real browser: accessible, no sideways scrolling; its form needs no script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.browser.accessibility import assert_accessible
from tests.http.insight import opinions
from tests.http.insight.pages import PERIOD
from tests.http.people import PASSWORD, add_user

OpenPage = Callable[..., Page]
ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def viewer(app: Flask) -> str:
    """The address of a user of an organisation with answers and audits."""
    with app.app_context():
        town = opinions.town()
        opinions.answer_at_random(town, 120)
        opinions.contacts_at_random(town, 120)
        opinions.audit(town, "Winter", 12)
        return add_user(town.owner.id).email


def opened(page: Page, live_app: str, email: str, language: str) -> None:
    page.goto(f"{live_app}/admin/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.goto(f"{live_app}/admin/certainty?{PERIOD}&lang={language}")


@ONE_DATABASE
@pytest.mark.parametrize(("language", "width"), [("nl", 1200), ("ar", 360)])
def test_it_is_accessible_and_fits(viewer: str, live_app: str, open_page: OpenPage, language: str, width: int) -> None:
    page = open_page(width=width)
    opened(page, live_app, viewer, language)
    folded = page.locator("main details:not([open]) > summary")
    while folded.count():
        folded.first.click()
    assert_accessible(page)


@ONE_DATABASE
def test_a_plan_is_made_without_a_script_and_keeps_the_view(viewer: str, live_app: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    opened(page, live_app, viewer, "en")
    page.fill("#difference", "12,5")
    page.click("form.plan button")
    assert "For a difference of 12.5 points on Beleefd" in page.inner_text(".plans")
    assert "January 1, 2026" in page.inner_text(".in-view")
