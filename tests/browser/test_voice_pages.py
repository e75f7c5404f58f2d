"""Settings of the survey by keypad in a browser: accessible and fitting, on a phone and from right to left."""

from __future__ import annotations

import pytest
from flask import Flask

from tests import factories
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage
from tests.browser.test_staff_pages import sign_in
from tests.http.people import add_user

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LINE = "/admin/settings/voice"


@pytest.mark.parametrize(("language", "width"), [("nl", 1200), ("ar", 360)])
def test_the_pages_are_accessible(in_app: Flask, live_app: str, open_page: OpenPage, language: str, width: int) -> None:
    owner = factories.organisation()
    add_user(owner.id, "admin", "admin@voorbeeld.example")
    page = open_page(width=width)
    sign_in(page, live_app, language)
    for path in ("", f"/recordings/{language}", "/try", "/try?keys=1.4.-", "/try?keys=1.4.4.4.4.4.1"):
        page.goto(f"{live_app}{LINE}{path}")
        assert_accessible(page)
