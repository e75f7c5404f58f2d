"""Every page that a citizen can meet, in every language: WCAG 2.2 A and AA, and no sideways scrolling on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from survey import languages
from survey.database import reading
from survey.invitations import opting_out
from survey.invitations.tables import Invitation
from survey.invitations.tokens import new_token
from survey.settings import settings
from tests import factories
from tests.browser.accessibility import assert_accessible, assert_fits

OpenPage = Callable[..., Page]
ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def paths(app: Flask) -> dict[str, int]:
    """The paths of the citizen's pages, with the status that each must have."""
    with app.app_context():
        owner = factories.organisation()
        old = factories.invited(owner, "R1")
        factories.expire_invitations()
        fresh = factories.invited(owner, "R2")
        with reading() as session:
            invitation_id = session.scalars(select(Invitation.id)).first()
        assert invitation_id is not None
        no_more = opting_out.opt_out_url(owner.id, invitation_id).removeprefix(settings().public_url)
    return {
        f"/s/{fresh}": 200,
        f"/s/{old}": 410,
        no_more: 200,
        f"/s/{new_token()}": 404,
        "/s/abcd": 404,
        "/o/voorbeeld/thanks?masked=bsn.iban.phone.email.address": 200,
        "/o/voorbeeld/privacy": 200,
        "/o/voorbeeld/accessibility": 200,
        "/nowhere": 404,
    }


def visit(page: Page, address: str, language: str) -> int:
    answer = page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
    assert answer
    assert page.locator("html").get_attribute("lang") == language
    return answer.status


@ONE_DATABASE
@pytest.mark.parametrize("language", languages.CODES)
def test_every_page_is_accessible(paths: dict[str, int], live_app: str, open_page: OpenPage, language: str) -> None:
    page = open_page(width=360)
    for path, status in paths.items():
        assert visit(page, live_app + path, language) == status
        assert_accessible(page)


@ONE_DATABASE
@pytest.mark.parametrize("language", languages.CODES)
def test_the_open_form_with_faults_is_accessible(
    paths: dict[str, int], live_app: str, open_page: OpenPage, language: str
) -> None:
    page = open_page(width=1200)
    visit(page, live_app + next(iter(paths)), language)
    page.locator(".send").click()
    page.locator("#bekend").check()
    page.locator(".languages summary").click()
    assert page.get_by_role("alert").count() == 1
    assert_accessible(page)


@ONE_DATABASE
def test_an_answered_link_is_accessible(paths: dict[str, int], live_app: str, open_page: OpenPage) -> None:
    page = open_page(width=360)
    path = next(iter(paths))
    visit(page, live_app + path, "en")
    page.locator("#mark").check()
    page.locator(".send").click()
    assert visit(page, live_app + path, "en") == 410
    assert_accessible(page)


@ONE_DATABASE
@pytest.mark.parametrize("width", [360, 1200])
def test_forced_colours_still_show_what_is_chosen(
    paths: dict[str, int], live_app: str, open_page: OpenPage, width: int
) -> None:
    page = open_page(width=width, forced_colors="active")
    visit(page, live_app + next(iter(paths)), "en")
    page.locator("#bekend").check()
    colour = "element => getComputedStyle(element).backgroundColor"
    chosen, other = (page.locator(f"[name=bekend][value='{value}'] + span") for value in (1, 2))
    assert chosen.evaluate(colour) != other.evaluate(colour)


@ONE_DATABASE
def test_stopping_invitations_and_taking_it_back_is_accessible(
    paths: dict[str, int], live_app: str, open_page: OpenPage
) -> None:
    page = open_page(width=360, java_script_enabled=False)
    visit(page, live_app + next(path for path in paths if path.startswith("/u/")), "ar")
    page.locator(".send").click()
    assert page.locator("html").get_attribute("lang") == "ar"
    assert_fits(page)
    assert page.locator("main form, main .intro").count() >= 1
