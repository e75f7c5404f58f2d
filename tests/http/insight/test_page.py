"""The page, its charts and its files show the same figures, by the filters in the address."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from survey import dimensions
from survey.organisations import Organisation
from tests import factories
from tests.http.insight import opinions
from tests.http.insight.opinions import Town
from tests.http.insight.pages import PERIOD, parsed, table, words
from tests.http.people import signed_in

COMPARED = "The five B's, perceived and measured"


@pytest.fixture
def town(in_app: Flask) -> Town:
    found = opinions.town()
    opinions.answer_at_random(found, 800)
    opinions.contacts_at_random(found, 40)
    opinions.audit(found, "Winter", 12)
    return found


def viewer(app: Flask, owner: Organisation) -> FlaskClient:
    client = signed_in(app, owner.id)
    client.get("/admin/start?lang=en")
    return client


def rows(client: FlaskClient, arguments: str) -> list[dict[str, str]]:
    content = client.get(f"/admin/comparison.csv?{arguments}").get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def perceived(client: FlaskClient, arguments: str) -> dict[str, str]:
    """The five scores as the CSV has them, in the page's one decimal."""
    found = {
        row["dimension"]: row
        for row in rows(client, arguments)
        if row["part"] == "dimensions" and row["figure"] == "perceived"
    }
    return {dimensions.BY_CODE[code].name: f"{float(row['value (decimal point)']):.1f}" for code, row in found.items()}


def drawn(client: FlaskClient, arguments: str) -> set[str]:
    """The texts in the chart."""
    chart = client.get(f"/admin/comparison.svg?{arguments}")
    assert chart.mimetype == "image/svg+xml"
    root = ET.fromstring(chart.get_data())  # noqa: S314 - our own drawing
    return {text.text for text in root.iter() if text.text}


