"""The pages about criteria in a browser: accessible, on a phone, from right to left, without script."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from admin.criteria.json_file import as_json
from survey.criteria.catalogue import CATALOGUE
from survey.organisations import Organisation
from tests import factories
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage
from tests.http.criteria.sets import NEW_OWN, OWN, add_own, present
from tests.http.people import PASSWORD, add_user

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

CRITERION_OF_ANOTHER = replace(OWN, code="bekend.nieuw")
PATHS = (
    "/admin/criteria",
    "/admin/criteria/edit",
    "/admin/criteria/add",
    f"/admin/criteria/own/{OWN.code}",
    f"/admin/criteria/own/{OWN.code}/remove",
    "/admin/criteria/versions",
    "/admin/criteria/versions/2",
    "/admin/criteria/compare",
    "/admin/criteria/upload",
)


@pytest.fixture
def owner(in_app: Flask) -> Organisation:
    """An organisation with a criterion of its own, in version 2."""
    found = factories.organisation()
    add_user(found.id, "admin", "beheer@voorbeeld.example")
    add_own(found)
    return found


def sign_in(page: Page, address: str, language: str = "en") -> None:
    page.goto(f"{address}/admin/criteria?lang={language}")
    page.fill("#email", "beheer@voorbeeld.example")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/admin/criteria?**")


@pytest.mark.parametrize(("width", "language"), [(360, "nl"), (1200, "en"), (360, "ar")])
@pytest.mark.usefixtures("owner")
def test_pages_are_accessible_and_fit(live_app: str, open_page: OpenPage, width: int, language: str) -> None:
    page = open_page(width=width)
    sign_in(page, live_app, language)
    for path in PATHS:
        page.goto(live_app + path)
        assert page.locator("h1").count() == 1
        assert_accessible(page)


def test_faults_and_a_newer_version_are_told_accessibly(
    owner: Organisation, live_app: str, open_page: OpenPage
) -> None:
    page = open_page(width=360)
    sign_in(page, live_app)
    page.goto(f"{live_app}/admin/criteria/edit")
    field = page.locator("[name='weight-bekend.taal']")
    field.fill("veel")
    page.click("text=Save as a new version")
    assert page.title().startswith("Error:")
    assert_accessible(page)
    page.click(".faults a")
    expect(field).to_be_focused()
    field.fill("3")
    add_own(owner, CRITERION_OF_ANOTHER)
    page.click("text=Save as a new version")
    assert page.locator("#overtaken h2").inner_text().startswith("Somebody saved a newer version")
    assert_accessible(page)
    page.click("text=Save as a new version")
    assert "Saved as version 4." in page.locator("[role=status]").inner_text()
    assert present(owner).by_code()["bekend.taal"].weight == 3
    assert CRITERION_OF_ANOTHER.code in present(owner).by_code()


def test_all_works_without_script(owner: Organisation, live_app: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, live_app)
    page.click("text=Add a criterion")
    for name, value in NEW_OWN.items():
        if name in {"dimension", "scale"}:
            page.select_option(f"#{name}", value)
        else:
            page.fill(f"#{name}", value if name != "name" else "voornaam")
    page.click("text=Save as a new version")
    assert "Saved as version 3." in page.locator("[role=status]").inner_text()
    page.click("text=Import a file")
    content = as_json(CATALOGUE)
    page.set_input_files("#file", {"name": "set.json", "mimeType": "application/json", "buffer": content})
    page.click("text=Check the file")
    assert page.locator(".changes tbody").count() == 2
    page.click("text=Save as a new version")
    assert "Saved as version 4." in page.locator("[role=status]").inner_text()
    assert present(owner).everything == CATALOGUE
