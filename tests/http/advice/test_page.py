"""The page of advice: what called for it, why now, what was adopted; and the library to read."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from admin.actions import record
from admin.actions.record import Wanted
from admin.actions.tables import ImprovementAction
from admin.insight.library.reading import library
from survey import dimensions
from survey.criteria.tables import VersionedCriterion
from survey.database import begin
from survey.organisations import Organisation
from tests import factories
from tests.http.insight import opinions
from tests.http.insight.opinions import Town
from tests.http.insight.pages import PERIOD, parsed, words
from tests.http.people import signed_in

ADDRESS = f"/admin/advice?{PERIOD}"


@pytest.fixture
def town(in_app: Flask) -> Town:
    """Everybody scores in the middle and the audits find half, so both sides stay under the norm."""
    found = opinions.town()
    opinions.answer(found, times=40, value=3)
    opinions.audit(found, "Winter", 12)
    return found


def browser(app: Flask, owner: Organisation, role: str = "viewer", language: str = "en") -> FlaskClient:
    client = signed_in(app, owner.id, role)
    client.get(f"/admin/start?lang={language}")
    return client


def adopt(town: Town, code: str, team: UUID | None = None, owner: str = "Teamleider") -> None:
    wanted = Wanted("Samenvatten", date(2026, 3, 1), owner, "bekend", team, False, "", "", "nl")
    record.add(town.owner.id, "test", wanted, code)


def test_each_piece_has_its_figures_and_why_now(app: Flask, town: Town) -> None:
    page = parsed(browser(app, town.owner).get(ADDRESS))
    pieces = {item.get("id"): words(item) for item in page.iter("li") if item.get("id")}
    assert {f"{code}.priority" for code in dimensions.CODES} <= pieces.keys()
    told = pieces["bekend.priority"]
    assert "Ask first, answer second" in told
    assert "Bekend: citizens 50.0 (" in told
    assert "under the norm of 75" in told
    assert "First step" in told
    assert "Know what citizens need" in told


def test_only_who_may_change_things_can_adopt(app: Flask, town: Town) -> None:
    assert "actions/adopt" not in browser(app, town.owner).get(ADDRESS).text
    page = parsed(browser(app, town.owner, "admin").get(ADDRESS))
    links = [link.get("href", "") for link in page.iter("a") if "actions/adopt" in link.get("href", "")]
    asked = parse_qs(urlsplit(links[0]).query)
    assert asked["advice"][0] in library().by_code
    assert asked["dimension"][0] in dimensions.BY_CODE


def test_the_form_to_adopt_has_the_title_of_an_own_criterion_too(app: Flask, town: Town) -> None:
    with begin() as session:
        session.add(
            VersionedCriterion(
                organisation_id=town.owner.id,
                version=1,
                code="bekend.wijk",
                position=99,
                dimension="bekend",
                scale="yes_no",
                weight=1.0,
                requirement_nl="Noemt de wijk",
                requirement_en="Names the area",
            )
        )
    client = browser(app, town.owner, "admin")
    assert (
        'value="Work on your own requirement: Names the area"'
        in client.get("/admin/actions/adopt?advice=bekend.wijk&dimension=bekend").text
    )


def test_what_was_adopted_says_by_whom_and_cannot_be_adopted_twice(app: Flask, town: Town) -> None:
    adopt(town, "bekend.priority", town.teams["Burgerzaken"])
    page = parsed(browser(app, town.owner, "admin").get(ADDRESS))
    (piece,) = (item for item in page.iter("li") if item.get("id") == "bekend.priority")
    assert "Adopted by Teamleider on Mar 1, 2026. Team: Burgerzaken." in words(piece)
    assert not any("actions/adopt" in link.get("href", "") for link in piece.iter("a"))


def test_a_measure_that_is_done_no_longer_counts_as_adopted(app: Flask, town: Town) -> None:
    adopt(town, "bekend.priority", owner="")
    client = browser(app, town.owner)
    assert "Adopted on Mar 1, 2026." in client.get(ADDRESS).text
    with begin() as session:
        session.execute(update(ImprovementAction).values(done_on=date(2026, 4, 1)))
    assert "Adopted" not in client.get(ADDRESS).text


def test_another_organisations_measures_are_not_shown(app: Flask, town: Town) -> None:
    other = opinions.town("anders")
    adopt(other, "bekend.priority")
    assert "Adopted" not in browser(app, town.owner).get(ADDRESS).text


def test_hours_in_which_calls_are_missed_are_named(app: Flask, town: Town) -> None:
    with begin() as session:
        for place in range(240):
            day = date(2026, 3, 2) + timedelta(days=place % 5)
            busy = place % 5 == 0
            factories.add_contact(
                session,
                town.owner,
                f"R{place}",
                team_id=town.teams["Burgerzaken"],
                day=day,
                hour=9,
                answered=not (busy and place % 2),
                waiting_seconds=20 if not (busy and place % 2) else None,
            )
    page = parsed(browser(app, town.owner).get(ADDRESS))
    (piece,) = (item for item in page.iter("li") if item.get("id") == "bereikbaar.phone_hours")
    assert "Calls not answered: Monday 9:00: 50.0% of 48 calls." in words(piece)


def test_without_figures_there_is_no_advice_but_a_way_on(app: Flask, in_app: Flask) -> None:
    owner = factories.organisation()
    page = browser(app, owner).get("/admin/advice").text
    assert "There is no advice yet" in page
    assert "/admin/advice/library" in page


def test_few_answers_call_for_more_answers_and_nothing_else(app: Flask, in_app: Flask) -> None:
    town = opinions.town()
    opinions.answer(town, times=4, value=1)
    opinions.contacts_at_random(town, 60)
    page = parsed(browser(app, town.owner).get(f"{ADDRESS}&channel=counter"))
    assert not any((item.get("id") or "").startswith(("be", "own")) for item in page.iter("li"))
    everything = parsed(browser(app, town.owner).get(ADDRESS))
    assert any(item.get("id") == "everything.too_few_answers" for item in everything.iter("li"))


def test_a_wrong_filter_is_told(app: Flask, town: Town) -> None:
    assert browser(app, town.owner).get("/admin/advice?team=Niemand").status_code == 422


@pytest.mark.parametrize(("language", "shown"), [("nl", None), ("fy", "nl"), ("ar", "en"), ("en", None)])
def test_words_in_another_language_say_so(app: Flask, town: Town, language: str, shown: str | None) -> None:
    page = parsed(browser(app, town.owner, language=language).get(ADDRESS))
    titles = [heading for heading in page.iter("h3") if heading.find("span[@class='mark']") is not None]
    assert titles
    for title in titles:
        marked = [(each.get("lang"), each.get("dir")) for each in title.iter("span") if each.get("lang")]
        assert marked == ([(shown, "ltr")] if shown else [])


def test_the_library_can_be_read_whole_and_by_b(app: Flask, town: Town) -> None:
    client = browser(app, town.owner)
    whole = parsed(client.get("/admin/advice/library"))
    assert {item.get("id") for item in whole.iter("details") if item.get("id")} == library().by_code.keys()
    one = parsed(client.get("/admin/advice/library?dimension=beleefd"))
    shown = {item.get("id") for item in one.iter("details") if item.get("id")}
    assert shown == {code for code, item in library().by_code.items() if item.dimension == "beleefd"}
    told = client.get("/admin/advice/library").text
    assert "At least 20 percent of citizens with a low score named it." in told
    assert "Nov 25, 2026" in told


@pytest.mark.parametrize("language", ["nl", "fy", "ar", "uk"])
def test_the_library_can_be_read_in_every_language(app: Flask, town: Town, language: str) -> None:
    client = browser(app, town.owner, language=language)
    assert client.get("/admin/advice/library?dimension=onzin").status_code == 200
