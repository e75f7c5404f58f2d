"""The browser reaches the application under test, and nothing else."""

from __future__ import annotations

from flask import Flask
from playwright.sync_api import Page

from survey import database
from survey.organisations import Organisation
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage


def test_the_browser_sees_what_the_test_put_in_the_database(page: Page, app: Flask, live_app: str) -> None:
    with app.app_context(), database.begin() as session:
        session.add(Organisation(slug="voorbeeld", name="Gemeente Voorbeeld"))
    page.goto(f"{live_app}/o/voorbeeld/privacy?lang=en")
    assert "Gemeente Voorbeeld" in page.inner_text("body")
    assert_accessible(page)


def test_a_page_can_be_seen_narrow_in_another_language_and_without_scripts(open_page: OpenPage, live_app: str) -> None:
    page = open_page(width=360, locale="ar", java_script_enabled=False)
    page.goto(f"{live_app}/o/nobody")
    assert page.get_attribute("html", "dir") == "rtl"
    assert page.viewport_size == {"width": 360, "height": 900}
