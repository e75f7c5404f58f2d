"""The scoring form in a browser: saved as it is filled in, offline, by two people, by keyboard, without script."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from admin.audits.closing import close_round
from admin.audits.tables import AuditedCall, AuditScore
from survey.database import reading
from survey.organisations import Organisation
from tests import factories
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import OpenPage
from tests.http.audits.scored import made
from tests.http.people import PASSWORD, add_user

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ANNA, BEA = "anna@voorbeeld.example", "bea@voorbeeld.example"


@pytest.fixture
def owner(in_app: Flask) -> Organisation:
    """An organisation with an auditor and an admin."""
    found = factories.organisation()
    add_user(found.id, "auditor", ANNA)
    add_user(found.id, "admin", BEA)
    return found


@pytest.fixture
def round_id(owner: Organisation) -> UUID:
    """A round of a team Burgerzaken, the only one."""
    return made(owner, factories.team(owner))


@pytest.fixture
def new(live_app: str, round_id: UUID) -> str:
    """Where a new call is scored."""
    return f"{live_app}/admin/audits/{round_id}/calls/new"


def sign_in(page: Page, address: str, email: str = ANNA, language: str = "en") -> Page:
    """The page at this address, after signing in."""
    page.goto(f"{address}?lang={language}")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_selector("main h1")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    return page


def expect_saved(page: Page, edition: int) -> None:
    """Wait until this edition is stored and said to be."""
    expect(page.locator("input[name=edition]")).to_have_value(str(edition))
    expect(page.locator("[data-told]")).to_contain_text("Saved")


def choose(page: Page, code: str, value: str) -> None:
    page.locator(f'input[name="value-{code}"][value="{value}"]').check(force=True)


def is_chosen(page: Page, code: str, value: str) -> bool:
    return page.locator(f'input[name="value-{code}"][value="{value}"]').is_checked()


def kept(page: Page) -> int:
    """How many calls this browser keeps."""
    return int(page.evaluate("Object.keys(localStorage).length"))


def call(round_id: UUID) -> AuditedCall:
    with reading() as session:
        return session.scalars(select(AuditedCall).where(AuditedCall.round_id == round_id)).one()


def values(round_id: UUID) -> dict[str, float | None]:
    with reading() as session:
        query = select(AuditScore.criterion, AuditScore.value).where(AuditScore.call_id == call(round_id).id)
        return dict(session.execute(query).all())


def test_what_is_filled_in_is_saved_by_itself(open_page: OpenPage, new: str, round_id: UUID) -> None:
    page = sign_in(open_page(), new)
    choose(page, "bekend.taal", "7")
    expect_saved(page, 1)
    expect(page.locator("[data-score=bekend]")).to_have_text("66.7")
    assert page.url == new.replace("/new", f"/{call(round_id).id}")
    page.locator("details.remark summary").first.click()
    page.locator("textarea").first.fill("Mail jan@voorbeeld.example")
    expect_saved(page, 2)
    expect(page.locator("textarea").first).to_have_value("Mail [e-mail]")
    expect(page.locator("[data-masked]")).to_have_text("Taken out of your remarks: e-mail address.")
    assert kept(page) == 0
    page.reload()
    assert is_chosen(page, "bekend.taal", "7")
    assert not call(round_id).is_done


def test_the_keyboard_scores(open_page: OpenPage, new: str, round_id: UUID) -> None:
    page = sign_in(open_page(), new)
    page.locator('input[name="value-bekend.behoefte"][value=""]').focus()
    for key in ("0", "ArrowDown", "1", "ArrowDown", "8", "ArrowDown", "n", "ArrowDown", "3", "Backspace"):
        page.keyboard.press(key)
    for key in ("ArrowDown", "1", "ArrowDown", "9", "5", "ArrowUp", "0", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    for key in ("1", "r", "x", "1", "ArrowUp", "Escape", "0"):
        page.keyboard.press(key)
    for code, value in {
        "bekend.behoefte": "10", "bekend.samenvatting": "yes", "bekend.taal": "8", "bekend.historie": "na",
        "bekend.situatie": "", "bereikbaar.opgenomen": "no", "bereikbaar.menu": "no",
    }.items():  # fmt: skip
        assert is_chosen(page, code, value), code
    assert page.locator('input[name="value-bereikbaar.wachttijd"]').input_value() == "95"
    assert page.locator('textarea[name="remark-bereikbaar.menu"]').input_value() == "x1"
    page.locator('input[name="value-behulpzaam.antwoord"][value=""]').focus()
    page.keyboard.press("5")
    page.keyboard.press("Control+1")
    assert is_chosen(page, "behulpzaam.antwoord", "partly")
    page.get_by_role("button", name="Finish", exact=True).click()
    page.wait_for_url(f"**/{round_id}")
    assert call(round_id).is_done
    assert values(round_id)["bereikbaar.wachttijd"] == 95


def test_the_stopwatch_counts_and_goes_on(open_page: OpenPage, new: str, round_id: UUID) -> None:
    page = open_page()
    page.clock.install()
    sign_in(page, new)
    field = page.locator('input[name="value-bereikbaar.wachttijd"]')
    field.focus()
    page.keyboard.press("s")
    page.clock.run_for(42_000)
    page.keyboard.press("s")
    assert field.input_value() == "42"
    button = page.get_by_role("button", name="Start")
    button.click()
    page.clock.run_for(3_000)
    page.get_by_role("button", name="Stop").click()
    assert field.input_value() == "45"
    page.clock.run_for(1_000)
    expect(page.locator("[data-score=bereikbaar]")).to_have_text("90.0")
    page.locator('input[name="na-bereikbaar.wachttijd"]').check()
    assert field.input_value() == ""
    field.fill("9")
    assert not page.locator('input[name="na-bereikbaar.wachttijd"]').is_checked()


def test_a_lost_connection_loses_nothing(open_page: OpenPage, new: str, round_id: UUID) -> None:
    page = sign_in(open_page(), new)
    choose(page, "bekend.taal", "7")
    expect_saved(page, 1)
    page.context.set_offline(True)
    choose(page, "bekend.behoefte", "4")
    expect(page.locator("[data-told]")).to_contain_text("No connection.")
    assert kept(page) == 1
    page.get_by_role("button", name="Finish", exact=True).click()
    expect(page.locator("[data-told]")).to_contain_text("Not finished: no connection.")
    assert "bekend.behoefte" not in values(round_id)
    page.context.set_offline(False)
    expect_saved(page, 2)
    assert values(round_id)["bekend.behoefte"] == 4
    assert not call(round_id).is_done
    assert kept(page) == 0


def test_what_was_not_saved_is_there_when_the_page_opens_again(open_page: OpenPage, new: str, round_id: UUID) -> None:
    page = sign_in(open_page(), new)
    choose(page, "bekend.taal", "7")
    expect_saved(page, 1)
    address = page.url
    page.context.set_offline(True)
    choose(page, "bekend.behoefte", "4")
    expect(page.locator("[data-told]")).to_contain_text("No connection.")
    page.close()
    context = page.context
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    assert is_chosen(again, "bekend.behoefte", "4")
    expect_saved(again, 2)
    assert values(round_id)["bekend.behoefte"] == 4


def test_a_new_call_that_was_never_saved_is_offered(open_page: OpenPage, new: str, round_id: UUID) -> None:
    page = sign_in(open_page(), new)
    page.context.set_offline(True)
    choose(page, "bekend.taal", "7")
    expect(page.locator("[data-told]")).to_contain_text("No connection.")
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(new)
    expect(again.locator("#kept")).to_contain_text("A call that you began earlier in this browser is not saved yet.")
    assert_accessible(again)
    again.get_by_role("button", name="Put it back").click()
    assert is_chosen(again, "bekend.taal", "7")
    expect_saved(again, 1)
    assert kept(again) == 0
    assert call(round_id).edition == 1


def test_an_answer_that_is_lost_on_the_way_makes_no_second_call(open_page: OpenPage, new: str, round_id: UUID) -> None:
    page = sign_in(open_page(), new)
    lost = []

    def lose(route: object, request: object) -> None:
        lost.append(route.fetch())  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    page.route("**/calls/new", lose, times=1)
    choose(page, "bekend.taal", "7")
    expect(page.locator("[data-told]")).to_contain_text("No connection.")
    assert len(lost) == 1
    expect_saved(page, 2)
    assert call(round_id).edition == 2


def both(open_page: OpenPage, new: str) -> tuple[Page, Page]:
    """Anna's and Bea's page of the same call, in browsers of their own; Bea saves a mark of 3 and a remark."""
    anna = sign_in(open_page(), new)
    choose(anna, "bekend.taal", "7")
    expect_saved(anna, 1)
    bea = sign_in(open_page(), anna.url, BEA)
    choose(bea, "bekend.taal", "3")
    bea.fill("#remark", "Bea was here")
    expect(bea.locator("input[name=edition]")).not_to_have_value("1")
    expect(bea.locator("[data-told]")).to_contain_text("Saved")
    choose(anna, "bekend.taal", "9")
    choose(anna, "bekend.behoefte", "5")
    expect(anna.locator("#meanwhile")).to_contain_text(f"{BEA} saved this call at")
    return anna, bea


def test_two_on_one_call_are_warned_and_can_keep_their_own(open_page: OpenPage, new: str, round_id: UUID) -> None:
    anna, _ = both(open_page, new)
    assert_accessible(anna)
    assert values(round_id)["bekend.taal"] == 3
    anna.get_by_role("button", name="Keep my changes").click()
    expect(anna.locator("#meanwhile")).to_be_hidden()
    expect(anna.locator("[data-told]")).to_contain_text("Saved")
    expect(anna.locator("[data-score=bekend]")).not_to_have_text("22.2")
    assert values(round_id) == {"bekend.taal": 9, "bekend.behoefte": 5}
    assert call(round_id).remark == "Bea was here"
    assert anna.locator("#remark").input_value() == "Bea was here"


def test_two_on_one_call_can_look_at_the_other_first(open_page: OpenPage, new: str, round_id: UUID) -> None:
    anna, _ = both(open_page, new)
    anna.get_by_role("button", name="Show the other version").click()
    expect(anna.locator("#kept")).to_contain_text("Your own changes to this call are set aside.")
    assert is_chosen(anna, "bekend.taal", "3")
    assert anna.locator("#remark").input_value() == "Bea was here"
    anna.get_by_role("button", name="Put it back").click()
    assert is_chosen(anna, "bekend.taal", "9")
    expect(anna.locator("[data-told]")).to_contain_text("Saved")
    expect(anna.locator("[data-score=bekend]")).to_have_text("66.7")
    assert values(round_id) == {"bekend.taal": 9, "bekend.behoefte": 5}
    assert kept(anna) == 0


def test_a_fault_is_said_at_its_field(open_page: OpenPage, new: str, round_id: UUID) -> None:
    page = sign_in(open_page(), new)
    page.fill('input[name="value-bereikbaar.wachttijd"]', "soon")
    expect(page.locator("[data-told]")).to_contain_text("Not saved yet:")
    expect(page.locator("[data-told]")).to_contain_text("Fill in a number of seconds")
    assert page.locator('input[name="value-bereikbaar.wachttijd"]').get_attribute("aria-invalid") == "true"
    assert_accessible(page)
    page.fill('input[name="value-bereikbaar.wachttijd"]', "65")
    expect_saved(page, 1)
    assert page.locator("[aria-invalid]").count() == 0


def test_without_a_team_nothing_is_sent_and_all_is_kept(
    open_page: OpenPage, new: str, round_id: UUID, owner: Organisation
) -> None:
    factories.team(owner, "Afval")
    page = sign_in(open_page(), new)
    choose(page, "bekend.taal", "7")
    expect(page.locator("[data-told]")).to_contain_text("Choose a team and a day.")
    assert kept(page) == 1
    page.select_option("#team", label="Afval")
    expect_saved(page, 1)


def test_a_round_that_closes_meanwhile_is_told(
    open_page: OpenPage, new: str, round_id: UUID, owner: Organisation
) -> None:
    page = sign_in(open_page(), new)
    close_round(owner.id, round_id, "command")
    choose(page, "bekend.taal", "7")
    expect(page.locator("[data-told]")).to_contain_text("This round is closed meanwhile.")
    assert kept(page) == 1


def test_after_signing_out_elsewhere_all_is_kept(open_page: OpenPage, new: str, round_id: UUID) -> None:
    page = sign_in(open_page(), new)
    other = page.context.new_page()
    other.goto(new)
    other.locator("summary", has_text="My account").click()
    other.get_by_role("button", name="Sign out").click()
    other.wait_for_url("**/sign-in**")
    choose(page, "bekend.taal", "7")
    expect(page.locator("[data-told]")).to_contain_text("You are signed out.")
    sign_in(page, new)
    page.get_by_role("button", name="Put it back").click()
    expect_saved(page, 1)
    assert values(round_id) == {"bekend.taal": 7}


def test_an_administrator_changes_a_finished_call_only_with_the_button(
    open_page: OpenPage, new: str, round_id: UUID
) -> None:
    page = sign_in(open_page(), new, BEA)
    choose(page, "bekend.taal", "7")
    page.get_by_role("button", name="Finish", exact=True).click()
    page.wait_for_url(f"**/{round_id}")
    page.get_by_role("link", name="Feb 28, 2026").click()
    choose(page, "bekend.taal", "9")
    page.get_by_role("button", name="Save", exact=True).click()
    expect_saved(page, call(round_id).edition)
    expect(page.locator("[data-score=bekend]")).to_have_text("88.9")


def test_without_script_the_form_is_saved_and_finished(open_page: OpenPage, new: str, round_id: UUID) -> None:
    page = sign_in(open_page(java_script_enabled=False), new)
    choose(page, "bekend.taal", "7")
    page.fill('input[name="value-bereikbaar.wachttijd"]', "1:45")
    page.get_by_role("button", name="Save", exact=True).click()
    assert page.locator(".done").inner_text().startswith("Saved ")
    assert page.locator("[data-score=bereikbaar]").inner_text() == "50.0"
    assert page.locator("[data-watch]").is_hidden()
    assert page.locator("#keys").is_hidden()
    page.get_by_role("button", name="Finish, and the next call").click()
    assert page.url == new
    assert call(round_id).is_done


@pytest.mark.parametrize(("width", "language"), [(360, "nl"), (1200, "en"), (360, "ar")])
def test_pages_are_accessible_and_fit(
    open_page: OpenPage, live_app: str, new: str, round_id: UUID, width: int, language: str
) -> None:
    page = sign_in(open_page(width=width), new, BEA, language)
    choose(page, "bekend.taal", "7")
    expect(page.locator("input[name=edition]")).to_have_value("1")
    addresses = [page.url, f"{page.url}/delete", new.removesuffix("/calls/new"), f"{live_app}/admin/audits/new"]
    addresses += [f"{live_app}/admin/audits/{round_id}/{each}" for each in ("edit", "close")] + [
        f"{live_app}/admin/audits"
    ]
    for address in addresses:
        page.goto(address)
        assert page.locator("h1").count() == 1
        assert_accessible(page)
