"""Month by month and improvements in a browser: accessible with everything unfolded, on a phone, right to left."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from admin.actions import record
from admin.actions.record import Wanted
from survey.database import reading
from survey.organisations import today
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage
from tests.http.insight import opinions
from tests.http.people import PASSWORD, add_user

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def _town(in_app: Flask) -> None:
    town = opinions.town()
    opinions.answer_at_random(town, 400)
    public = ("Het menu is te lang.", "Het heeft nu twee stappen.", "nl")
    for day, is_public in ((date(2026, 3, 1), True), (date(2026, 3, 9), False)):
        record.add(town.owner.id, "command", Wanted("Keuzemenu", day, "Coach", None, None, is_public, *public))
    with reading() as session:
        measures = record.measures(session, town.owner.id)
    record.finish(town.owner.id, "command", measures[0].id, today(town.owner.timezone))
    record.remove(town.owner.id, "command", measures[1].id)
    add_user(town.owner.id, "admin", "beheer@voorbeeld.example")


@pytest.mark.usefixtures("_town")
@pytest.mark.parametrize(("width", "language"), [(360, "nl"), (1200, "en"), (360, "ar")])
def test_the_pages_are_accessible_and_fit(live_app: str, open_page: OpenPage, width: int, language: str) -> None:
    page = open_page(width=width)
    page.goto(f"{live_app}/admin/sign-in?lang={language}")
    page.fill("#email", "beheer@voorbeeld.example")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/admin/**")
    for path in (
        "trend?from=2026-01-01&to=2026-04-30",
        "trend?from=2001-01-01&to=2001-12-31",
        "trend?limits=never",
        "actions",
        "actions/add",
    ):
        page.goto(f"{live_app}/admin/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        page.evaluate("document.querySelectorAll('.menu').forEach(each => each.open = false)")
        assert page.locator("h1").count() == 1
        assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
        assert_accessible(page)


@pytest.mark.usefixtures("_town")
def test_enter_saves_and_the_preview_keeps_what_was_filled_in(live_app: str, open_page: OpenPage) -> None:
    page = open_page(width=1200)
    page.goto(f"{live_app}/admin/sign-in?lang=en")
    page.fill("#email", "beheer@voorbeeld.example")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.goto(f"{live_app}/admin/actions/add")
    page.fill("#title", "Chat erbij")
    page.fill("#said", "Bellen kost tijd.")
    page.fill("#did", "U kunt nu ook chatten.")
    page.get_by_role("button", name="See how citizens read it").click()
    assert page.locator(".preview").get_by_text("U kunt nu ook chatten.").is_visible()
    page.press("#title", "Enter")
    page.wait_for_url("**/admin/actions")
    assert page.get_by_role("heading", name="Chat erbij").is_visible()
