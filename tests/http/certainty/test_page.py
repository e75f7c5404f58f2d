"""The page about certainty: what is sure, what it takes, whether it holds, and its empty and faulty states."""

from __future__ import annotations

import html

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey import dimensions
from tests import factories
from tests.http.insight import opinions
from tests.http.insight.opinions import Town
from tests.http.insight.pages import PERIOD, parsed, table
from tests.http.people import signed_in

CHOICES = ("With a margin of 2.5 points", "With a margin of 10 points", "Answers not weighted", "By the phone log")


@pytest.fixture
def town(in_app: Flask) -> Town:
    found = opinions.town()
    opinions.contacts_at_random(found, 120)
    opinions.answer_at_random(found, 90)
    opinions.audit(found, "Winter", 40)
    return found


@pytest.fixture
def viewer(app: Flask, town: Town) -> FlaskClient:
    return signed_in(app, town.owner.id)


def words(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return html.unescape(answer.get_data(as_text=True))


def test_each_b_is_sure_or_has_what_it_takes(viewer: FlaskClient) -> None:
    page = words(viewer, f"/admin/certainty?lang=en&{PERIOD}")
    for name in dimensions.CODES:
        assert f"<dt>{name.title()}</dt><dd>" in page
        assert f"For a difference of 5 points on {name.title()}" in page
    for choice in CHOICES:
        assert choice in page
    assert 'aria-current="page">How sure' in page


def test_the_difference_to_plan_for_can_be_chosen_and_stays_with_the_filters(viewer: FlaskClient) -> None:
    page = words(viewer, f"/admin/certainty?lang=en&difference=12,5&team=Burgerzaken&{PERIOD}")
    assert "For a difference of 12.5 points on Beleefd" in page
    assert '<input type="hidden" name="difference" value="12,5">' in page
    assert '<input type="hidden" name="team" value="Burgerzaken">' in page


@pytest.mark.parametrize("fault", ["difference=0", "difference=51", "difference=much", "team=Nergens"])
def test_what_cannot_be_asked_is_told(viewer: FlaskClient, fault: str) -> None:
    page = words(viewer, f"/admin/certainty?lang=en&{PERIOD}&{fault}", 422)
    assert "Something is not right yet" in page
    assert "on Beleefd" in page


def test_the_figures_stand_in_tables(viewer: FlaskClient) -> None:
    page = parsed(viewer.get(f"/admin/certainty?lang=en&{PERIOD}"))
    assert set(table(page, "The figures of the plan")) == {dimension.name for dimension in dimensions.DIMENSIONS}
    held = table(page, "The verdicts under other choices")
    assert held["Bekend"][-1] == "–"
    assert held["Bereikbaar"][-1] != "–"
    ranked = table(page, "Agreement between audits and citizens on requirements")
    assert all(float(row[0]) >= -1 for row in ranked.values())


def test_too_few_answers_and_no_audits_get_a_plan_from_none(app: Flask, in_app: Flask) -> None:
    few = opinions.town(teams=("Balie",))
    opinions.answer(few, "Balie", times=9)
    page = words(signed_in(app, few.owner.id), f"/admin/certainty?lang=en&{PERIOD}")
    assert "Not sure yet. There are too few answers to compare." in page
    assert "answers in all. Also audit about" in page
    assert "more answer" not in page
    assert "See what is missing" in page
    assert "There is no verdict yet that could change." in page


def test_nine_answers_and_none_look_the_same(app: Flask, in_app: Flask) -> None:
    """What is still needed must not tell how many there are."""
    pages = []
    for slug, times in (("nine", 9), ("none", 0)):
        owner = opinions.town(slug, teams=("Balie",))
        opinions.answer(owner, "Balie", times=times)
        page = words(signed_in(app, owner.owner.id), f"/admin/certainty?lang=en&{PERIOD}&difference=7")
        pages.append(page.partition("<dl")[2].partition("<footer")[0])
    assert pages[0] == pages[1]


def test_a_new_organisation_has_a_page(app: Flask, in_app: Flask) -> None:
    page = words(signed_in(app, factories.organisation().id), "/admin/certainty?lang=en")
    assert "Do audits and citizens point at the same requirements?" not in page
