"""A chart is drawn once for its figures: a browser that has them gets a word, and new figures a new chart."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, update

from admin.insight import kept
from survey.database import begin, engine
from survey.organisations import Organisation
from tests.http.insight import opinions
from tests.http.insight.opinions import Town
from tests.http.insight.pages import PERIOD, parsed
from tests.http.people import signed_in


@pytest.fixture
def town(in_app: Flask) -> Town:
    found = opinions.town()
    opinions.answer_at_random(found, 150)
    opinions.audit(found, "Winter", 12)
    return found


@pytest.fixture
def reader(app: Flask, town: Town) -> FlaskClient:
    client = signed_in(app, town.owner.id)
    client.get("/admin/start?lang=en")
    return client


def charts(client: FlaskClient) -> list[str]:
    """The addresses of the charts on the page."""
    page = parsed(client.get(f"/admin/?{PERIOD}"))
    return [image.get("src", "") for image in page.iter("img") if image.get("class") == "chart"]


def queries(client: FlaskClient, address: str, **headers: str) -> tuple[int, int]:
    """Status, and how many queries the answer took."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    response = client.get(address, headers=headers)
    event.remove(engine(), "before_cursor_execute", note)
    return response.status_code, len(asked)


def test_the_page_shows_three_charts_and_the_same_figures_have_the_same_addresses(reader: FlaskClient) -> None:
    first = charts(reader)
    assert len(first) == 3
    assert charts(reader) == first


def test_what_was_just_measured_is_not_measured_again(reader: FlaskClient) -> None:
    addresses = charts(reader)
    # One query is left: who is asking.
    assert [queries(reader, address) for address in addresses] == [(200, 1)] * 3


def test_a_browser_that_has_it_gets_no_more_than_a_word(reader: FlaskClient) -> None:
    for address in charts(reader):
        first = reader.get(address)
        assert first.headers["Cache-Control"] == "private, no-cache"
        again = reader.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.get_data()) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]


def test_a_worker_that_never_measured_it_measures_now(reader: FlaskClient, town: Town) -> None:
    (address, *_) = charts(reader)
    drawn = reader.get(address)
    kept.shelf.clear()
    again = reader.get(address)
    assert again.get_data() == drawn.get_data()
    assert again.headers["ETag"] == drawn.headers["ETag"]


def test_one_more_answer_gives_another_version(reader: FlaskClient, town: Town) -> None:
    before = charts(reader)
    opinions.answer(town, times=30, value=1)
    after = charts(reader)
    assert set(before).isdisjoint(after)
    old = reader.get(before[0])
    assert reader.get(after[0], headers={"If-None-Match": old.headers["ETag"]}).status_code == 200


def test_a_changed_setting_leaves_nothing_of_before(reader: FlaskClient, town: Town) -> None:
    """A higher least group hides what an address of before still names."""
    (address, *_) = charts(reader)
    shown = reader.get(address).get_data()
    with begin() as session:
        session.execute(update(Organisation).values(minimum_group=500))
    hidden = reader.get(address).get_data()
    assert hidden != shown
    assert b"Too few answers" in hidden


def test_another_organisation_gets_nothing_from_the_shelf(app: Flask, reader: FlaskClient) -> None:
    (address, *_) = charts(reader)
    shown = reader.get(address)
    stranger = opinions.town("elders")
    other = signed_in(app, stranger.owner.id)
    other.get("/admin/start?lang=en")
    assert other.get(address).get_data() != shown.get_data()


def test_languages_and_sizes_are_charts_of_their_own(reader: FlaskClient) -> None:
    (address, *_) = charts(reader)
    tags = {
        reader.get(f"{address}&{urlencode(extra)}").headers["ETag"]
        for extra in ({}, {"size": "narrow"}, {"lang": "nl"})
    }
    assert len(tags) == 3


def test_who_is_signed_out_has_no_chart_even_with_its_tag(app: Flask, reader: FlaskClient) -> None:
    (address, *_) = charts(reader)
    tag = reader.get(address).headers["ETag"]
    assert app.test_client().get(address, headers={"If-None-Match": tag}).status_code == 302
