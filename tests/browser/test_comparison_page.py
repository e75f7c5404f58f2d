"""The comparison in a real browser: accessible, charts drawn, no sideways scrolling; its filters need no script."""

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
        opinions.contacts_at_random(town, 200)
        opinions.audit(town, "Winter", 12)
        return add_user(town.owner.id).email


def sign_in(page: Page, live_app: str, email: str) -> None:
    page.goto(f"{live_app}/admin/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


def unfold(page: Page) -> None:
    folded = page.locator("main details:not([open]) > summary")
    while folded.count():
        folded.first.click()


@ONE_DATABASE
@pytest.mark.parametrize(("language", "width"), [("nl", 1200), ("nl", 360), ("ar", 360)])
def test_it_is_accessible_and_fits(viewer: str, live_app: str, open_page: OpenPage, language: str, width: int) -> None:
    page = open_page(width=width)
    sign_in(page, live_app, viewer)
    page.goto(f"{live_app}/admin/?{PERIOD}&lang={language}")
    unfold(page)
    assert_accessible(page)
    drawn = page.evaluate("[...document.querySelectorAll('img.chart')].map(image => image.naturalWidth > 0)")
    assert drawn == [True, True, True]


@ONE_DATABASE
def test_filters_work_without_a_script(viewer: str, live_app: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, live_app, viewer)
    page.goto(f"{live_app}/admin/?{PERIOD}&lang=en")
    page.click(".filters > summary")
    page.select_option("[name=team]", "Burgerzaken")
    page.click(".filters button")
    assert "team=Burgerzaken" in page.url
    assert "team Burgerzaken" in page.inner_text(".in-view")


@ONE_DATABASE
@pytest.mark.parametrize(("language", "width"), [("nl", 1200), ("nl", 360), ("ar", 360)])
@pytest.mark.parametrize("query", [f"?{PERIOD}&about=beleefd", f"?{PERIOD}&by=channel", "?from=2001-01&to=2001-12"])
def test_teams_are_accessible_and_fit(
    viewer: str, live_app: str, open_page: OpenPage, language: str, width: int, query: str
) -> None:
    page = open_page(width=width)
    sign_in(page, live_app, viewer)
    page.goto(f"{live_app}/admin/teams{query}&lang={language}")
    unfold(page)
    assert_accessible(page)
    if query.endswith("beleefd"):
        start = page.evaluate("document.querySelector('.dots').getBoundingClientRect().left")
        assert page.evaluate("document.querySelector('.dots circle').getBoundingClientRect().left") > start
