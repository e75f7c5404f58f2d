"""Staff choose a report and get it, and find those that were made earlier: their own organisation's."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select

from admin.reports.kinds import KINDS, Kind
from admin.reports.tables import KeptReport
from survey.database import begin, reading
from survey.organisations import Organisation
from tests.http.insight import opinions
from tests.http.insight.opinions import Town
from tests.http.insight.pages import PERIOD, parsed, words
from tests.http.people import signed_in
from tests.unit.reports.pdf_text import pages


@pytest.fixture
def town(in_app: Flask) -> Town:
    found = opinions.town()
    opinions.answer_at_random(found, 150)
    opinions.audit(found, "Winter", 12)
    return found


@pytest.fixture
def viewer(app: Flask, town: Town) -> FlaskClient:
    client = signed_in(app, town.owner.id)
    client.get("/admin/start?lang=en")
    return client


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_is_a_file_of_its_own(viewer: FlaskClient, kind: Kind) -> None:
    response = viewer.get(f"/admin/reports/download?{PERIOD}&kind={kind.code}&report_language=nl")
    assert response.status_code == 200
    assert response.mimetype == kind.mimetype
    name = f"klankbord-voorbeeld-2026-01-01-2026-04-30-{kind.code}-nl.{kind.extension}"
    assert response.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert response.headers["Cache-Control"] == "no-store"


def test_the_form_is_a_plain_get_with_all_choices(viewer: FlaskClient) -> None:
    page = parsed(viewer.get(f"/admin/reports?{PERIOD}&team=Burgerzaken"))
    form = next(each for each in page.iter("form") if each.get("action") == "/admin/reports/download")
    assert form.get("method") == "get"
    fields = [field for tag in ("input", "select") for field in form.iter(tag)]
    assert {field.get("name") for field in fields} == {
        "from", "to", "team", "channel", "language", "unweighted", "kind", "report_language",
    }  # fmt: skip
    assert {field.get("value") for field in fields if field.get("name") == "kind"} == {kind.code for kind in KINDS}
    assert [option.get("value") for option in form.iter("option") if option.get("selected") is not None].count(
        "Burgerzaken"
    ) == 1


@pytest.mark.parametrize(("language", "expected"), [("nl", "nl"), ("en", "en"), ("ar", "nl"), ("fy", "nl")])
def test_a_report_is_in_dutch_unless_its_reader_reads_english(
    viewer: FlaskClient, language: str, expected: str
) -> None:
    page = parsed(viewer.get(f"/admin/reports?lang={language}"))
    chosen = [each.get("value") for each in page.iter("input") if each.get("checked") is not None]
    assert chosen == ["summary", expected]
    report = viewer.get(f"/admin/reports/download?{PERIOD}")
    assert report.headers["Content-Disposition"].endswith(f"-summary-{expected}.pdf")


@pytest.mark.parametrize("kind", ["full", "csv"])
def test_the_language_of_a_report_is_not_that_of_the_page(viewer: FlaskClient, kind: str) -> None:
    address = f"/admin/reports/download?{PERIOD}&kind={kind}&report_language=nl"
    on_dutch_page = viewer.get(f"{address}&lang=nl").get_data()
    assert viewer.get(f"{address}&lang=ar").get_data() == on_dutch_page
    assert viewer.get("/admin/reports").get_data(as_text=True).partition('lang="')[2].startswith("ar")


@pytest.mark.parametrize("bad", ["kind=odt", "report_language=fr", "team=Geen", "from=yesterday"])
def test_what_cannot_be_made_leads_back_to_the_page_that_says_so(viewer: FlaskClient, bad: str) -> None:
    response = viewer.get(f"/admin/reports/download?{bad}")
    assert response.status_code == 303
    assert response.location == f"/admin/reports?{bad}"
    page = viewer.get(response.location)
    assert page.status_code == 422
    assert [each for each in parsed(page).iter("p") if each.get("class") == "fault"]


def test_the_tab_leads_here_and_keeps_the_filters(viewer: FlaskClient) -> None:
    page = parsed(viewer.get(f"/admin/?{PERIOD}&team=Burgerzaken"))
    links = [link.get("href", "") for link in page.iter("a")]
    assert [link for link in links if link.startswith("/admin/reports?") and "team=Burgerzaken" in link]


def test_reports_that_are_kept_are_found_back(
    app: Flask, town: Town, viewer: FlaskClient, runner: FlaskCliRunner
) -> None:
    assert "None yet" in words(parsed(viewer.get("/admin/reports")))
    assert runner.invoke(args=["reports", "make", "--period", "2026-Q1", "--kind", "summary"]).exit_code == 0
    page = parsed(viewer.get("/admin/reports"))
    assert "quarter 1 of 2026" in words(page)
    [link] = [each.get("href", "") for each in page.iter("a") if "/kept/" in each.get("href", "")]
    response = viewer.get(link)
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == "attachment; filename=klankbord-voorbeeld-2026-Q1-summary-nl.pdf"
    assert "Gemeente Voorbeeld" in pages(response.get_data())[0]

    other = signed_in(app, opinions.town("elders").owner.id, "admin")
    assert other.get(link).status_code == 404
    assert "/kept/" not in other.get("/admin/reports").get_data(as_text=True)


def test_a_kept_report_goes_with_the_answers_that_it_is_about(town: Town, runner: FlaskCliRunner) -> None:
    assert runner.invoke(args=["reports", "make", "--period", "2026-02", "--kind", "csv"]).exit_code == 0
    with reading() as session:
        assert session.scalars(select(KeptReport.ends_on)).all() == [date(2026, 2, 28)]
    assert "0 reports" in runner.invoke(args=["retention", "run"]).stdout
    _answers_are_kept_for_days(31)
    foreseen = runner.invoke(args=["retention", "run", "--dry-run"]).stdout
    assert "would remove" in foreseen
    assert "1 reports" in foreseen
    assert "1 reports" in runner.invoke(args=["retention", "run"]).stdout
    with reading() as session:
        assert session.scalars(select(KeptReport.id)).all() == []


def _answers_are_kept_for_days(days: int) -> None:
    with begin() as session:
        owner = session.scalars(select(Organisation)).one()
        owner.keep_comments_days = owner.keep_answers_days = days


def test_who_is_not_signed_in_gets_nothing(client: FlaskClient) -> None:
    for path in ("", "/download", "/kept/00000000-0000-0000-0000-000000000000"):
        assert client.get(f"/admin/reports{path}").status_code == 302
