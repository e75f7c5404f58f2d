"""The public page in every language, and staff's pages of publishing and comparing: accessible, and fit a phone."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page

from survey import languages
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage
from tests.http.benchmark.towns import taking_part
from tests.http.people import PASSWORD, add_user
from tests.http.publication.places import town, turned

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
STAFF = (
    "/admin/settings/publish",
    "/admin/settings/publish/page",
    "/admin/settings/publish/others",
    "/admin/settings/publish/preview",
    "/admin/benchmark",
    "/admin/benchmark/exchange",
    "/admin/benchmark/senders/add",
)


def assert_good(page: Page) -> None:
    assert page.locator("h1").count() == 1
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    assert_accessible(page)


@pytest.mark.parametrize("language", languages.CODES)
def test_the_public_page_is_accessible(in_app: Flask, live_app: str, open_page: OpenPage, language: str) -> None:
    turned(town(audits=12), public_page=True, public_audits=True)
    page = open_page(width=360)
    page.goto(f"{live_app}/openbaar/voorbeeld?lang={language}")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("svg.bar-100").count() == 10
    assert_good(page)


@pytest.mark.parametrize(("width", "language"), [(360, "ar"), (1200, "en")])
def test_staffs_pages_are_accessible(
    in_app: Flask, live_app: str, open_page: OpenPage, width: int, language: str
) -> None:
    owner = taking_part(6)[0].owner
    add_user(owner.id, "admin", "chef@voorbeeld.example")
    page = open_page(width=width)
    page.goto(f"{live_app}/admin/sign-in?lang={language}")
    page.fill("#email", "chef@voorbeeld.example")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/admin/**")
    for path in STAFF:
        page.goto(live_app + path)
        assert_good(page)
    page.goto(f"{live_app}/admin/benchmark/senders/add")
    page.fill("#name", "Provincie")
    page.fill("#key", "ab" * 32)
    page.press("#key", "Enter")
    page.wait_for_selector("[name=step]", state="attached")
    assert_good(page)
