"""The pages of messages in a browser: accessible, on a phone, from right to left, without script."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page

from admin.messages import record
from admin.messages.record import Delivery, Place
from survey.invitations import mail_body
from survey.invitations.texts import Text
from survey.organisations import Organisation
from tests import factories
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage
from tests.http.people import PASSWORD, add_user
from tests.notify_server import KEY

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ROOT = "/admin/settings/messages"
PATHS = (
    ROOT,
    f"{ROOT}/email/invitation/nl",
    f"{ROOT}/email/invitation/ar",
    f"{ROOT}/sms/reminder/ar",
    f"{ROOT}/letter/invitation/pl",
    f"{ROOT}/email/invitation/nl/reset",
    f"{ROOT}/sending",
    f"{ROOT}/key/remove",
    f"{ROOT}/receipts",
)


@pytest.fixture
def organisation(in_app: Flask) -> Organisation:
    """An organisation with words of its own, and NotifyNL for SMS."""
    owner = factories.organisation()
    add_user(owner.id, "admin", "admin@voorbeeld.example")
    own = Text("Hoe hielp %(organisation)s u?", "Beste inwoner,\n\nU belde ons. Vertelt u hoe dat ging?\n\n%(link)s")
    record.keep_text(owner.id, "command", Place("email", "invitation", "nl"), own)
    wanted = Delivery("smtp", "notify", "", "", "", "", "", "")
    record.change_delivery(owner.id, "command", wanted, KEY)
    return owner


def sign_in(page: Page, address: str, language: str = "en") -> None:
    page.goto(f"{address}{ROOT}?lang={language}")
    page.fill("#email", "admin@voorbeeld.example")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(f"**{ROOT}?**")


@pytest.mark.parametrize(("width", "language"), [(360, "ar"), (1200, "nl")])
@pytest.mark.usefixtures("organisation")
def test_pages_are_accessible_and_fit(live_app: str, open_page: OpenPage, width: int, language: str) -> None:
    page = open_page(width=width)
    sign_in(page, live_app, language)
    for path in PATHS:
        page.goto(live_app + path)
        assert page.locator("h1").count() == 1
        assert_accessible(page)


@pytest.mark.usefixtures("organisation")
def test_look_mend_and_save_without_script(live_app: str, open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    sign_in(page, live_app)
    page.goto(f"{live_app}{ROOT}/sms/invitation/nl")
    page.fill("#body", "Hoe hielpen wij u?")
    page.get_by_role("button", name="See how it looks").click()
    assert page.locator("#body-fault").inner_text() == "Put %(link)s in the text: it becomes the link."
    page.fill("#body", "Hoe hielpen wij u? %(link)s")
    page.get_by_role("button", name="See how it looks").click()
    assert "Hoe hielpen wij u? http" in page.locator("#preview").inner_text()
    assert "1 part" in page.locator("#preview").inner_text()
    page.get_by_role("button", name="Save the text").click()
    assert page.locator("[role=status]").inner_text() == "The text is saved."


def test_the_e_mail_itself_is_accessible(open_page: OpenPage, organisation: Organisation) -> None:

    values = {"organisation": organisation.name, "link": "https://a.example/s/b", "opt_out": "https://a.example/u/c"}
    for scheme in ("light", "dark"):
        page = open_page(width=360, color_scheme=scheme)
        text = "Dag %(organisation)s\n\n%(link)s\n\nStop: %(opt_out)s"
        page.set_content(mail_body.html("Vraag", text, values, mail_body.Labels("Antwoord", "Stop"), "nl", "ltr"))
        assert page.get_by_role("link", name="Antwoord").get_attribute("href") == values["link"]
        assert_accessible(page)
