"""The pages of registers in a browser: accessible and fitting, on a phone and from right to left."""

from __future__ import annotations

import pytest
from flask import Flask

from survey.database import begin
from survey.registers import record
from tests import factories
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage
from tests.browser.test_staff_pages import sign_in
from tests.http.people import add_user

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SOURCES = "/admin/settings/sources"


@pytest.mark.parametrize(("language", "width"), [("nl", 1200), ("ar", 360)])
def test_the_pages_are_accessible(in_app: Flask, live_app: str, open_page: OpenPage, language: str, width: int) -> None:
    owner = factories.organisation()
    add_user(owner.id, "admin", "admin@voorbeeld.example")
    base = "https://openklant.voorbeeld.example/klantinteracties/api/v1"
    with begin() as session:
        made = record.add_register(session, owner.id, "command", name="Open Klant", base_url=base, token="geheim")
        record.note_state(session, owner.id, made.id, "sign_in_refused")
    page = open_page(width=width)
    sign_in(page, live_app, language)
    for path in ("", f"/{made.id}", f"/{made.id}/remove"):
        page.goto(f"{live_app}{SOURCES}{path}")
        assert_accessible(page)


def test_the_token_for_notices_is_shown_once(in_app: Flask, live_app: str, open_page: OpenPage) -> None:
    add_user(factories.organisation().id, "admin", "admin@voorbeeld.example")
    page = open_page(width=360)
    sign_in(page, live_app, "nl")
    page.goto(f"{live_app}{SOURCES}")
    page.fill("#name", "Open Klant")
    page.fill("#base_url", "https://openklant.voorbeeld.example/klantinteracties/api/v1")
    page.fill("#token", "geheim")
    page.press("#token", "Enter")
    page.wait_for_selector("text=kbn_")
    assert_accessible(page)
