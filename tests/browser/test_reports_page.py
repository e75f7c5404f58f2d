"""The page of reports in a real browser: accessible, no sideways scrolling, and a report comes without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.browser.accessibility import assert_accessible
from tests.http.insight import opinions
from tests.http.insight.pages import PERIOD
from tests.http.people import PASSWORD, add_user

OpenPage = Callable[..., Page]
ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def viewer(app: Flask) -> str:
    """The address of a user of an organisation with figures and a kept report."""
    with app.app_context():
        town = opinions.town()
        opinions.answer_at_random(town, 120)
        opinions.audit(town, "Winter", 12)
        made = app.test_cli_runner().invoke(args=["reports", "make", "--period", "2026-Q1", "--kind", "csv"])
        assert made.exit_code == 0, made.stderr
        return add_user(town.owner.id).email


def sign_in(page: Page, live_app: str, email: str) -> None:
    page.goto(f"{live_app}/admin/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


@ONE_DATABASE
@pytest.mark.parametrize(("language", "width"), [("nl", 1200), ("ar", 360)])
def test_it_is_accessible_and_fits(viewer: str, live_app: str, open_page: OpenPage, language: str, width: int) -> None:
    page = open_page(width=width)
    sign_in(page, live_app, viewer)
    page.goto(f"{live_app}/admin/reports?{PERIOD}&lang={language}")
    assert_accessible(page)


@ONE_DATABASE
def test_a_report_comes_without_a_script(viewer: str, live_app: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, live_app, viewer)
    page.goto(f"{live_app}/admin/reports?{PERIOD}&lang=en")
    page.check("[name=kind][value=summary]")
    page.check("[name=report_language][value=nl]")
    with page.expect_download() as found:
        page.click("main form button")
    assert found.value.suggested_filename.endswith("-summary-nl.pdf")
