"""From an employee who gives a code to the citizen who types it; cards to print: in a real browser, without scripts."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import Page

from survey.organisations import Organisation
from tests import factories
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage
from tests.http.people import PASSWORD, add_user

ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def owner(app: Flask) -> Organisation:
    with app.app_context():
        found = factories.organisation()
        factories.team(found)
        add_user(found.id, "viewer", "balie@voorbeeld.example")
    return found


def sign_in(page: Page, url: str, path: str, language: str) -> None:
    page.goto(f"{url}{path}?lang={language}")
    page.fill("#email", "balie@voorbeeld.example")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"**{path}**")


@ONE_DATABASE
@pytest.mark.parametrize(("language", "width"), [("nl", 1200), ("ar", 360)])
def test_the_pages_are_accessible_and_fit(
    owner: Organisation, live_app: str, open_page: OpenPage, language: str, width: int
) -> None:
    page = open_page(width=width)
    sign_in(page, live_app, "/admin/cards", language)
    assert_accessible(page)
    page.goto(f"{live_app}/admin/codes")
    assert_accessible(page)
    page.click("main form button")
    page.wait_for_selector(".spoken .code")
    assert_accessible(page)


@ONE_DATABASE
def test_what_the_employee_reads_aloud_is_what_the_citizen_types(
    owner: Organisation, live_app: str, open_page: OpenPage
) -> None:
    desk = open_page(java_script_enabled=False)
    sign_in(desk, live_app, "/admin/codes", "en")
    desk.check("[name=channel][value=counter]")
    desk.select_option("#team", "Burgerzaken")
    desk.click("main form button")
    code = desk.locator(".spoken .code").inner_text()
    spelled = "".join(desk.locator(".spelled strong").all_inner_texts())
    assert spelled == code.replace("-", "")
    assert desk.locator(".spoken .say").inner_text().startswith("Go to ")

    phone = open_page(width=360, java_script_enabled=False)
    phone.goto(f"{live_app}/code?lang=en")
    phone.fill("#code", f"  {spelled.lower()[:4]} {spelled.lower()[4:]} ")
    phone.click("main form button")
    phone.wait_for_url(re.compile("/s/"))
    assert phone.locator("h1").inner_text() == "How was your contact with us?"

    desk.click("text=Give another code")
    assert desk.locator("[name=channel]:checked").get_attribute("value") == "counter"
    assert desk.locator("#team").input_value() == "Burgerzaken"


@ONE_DATABASE
@pytest.mark.parametrize(("language", "width"), [("en", 360), ("ar", 360)])
def test_a_mistyped_code_is_told_at_its_field(
    owner: Organisation, live_app: str, open_page: OpenPage, language: str, width: int
) -> None:
    page = open_page(width=width)
    page.goto(f"{live_app}/code?lang={language}")
    assert_accessible(page)
    page.fill("#code", "K7PM-4MD")
    page.click("main form button")
    page.wait_for_selector("#code-fault")
    assert page.locator("#code").input_value() == "K7PM-4MD"
    assert_accessible(page)


@ONE_DATABASE
def test_cards_come_in_the_languages_that_are_ticked(owner: Organisation, live_app: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, live_app, "/admin/cards", "en")
    page.check("[name=languages][value=ar]")
    with page.expect_download() as found:
        page.click("main form button")
    assert found.value.suggested_filename == "klankbord-voorbeeld-card-nl-ar.pdf"