def on_sheet(client: FlaskClient, arguments: str) -> dict[str, list[str]]:
    """Both scores of each B on the first sheet, in the page's one decimal."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"/admin/comparison.xlsx?{arguments}").get_data()))
    lines = {str(line[0]): line for line in book.get_sheet_by_index(0).to_python()}
    found = {b.name: lines[f"{b.name} – {b.about}"] for b in dimensions.DIMENSIONS}
    return {name: [_said(line[1]), _said(line[3])] for name, line in found.items()}


def _said(cell: object) -> str:
    return f"{cell:.1f}" if isinstance(cell, float) else str(cell)


@pytest.mark.parametrize("filters", ["", "&team=Burgerzaken", "&channel=phone&unweighted=1", "&channel=counter"])
def test_page_chart_and_files_show_the_same(app: Flask, town: Town, filters: str) -> None:
    client, arguments = viewer(app, town.owner), f"{PERIOD}{filters}"
    on_page = table(parsed(client.get(f"/admin/?{arguments}")), COMPARED)
    citizens = {name: cells[0] for name, cells in on_page.items()}
    assert len(set(citizens.values())) > 1
    assert citizens == perceived(client, arguments)
    assert {cell for cells in on_page.values() for cell in cells[:2]} <= drawn(client, arguments)
    assert on_sheet(client, arguments) == {name: cells[:2] for name, cells in on_page.items()}
    shown = client.get(f"/admin/comparison.json?{arguments}").get_json()["dimensions"]
    assert [f"{row['perceived']['mean']:.1f}" for row in shown] == list(citizens.values())


def test_filters_change_what_is_shown(app: Flask, town: Town) -> None:
    client = viewer(app, town.owner)
    assert perceived(client, PERIOD) != perceived(client, f"{PERIOD}&team=Burgerzaken")


def test_what_the_page_leads_to_keeps_its_filters(app: Flask, town: Town) -> None:
    client = viewer(app, town.owner)
    page = parsed(client.get(f"/admin/?{PERIOD}&team=Burgerzaken"))
    links = [link.get("href", "") for link in page.iter("a")] + [image.get("src", "") for image in page.iter("img")]
    kept = [link for link in links if "team=Burgerzaken" in link and PERIOD in link]
    for name in (
        "comparison.svg",
        "quadrants.svg",
        "trend.svg",
        "comparison.csv",
        "comparison.xlsx",
        "comparison.json",
        "unweighted=1",
    ):
        assert any(name in link for link in kept), name


def test_without_dates_it_shows_the_last_twelve_months(app: Flask, town: Town) -> None:
    client = viewer(app, town.owner)
    opinions.answer(town, day=factories.NOON.date(), times=20)
    period = client.get("/admin/comparison.json").get_json()["period"]
    page = parsed(client.get("/admin/"))
    chosen = {field.get("name"): selected(field) for field in page.iter("select")}
    assert (f"{chosen['from']}-01", chosen["to"]) == (period["from"], period["to"][:7])


def selected(field: Element) -> str | None:
    return next((option.get("value") for option in field.iter("option") if option.get("selected") is not None), None)


def test_a_day_in_an_old_address_stands_for_its_month(app: Flask, town: Town) -> None:
    client = viewer(app, town.owner)
    assert perceived(client, "from=2026-02-17&to=2026-03-02") == perceived(client, "from=2026-02&to=2026-03")
    page = parsed(client.get("/admin/?from=2026-02-17&to=2026-03-02"))
    [first] = [field for field in page.iter("select") if field.get("name") == "from"]
    assert selected(first) == "2026-02"
    months = [option.get("value", "") for option in first.iter("option")]
    assert months == sorted(months, reverse=True)
    assert months[-1] == "2026-01"


def test_without_a_script_the_form_is_a_plain_get(app: Flask, town: Town) -> None:
    page = parsed(viewer(app, town.owner).get(f"/admin/?{PERIOD}"))
    form = next(form for form in page.iter("form") if form.get("method") == "get")
    assert form.get("action") == "/admin/"
    names = {field.get("name") for tag in ("input", "select") for field in form.iter(tag)}
    assert names == {"from", "to", "team", "channel", "language", "unweighted"}


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ("from=yesterday", "from"),
        ("to=2026-02-30", "to"),
        ("to=0001-01-01", "to"),
        ("from=2026-04-01&to=2026-03-01", "to"),
        ("team=Geen", "team"),
        ("channel=pigeon", "channel"),
        ("language=xx", "language"),
    ],
)
def test_a_bad_filter_is_named_at_its_field_and_the_rest_is_shown(
    app: Flask, in_app: Flask, bad: str, field: str
) -> None:
    client = viewer(app, factories.organisation())
    response = client.get(f"/admin/?{bad}&unweighted=1")
    assert response.status_code == 422
    page = parsed(response)
    faults = [element.get("id") for element in page.iter("p") if element.get("class") == "fault"]
    assert faults == [f"{field}-fault"]
    assert f"#{field}" in {link.get("href") for link in page.iter("a")}
    assert "each answer counts once" in words(page)


def test_a_language_is_not_shown_of_one_channel(app: Flask, town: Town) -> None:
    response = viewer(app, town.owner).get(f"/admin/?{PERIOD}&channel=phone&language=tr")
    assert response.status_code == 422
    assert "A language can only be shown of all teams and channels together." in words(parsed(response))


def test_no_file_holds_other_figures_than_asked(app: Flask, town: Town) -> None:
    client = viewer(app, town.owner)
    for kind in ("csv", "xlsx", "json"):
        response = client.get(f"/admin/comparison.{kind}?team=Geen&{PERIOD}")
        assert response.status_code == 303
        assert response.location == f"/admin/?team=Geen&{PERIOD}"


def test_too_few_answers_are_shown_nowhere(app: Flask, in_app: Flask) -> None:
    town = opinions.town()
    opinions.answer(town, times=9, value=5)
    opinions.audit(town, "Winter", 20)
    client = viewer(app, town.owner)
    page = parsed(client.get(f"/admin/?{PERIOD}"))
    assert {cells[0] for cells in table(page, COMPARED).values()} == {"Too few answers"}
    assert "There are too few answers to show" in words(page)
    assert {row["hidden"] for row in rows(client, PERIOD) if row["figure"] == "perceived"} == {"yes"}
    assert "100.0" not in words(page)


def test_a_new_organisation_reads_what_to_do_next(app: Flask, in_app: Flask) -> None:
    client = viewer(app, factories.organisation())
    page = parsed(client.get("/admin/"))
    text = words(page)
    assert "There are too few answers to show" in text
    assert "There are no audits to compare with" in text
    links = {link.get("href") for link in page.iter("a")}
    assert {"/o/voorbeeld", "/admin/audits"} <= links
    assert not list(page.iter("figure"))


def test_answers_without_audits_are_told_as_such(app: Flask, in_app: Flask) -> None:
    town = opinions.town()
    opinions.answer_at_random(town, 200)
    page = parsed(viewer(app, town.owner).get(f"/admin/?{PERIOD}"))
    assert "Citizens give the highest score for" in words(page)
    assert {cells[1] for cells in table(page, COMPARED).values()} == {"Not audited"}


def test_by_language_there_is_no_response_rate_and_it_says_why(app: Flask, town: Town) -> None:
    page = parsed(viewer(app, town.owner).get(f"/admin/?{PERIOD}&language=en"))
    assert "Response rate" not in table(page, "Mark, result and response")
    assert "Show it unweighted" not in words(page)


def test_the_most_used_language_says_why_it_is_not_shown(app: Flask, town: Town) -> None:
    page = words(parsed(viewer(app, town.owner).get(f"/admin/?{PERIOD}&language=nl")))
    assert "This language is not shown apart Most answers are in this language" in page
    assert "too few answers to show" not in page


@pytest.mark.parametrize("language", ["nl", "fy", "ar"])
def test_the_page_speaks_the_language_of_its_reader(app: Flask, town: Town, language: str) -> None:
    client = viewer(app, town.owner)
    page = parsed(client.get(f"/admin/?{PERIOD}&lang={language}"))
    scores = [words(cell) for cell in page.iter("td") if cell.get("class") == "figure"]
    sign = "." if language == "ar" else ","
    assert scores
    assert sign in scores[0].split()[0]
    chart = client.get(f"/admin/comparison.svg?{PERIOD}").get_data(as_text=True)
    assert f'lang="{language}"' in chart


def test_who_is_not_signed_in_sees_nothing(client: FlaskClient) -> None:
    for path in (
        "",
        "comparison.svg",
        "quadrants.svg",
        "trend.svg",
        "comparison.csv",
        "comparison.xlsx",
        "comparison.json",
    ):
        assert client.get(f"/admin/{path}").status_code == 302
