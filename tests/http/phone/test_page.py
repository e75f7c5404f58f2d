"""The page of the phone log: every figure named, an empty state, faults told, files with the same figures."""

from __future__ import annotations

import csv
import html
from io import BytesIO, StringIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from survey.database import begin
from tests import factories
from tests.http.insight import opinions
from tests.http.insight.opinions import Town
from tests.http.people import signed_in
from tests.http.phone import calls

PERIOD = "from=2026-03&to=2026-05"


@pytest.fixture
def town(in_app: Flask) -> Town:
    found = opinions.town(teams=("Burgerzaken", "=Belastingen"))
    calls.calls_at_random(found, 250)
    calls.answers_at_random(found, 100)
    return found


@pytest.fixture
def viewer(app: Flask, town: Town) -> FlaskClient:
    return signed_in(app, town.owner.id)


def words(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.get_data(as_text=True))


def test_the_page_says_that_it_is_the_phone_log_and_stands_apart(viewer: FlaskClient) -> None:
    page = words(viewer, f"/admin/phone?lang=en&{PERIOD}")
    assert "These figures are about all calls in the phone log." in page
    assert "never put together with the audits" in page
    for code in ("bereikbaar.opgenomen", "bereikbaar.wachttijd"):
        assert code in page
    for name in ("Not answered", "Answered within 30 seconds", "Half was answered within", "Put through", "Solved"):
        assert name in page
    assert "Too few calls" in page
    assert "calls. They are not in the figures by hour." in page
    assert 'aria-current="page">Phone log' in page


@pytest.mark.parametrize("name", ["waits", "months", "hours", "perceived"])
@pytest.mark.parametrize("size", ["", "narrow"])
def test_each_chart_is_drawn_and_described(viewer: FlaskClient, name: str, size: str) -> None:
    answer = viewer.get(f"/admin/phone/{name}.svg?lang=ar&size={size}&{PERIOD}")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert b"<desc" in answer.data


def test_the_comparison_leads_here_with_its_filters(viewer: FlaskClient) -> None:
    page = words(viewer, f"/admin/?lang=en&{PERIOD}&team=Burgerzaken&unweighted=1")
    assert "/admin/phone?from=2026-03&to=2026-05&team=Burgerzaken" in page
    assert "team Burgerzaken" in words(viewer, f"/admin/phone?lang=en&{PERIOD}&team=Burgerzaken")


@pytest.mark.parametrize("fault", ["from=yesterday", "from=2026-05-01&to=2026-04-01", "team=Nergens"])
def test_what_cannot_be_asked_is_told_and_never_filed(viewer: FlaskClient, fault: str) -> None:
    answer = viewer.get(f"/admin/phone?lang=en&{fault}")
    assert answer.status_code == 422
    assert "Something is not right yet" in answer.get_data(as_text=True)
    assert viewer.get(f"/admin/phone/phone-log.csv?{fault}").status_code == 303


def test_without_calls_the_page_says_how_they_come_in(app: Flask, in_app: Flask) -> None:
    viewer = signed_in(app, factories.organisation().id)
    page = words(viewer, "/admin/phone?lang=en")
    assert "There are no calls here" in page
    assert "/admin/contacts" in page
    assert "<img class" not in page
    for name in ("waits", "hours"):
        assert viewer.get(f"/admin/phone/{name}.svg").status_code == 404
    assert viewer.get("/admin/phone/phone-log.xlsx").status_code == 200


def test_one_call_without_a_time_is_enough(app: Flask, in_app: Flask) -> None:
    owner = factories.organisation()
    with begin() as session:
        factories.add_contact(session, owner, "R1", hour=None, answered=False)
    viewer = signed_in(app, owner.id)
    page = words(viewer, f"/admin/phone?lang=en&{PERIOD}")
    assert "The phone log has no time of day for 1 call." in page
    assert viewer.get(f"/admin/phone/hours.svg?{PERIOD}").status_code == 404
    for name in ("waits", "months", "perceived"):
        assert viewer.get(f"/admin/phone/{name}.svg?{PERIOD}").status_code == 200


def test_the_csv_has_every_figure_and_no_formula(viewer: FlaskClient) -> None:
    answer = viewer.get(f"/admin/phone/phone-log.csv?lang=en&{PERIOD}")
    text = answer.data.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert {row["source"] for row in rows} == {"phone log"}
    assert {row["group"] for row in rows} == {"all", "team", "month", "hour", "waiting_time", "citizens"}
    assert "'=Belastingen" in {row["name"] for row in rows}
    assert {row["hidden"] for row in rows if row["group"] == "hour"} == {"yes", "no"}
    hidden = [row for row in rows if row["hidden"] == "yes"]
    assert all(row["value"] == row["n"] == "" for row in hidden)


def test_the_workbook_has_the_tables_of_the_page(viewer: FlaskClient) -> None:
    answer = viewer.get(f"/admin/phone/phone-log.xlsx?lang=en&{PERIOD}")
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    first = [row[0] for row in sheet]
    for title in ("Two requirements, by the phone log", "Not answered, by day and hour", "Month by month"):
        assert title in first
    assert "=Belastingen" in first
