"""The pages about contacts in a browser: accessible, on a phone too, and a checked file stays chosen."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from survey.organisations import Organisation
from tests import factories
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage
from tests.http.people import PASSWORD, add_user

GOOD = "kenmerk;datum;team\nA1;01-02-2026;Burgerzaken\nA2;02-02-2026;Een team met een heel lange naam\n"
FAULTY = "kenmerk;datum;kanaal\nA1;31-02-2026;duif\n"


@pytest.fixture
def owner(app: Flask) -> Organisation:
    with app.app_context():
        found = factories.organisation()
        add_user(found.id, "admin", "beheer@voorbeeld.example")
    return found


def sign_in(page: Page, url: str, path: str) -> None:
    page.goto(f"{url}{path}?lang=en")
    page.fill("#email", "beheer@voorbeeld.example")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"**{path}**")


def choose(page: Page, text: str) -> None:
    page.set_input_files("#file", {"name": "calls.csv", "mimeType": "text/csv", "buffer": text.encode()})


def check(page: Page) -> None:
    page.click("text=Check the file")
    page.wait_for_selector("#found, #faults")


@pytest.mark.parametrize("width", [360, 1200])
def test_a_file_is_checked_mended_and_stored(
    owner: Organisation, live_app: str, open_page: OpenPage, width: int
) -> None:
    page = open_page(width=width)
    sign_in(page, live_app, "/admin/contacts")
    assert_accessible(page)
    page.click("text=Send in a file")
    choose(page, FAULTY)
    check(page)
    expect(page.locator("#faults")).to_be_focused()
    assert page.title().startswith("Error:")
    assert_accessible(page)
    choose(page, GOOD)
    page.check("#create_teams")
    page.click("text=Check the file")
    page.wait_for_selector("text=Store these contacts")
    assert page.evaluate("document.querySelector('#file').files[0].name") == "calls.csv"
    assert page.locator("text=Choose the file again").count() == 0
    assert_accessible(page)
    page.click("text=Store these contacts")
    page.wait_for_selector("text=New contacts: 2.")
    assert_accessible(page)


def test_without_scripts_the_file_is_chosen_again(owner: Organisation, live_app: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, live_app, "/admin/contacts/upload")
    page.check("#create_teams")
    choose(page, GOOD)
    check(page)
    assert page.locator("text=Choose the file again").count() == 1
    choose(page, GOOD)
    page.click("text=Store these contacts")
    page.wait_for_selector("text=New contacts: 2.")
