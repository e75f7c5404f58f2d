"""The citizen's form in a real browser, without scripts: what opens, what stays, what the keyboard does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from survey.criteria.catalogue import CATALOGUE
from tests import factories

OpenPage = Callable[..., Page]
BOXES = ".card:has([name=bekend]) input[name=reasons]"
ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For tests of looks alone: the database makes no difference to them."""


@pytest.fixture
def survey_url(app: Flask, live_app: str) -> str:
    """The address of an open link in English."""
    with app.app_context():
        factories.organisation()
    return f"{live_app}/o/voorbeeld?lang=en"


def without_scripts(open_page: OpenPage, address: str, width: int = 360) -> Page:
    page = open_page(width=width, java_script_enabled=False)
    page.goto(address)
    return page


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"input[name={name}][value='{value}']").check()


@ONE_DATABASE
@pytest.mark.parametrize("low", ["1", "2"])
def test_a_low_score_opens_what_could_be_better(survey_url: str, open_page: OpenPage, low: str) -> None:
    page = without_scripts(open_page, survey_url)
    assert not page.locator(BOXES).first.is_visible()
    choose(page, "bekend", low)
    assert page.locator(BOXES).count() == sum(each.dimension == "bekend" for each in CATALOGUE)
    assert all(box.is_visible() for box in page.locator(BOXES).all())
    assert page.get_by_role("group", name="What could be better?").count() == 1
    assert page.locator("input[name=reasons]:visible").count() == page.locator(BOXES).count()


@ONE_DATABASE
@pytest.mark.parametrize("value", ["3", "4", "5", "unknown"])
def test_another_answer_closes_it(survey_url: str, open_page: OpenPage, value: str) -> None:
    page = without_scripts(open_page, survey_url)
    choose(page, "bekend", "1")
    choose(page, "bekend", value)
    assert page.locator("input[name=reasons]:visible").count() == 0


@ONE_DATABASE
def test_an_older_browser_shows_it_in_a_closed_details(survey_url: str, open_page: OpenPage) -> None:
    def forget_has(route: Route) -> None:
        sheet = route.fetch()
        old = sheet.text().replace("@supports selector(:has(*))", "@supports (display: no-such-thing)")
        route.fulfill(response=sheet, body=old)

    page = open_page(width=360, java_script_enabled=False)
    page.route("**/survey.css*", forget_has)
    page.goto(survey_url)
    summary = page.locator(".card:has([name=bekend]) summary")
    assert summary.is_visible()
    assert not page.locator(BOXES).first.is_visible()
    summary.click()
    page.locator(BOXES).first.check()
    assert page.locator(f"{BOXES}:checked").count() == 1


def test_an_answer_is_sent_without_scripts(survey_url: str, open_page: OpenPage) -> None:
    page = without_scripts(open_page, survey_url)
    choose(page, "bekend", "2")
    page.get_by_role("checkbox", name="They used words I do not understand.").check()
    choose(page, "resolved", "partly")
    choose(page, "mark", "6")
    page.get_by_label("Do you want to tell us more?").fill("Bel mij op 06-12345678")
    page.get_by_role("button", name="Send my answers").click()
    assert "/thanks" in page.url
    assert page.get_by_role("heading", level=1).inner_text() == "Thank you for your answer"
    assert "phone number" in page.inner_text("main")


@ONE_DATABASE
def test_another_language_keeps_what_was_filled_in(survey_url: str, open_page: OpenPage) -> None:
    page = without_scripts(open_page, survey_url)
    choose(page, "bekend", "1")
    page.locator(BOXES).nth(2).check()
    choose(page, "mark", "4")
    page.locator("#comment").fill("Zes keer gebeld")
    page.locator(".languages summary").click()
    page.get_by_role("button", name="العربية").click()
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("[name=bekend][value='1']").is_checked()
    assert page.locator(BOXES).nth(2).is_checked()
    assert page.locator(BOXES).nth(2).is_visible()
    assert page.locator("[name=mark][value='4']").is_checked()
    assert page.locator("#comment").input_value() == "Zes keer gebeld"


@ONE_DATABASE
def test_the_enter_key_sends_and_does_not_change_the_language(survey_url: str, open_page: OpenPage) -> None:
    page = without_scripts(open_page, survey_url)
    choose(page, "mark", "8")
    page.locator("[name=mark][value='8']").press("Enter")
    page.wait_for_url("**/thanks?*")
    assert page.locator("html").get_attribute("lang") == "en"


@ONE_DATABASE
def test_the_whole_form_by_keyboard(survey_url: str, open_page: OpenPage) -> None:
    page = without_scripts(open_page, survey_url)
    page.locator("#bekend").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator(f"{BOXES}:checked").count() == 1
    for _ in range(sum(each.dimension == "bekend" for each in CATALOGUE)):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.locator("[name=bereikbaar][value='2']").is_checked()


@ONE_DATABASE
def test_faults_stand_at_the_top_and_lead_to_their_question(survey_url: str, open_page: OpenPage) -> None:
    page = without_scripts(open_page, survey_url)
    page.get_by_role("button", name="Send my answers").click()
    assert page.title().startswith("Error:")
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    alert.get_by_role("link").first.click()
    assert page.url.endswith("#bekend")
    described = page.locator("fieldset:has(#bekend)").get_attribute("aria-describedby")
    assert page.locator(f"#{described}").inner_text() == alert.get_by_role("link").first.inner_text()


@ONE_DATABASE
@pytest.mark.parametrize("width", [320, 360, 639, 640, 1200])
def test_nothing_sticks_out_and_targets_are_large(survey_url: str, open_page: OpenPage, width: int) -> None:
    page = open_page(width=width)
    page.goto(survey_url)
    choose(page, "bekend", "1")
    page.locator(".languages summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for target in page.locator(".scale label, .ticks label:visible, button:visible, summary:visible").all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44


@ONE_DATABASE
@pytest.mark.parametrize(("language", "rising"), [("nl", True), ("ar", False)])
def test_the_scale_runs_in_reading_direction(survey_url: str, open_page: OpenPage, language: str, rising: bool) -> None:
    page = without_scripts(open_page, survey_url.replace("lang=en", f"lang={language}"))
    first, last = (page.locator(f"[name=bekend][value='{value}']").bounding_box() for value in (1, 5))
    assert first
    assert last
    assert (first["x"] < last["x"]) is rising
