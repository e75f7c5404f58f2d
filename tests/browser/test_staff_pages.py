"""Staff's frame, accounts and settings in a browser: accessible, on a phone, from right to left, by keyboard."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from admin.accounts import keys
from survey.organisations import Organisation
from tests import factories
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage
from tests.http.people import PASSWORD, add_user

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def organisation(in_app: Flask) -> Organisation:
    """An organisation with teams, a key and an admin."""
    owner = factories.organisation()
    factories.team(owner)
    keys.add_key(owner.id, "command", "Telefooncentrale")
    add_user(owner.id, "admin", "admin@voorbeeld.example")
    add_user(owner.id, "viewer", "een.heel.lang.adres.van.iemand@gemeente-voorbeeld.example")
    return owner


def sign_in(page: Page, address: str, language: str = "en") -> None:
    page.goto(f"{address}/admin/keys?lang={language}")
    page.fill("#email", "admin@voorbeeld.example")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/admin/keys?**")


PATHS = (
    "/admin/users",
    "/admin/users/add",
    "/admin/keys",
    "/admin/settings",
    "/admin/settings/teams",
    "/admin/asking",
    "/admin/asking/rules",
    "/admin/asking/switch",
    "/admin/password",
    "/admin/nowhere",
)


@pytest.mark.parametrize(("width", "language"), [(360, "nl"), (1200, "en"), (360, "ar")])
@pytest.mark.usefixtures("organisation")
def test_pages_are_accessible_and_fit(live_app: str, open_page: OpenPage, width: int, language: str) -> None:
    page = open_page(width=width)
    page.goto(f"{live_app}/admin/sign-in?lang={language}")
    assert_accessible(page)
    sign_in(page, live_app, language)
    for path in PATHS:
        page.goto(live_app + path)
        assert page.get_attribute("html", "lang") == language
        assert page.locator("h1").count() == 1
        assert_accessible(page)


@pytest.mark.usefixtures("organisation")
def test_a_form_with_faults_is_accessible(live_app: str, open_page: OpenPage) -> None:
    page = open_page(width=360)
    sign_in(page, live_app)
    page.goto(f"{live_app}/admin/settings")
    page.fill("#norm", "500")
    page.locator("main form button.action").click()
    assert page.title().startswith("Error:")
    assert_accessible(page)
    page.click(".faults a")
    expect(page.locator("#norm")).to_be_focused()


@pytest.mark.usefixtures("organisation")
def test_staff_work_without_script_and_by_keyboard(live_app: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, live_app)
    page.goto(f"{live_app}/admin/settings/teams")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == "#main"
    page.fill("#name", "Belastingen")
    page.press("#name", "Enter")
    assert page.locator("[role=status]").inner_text() == "The team Belastingen is added."
    page.locator("summary", has_text="My account").press("Enter")
    page.get_by_role("button", name="Sign out").press("Enter")
    assert page.locator("h1").inner_text() == "Sign in"
