"""The phone log in a browser: accessible with everything unfolded, on a phone, from right to left."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage
from tests.http.insight import opinions
from tests.http.people import PASSWORD, add_user
from tests.http.phone import calls

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def _town(in_app: Flask) -> None:
    town = opinions.town()
    calls.calls_at_random(town, 600)
    calls.answers_at_random(town, 600)
    add_user(town.owner.id, "viewer", "lezer@voorbeeld.example")


@pytest.mark.usefixtures("_town")
@pytest.mark.parametrize(("width", "language"), [(360, "nl"), (1200, "en"), (360, "ar")])
def test_the_page_is_accessible_and_fits(live_app: str, open_page: OpenPage, width: int, language: str) -> None:
    page = open_page(width=width)
    page.goto(f"{live_app}/admin/sign-in?lang={language}")
    page.fill("#email", "lezer@voorbeeld.example")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/admin/**")
    for query in ("?from=2026-03-01&to=2026-05-31", "?from=2001-01-01&to=2001-12-31", "?from=never"):
        page.goto(f"{live_app}/admin/phone{query}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        page.evaluate("document.querySelectorAll('.menu').forEach(each => each.open = false)")
        assert page.locator("h1").count() == 1
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
        assert_accessible(page)
