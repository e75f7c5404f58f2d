"""Comments, themes and earlier answers in a browser: accessible, on a phone, right to left; a file stays chosen."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests import factories
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage
from tests.http.comments.writers import write
from tests.http.earlier.files import LIMESURVEY
from tests.http.people import PASSWORD, add_user

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def _town(in_app: Flask) -> None:
    owner = factories.organisation()
    team = factories.team(owner)
    write(owner, [f"Te lang gewacht {number}" for number in range(20)], team=team, reasons=["bereikbaar.wachttijd"])
    write(owner, [f"شكرا {number}" for number in range(40)], team=team, language="ar")
    add_user(owner.id, "admin", "admin@voorbeeld.example")


def _sign_in(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/admin/sign-in?lang={language}")
    page.fill("#email", "admin@voorbeeld.example")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


def _is_good(page: Page) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
    assert page.locator("h1").count() == 1
    assert_accessible(page)


@pytest.mark.usefixtures("_town")
@pytest.mark.parametrize(("width", "language"), [(1200, "en"), (360, "ar")])
def test_comments_and_themes(live_app: str, open_page: OpenPage, width: int, language: str) -> None:
    page = open_page(width=width)
    _sign_in(page, live_app, language)
    page.goto(f"{live_app}/admin/comments/themes")
    _is_good(page)
    page.locator(".suggestions a").first.click()
    _is_good(page)
    page.press("#name", "Enter")
    page.wait_for_url("**/themes")
    for query in ("", "?q=zzz", "?reason=bereikbaar.wachttijd", "?from=2001-01&to=2001-02", "?team=Nergens"):
        page.goto(f"{live_app}/admin/comments{query}")
        _is_good(page)


@pytest.mark.usefixtures("_town")
@pytest.mark.parametrize(("width", "language"), [(1200, "en"), (360, "ar")])
def test_a_file_of_earlier_answers(live_app: str, open_page: OpenPage, width: int, language: str) -> None:
    page = open_page(width=width)
    _sign_in(page, live_app, language)
    page.goto(f"{live_app}/admin/settings/earlier/import")
    _is_good(page)
    page.set_input_files("#file", {"name": "a.csv", "mimeType": "text/csv", "buffer": LIMESURVEY.encode()})
    page.click("button[value=look]")
    page.wait_for_selector("#found")
    _is_good(page)
    page.click("button[value=check]")
    page.wait_for_selector("#months")
    _is_good(page)
    page.click("button[value=store]")
    page.wait_for_url("**/settings/earlier")
    _is_good(page)
    page.locator("main td a").click()
    _is_good(page)
