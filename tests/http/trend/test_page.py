"""Month by month as people find it: signals, marks, before and after, gaps, earlier results, faults, file."""

from __future__ import annotations

import csv
import html
from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import insert

from admin.actions import record
from admin.actions.record import Wanted
from admin.insight.scope import Scope
from admin.insight.terms import Filters, Period
from admin.trend.control import Rule
from admin.trend.measure import View, trend
from admin.trend.results import Baseline, TrendView, between
from survey import dimensions
from survey.answers import record as answers
from survey.answers import rollup
from survey.answers.record import Occasion
from survey.answers.submission import submission
from survey.answers.tables import Response
from survey.database import engine, reading
from survey.organisations import Organisation
from tests.http.insight import opinions
from tests.http.insight.opinions import Town
from tests.http.insight.pages import parsed, table
from tests.http.people import signed_in

PERIOD = "from=2023-01-01&to=2024-12-31"
TWO_YEARS = Period(date(2023, 1, 1), date(2024, 12, 31))
TODAY = date(2025, 6, 10)


def store(town: Town, months: Sequence[tuple[str, int, int]], team: str = "Burgerzaken") -> None:
    """Answers of each month: so many 5's and so many 3's."""
    rows = [
        answers.response_row(
            Occasion(town.owner.id, town.teams[team], "phone", None, "nl", date.fromisoformat(f"{month}-10")),
            submission({**dict.fromkeys(dimensions.CODES, value), "mark": 7}, None, (), ""),
        )
        for month, high, low in months
        for value, times in ((5, high), (3, low))
        for _ in range(times)
    ]
    with engine().begin() as connection:
        connection.execute(insert(Response), rows)
        rollup.rebuild(connection, town.owner.id)


def numbers(place: int, month: str) -> tuple[str, int, int]:
    """A quiet year, and better from March 2024 on; August 2024 has too few answers to show."""
    if month == "2024-08":
        return month, 3, 2
    return (month, 10 + place % 3, 12) if month < "2024-03" else (month, 20 + place % 3, 2)


@pytest.fixture
def town(in_app: Flask) -> Town:
    found = opinions.town()
    store(found, [numbers(place, month) for place, month in enumerate(between("2023-01", "2024-12"))])
    return found


@pytest.fixture
def viewer(app: Flask, town: Town) -> FlaskClient:
    return signed_in(app, town.owner.id)


def add(town: Town, title: str, day: date, dimension: str | None = None, team: UUID | None = None) -> UUID:
    wanted = Wanted(title, day, "", dimension, team, False, "", "", "nl")
    return record.add(town.owner.id, "command", wanted)


def seen(town: Town, view: View | None = None) -> TrendView:
    with reading() as session:
        organisation = session.get_one(Organisation, town.owner.id)
        return trend(session, organisation, view or View(Scope(TWO_YEARS)), TODAY)


def words(client: FlaskClient, query: str = PERIOD) -> str:
    answer = client.get(f"/admin/trend?lang=en&{query}")
    assert answer.status_code == 200
    return html.unescape(answer.get_data(as_text=True))


def test_a_better_year_is_told_as_a_signal(town: Town, viewer: FlaskClient) -> None:
    course = seen(town).by_dimension()["beleefd"]
    assert course.signals[0].rule is Rule.BEYOND
    assert (course.signals[0].first, course.signals[0].is_up) == ("2024-03", True)
    page = words(viewer)
    assert "More than the usual ups and downs: Bekend, Bereikbaar, Beleefd, Behulpzaam, and Betrouwbaar." in page
    assert "Beleefd, Mar 2024 to Jul 2024: above the upper limit of" in page
    assert "Western Electric rule 1, Nelson test 1" in page
    assert 'aria-current="page">Month by month' in page


def test_a_month_with_too_few_answers_is_a_gap_everywhere(town: Town, viewer: FlaskClient) -> None:
    points = {point.month: point for point in seen(town).by_dimension()["bekend"].points}
    assert points["2024-08"].score.mean is None
    rows = table(parsed(viewer.get(f"/admin/trend?lang=en&b=bekend&{PERIOD}")), "Bekend")
    assert rows["Aug 2024"][0] in {"Too few answers", "–"}
    assert len(rows) == 24


def test_measures_are_marked_and_compared(town: Town, viewer: FlaskClient) -> None:
    add(town, "Nieuw keuzemenu", date(2024, 3, 1), "bereikbaar")
    add(town, "Training", date(2023, 6, 15), None)
    found = seen(town)
    assert [(mark.number, mark.title) for mark in found.marks] == [(1, "Training"), (2, "Nieuw keuzemenu")]
    training, menu = found.changes
    assert [change.dimension for change in training.changes] == [*dimensions.CODES, "mark"]
    assert not any(change.is_told for change in training.changes)
    (change,) = menu.changes
    assert change.is_told
    assert change.mean is not None
    assert change.mean == pytest.approx((change.after.mean or 0) - (change.before.mean or 0))
    page = words(viewer, f"{PERIOD}&b=bereikbaar")
    assert "2. <bdi>Nieuw keuzemenu (March 1, 2024, Bereikbaar)</bdi>" in page
    assert "Sep 2023 to Feb 2024 compared with Mar 2024 to Aug 2024." in page
    assert "That is more than chance." in page
    assert "Bereikbaar went from" in page


def test_measures_that_meet_are_named_beside_each_other(town: Town) -> None:
    add(town, "Menu", date(2024, 3, 1), "bereikbaar")
    add(town, "Alles", date(2024, 4, 10))
    add(town, "Elders", date(2024, 4, 11), "beleefd")
    menu, everything, elsewhere = seen(town).changes
    assert (menu.beside, everything.beside, elsewhere.beside) == ((2,), (1, 3), (2,))


def test_a_measure_of_a_team_is_about_that_team(town: Town) -> None:
    store(town, [(month, 12, 12) for month in between("2023-09", "2024-07")], "Belastingen")
    add(town, "Training", date(2024, 3, 1), "beleefd", town.teams["Belastingen"])
    (found,) = seen(town).changes
    assert found.changes[0].before.n == 6 * 24
    assert found.changes[0].after.n == 5 * 24
    other = View(Scope(TWO_YEARS, Filters(team="Burgerzaken")))
    assert seen(town, other).marks == ()


def test_a_measure_of_today_has_nothing_to_compare_yet(town: Town, viewer: FlaskClient) -> None:
    add(town, "Nieuw", date(2099, 1, 1))
    page = words(viewer, "from=2023-01-01&to=2099-12-31")
    assert "No whole month has passed since. Come back later." in page


def test_limits_are_worked_out_anew_since_a_measure(town: Town, viewer: FlaskClient) -> None:
    menu = add(town, "Nieuw keuzemenu", date(2024, 3, 1), "bereikbaar")
    anew = seen(town, View(Scope(TWO_YEARS), Baseline.MEASURE, menu))
    assert [phase.first for phase in anew.by_dimension()["beleefd"].phases] == ["2023-01", "2024-03"]
    assert "Limits are worked out anew since “Nieuw keuzemenu”." in words(viewer, f"{PERIOD}&limits={menu}")
    of_view = words(viewer, "from=2024-03-01&to=2024-12-31&limits=view")
    assert "Limits are worked out on the first months of this view." in of_view


def test_few_months_say_how_many_more_are_needed(in_app: Flask) -> None:
    small = opinions.town("klein")
    store(small, [(month, 10, 10) for month in ("2023-01", "2023-02", "2023-03")])
    page = words(signed_in(in_app, small.owner.id))
    assert "It is too early for limits: at least 5 more months with enough answers are needed." in page
    assert "Jan 2023: 75.0. Mar 2023: 75.0." in page


def test_no_answers_at_all(in_app: Flask) -> None:
    empty = opinions.town("leeg")
    client = signed_in(in_app, empty.owner.id)
    assert "There are no answers here" in words(client)
    assert client.get(f"/admin/trend/chart.svg?{PERIOD}").status_code == 404


@pytest.mark.parametrize(
    "query", ["team=Niemand", "channel=rooksignaal", "limits=nooit", "limits=6f1d8a0e-33a0-4d0b-8f0e-1f4a5f3b7c21"]
)
def test_a_filter_that_cannot_be_is_told(viewer: FlaskClient, query: str) -> None:
    answer = viewer.get(f"/admin/trend?lang=en&{PERIOD}&{query}")
    assert answer.status_code == 422
    assert "Something is not right yet" in answer.text
    assert viewer.get(f"/admin/trend/trend.csv?{PERIOD}&{query}").status_code == 303


@pytest.mark.parametrize("size", ["", "narrow"])
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_the_chart_of_each_b_is_drawn(town: Town, viewer: FlaskClient, size: str, language: str) -> None:
    add(town, "Nieuw keuzemenu", date(2024, 3, 1))
    for code in ("bekend", "betrouwbaar", "onzin"):
        answer = viewer.get(f"/admin/trend/chart.svg?{PERIOD}&b={code}&size={size}&lang={language}")
        assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
        assert ">1<" in answer.text


def test_the_file_has_the_figures_of_the_page(town: Town, viewer: FlaskClient) -> None:
    add(town, "=Menu", date(2024, 3, 1), "bereikbaar")
    answer = viewer.get(f"/admin/trend/trend.csv?{PERIOD}&lang=nl")
    rows = list(csv.DictReader(StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))
    months = [row for row in rows if row["part"] == "month" and row["dimension"] == "beleefd"]
    course = seen(town).by_dimension()["beleefd"]
    assert [row["value"] for row in months] == [
        "" if point.score.mean is None else f"{point.score.mean:.4f}".replace(".", ",") for point in course.points
    ]
    assert {row["item"] for row in rows if row["part"] == "signal"} >= {"beyond_limits"}
    assert not any(row["item"].startswith("=") for row in rows)
    assert [row["figure"] for row in rows if row["part"] == "measure"] == [
        "before",
        "after",
        "difference",
        "p_adjusted",
    ]


def test_earlier_results_stand_beside_and_judge_nothing(
    town: Town, viewer: FlaskClient, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    before = seen(town).by_dimension()["beleefd"]
    file = tmp_path / "answers.csv"
    lines = [f"05-{month:02}-2022;Burgerzaken;1" for month in range(1, 13) for _ in range(12)]
    file.write_text("\n".join(["datum;team;Luisterde naar u", *lines]))
    result = runner.invoke(args=["earlier", "import", str(file), "--org", town.owner.slug])
    assert result.exit_code == 0, result.output
    view = seen(town, View(Scope(Period(date(2022, 1, 1), date(2024, 12, 31)))))
    course = view.by_dimension()["beleefd"]
    assert [each.score.mean for each in course.earlier] == [0.0] * 12
    assert (course.phases, course.signals) == (before.phases, before.signals)
    assert (view.months[0], view.months[-1]) == ("2022-01", "2024-12")
    page = words(viewer, "from=2022-01-01&to=2024-12-31&b=beleefd")
    assert "Earlier results were gathered with another tool and other questions." in page
    assert "Earlier, with" in words_of_chart(viewer)
    assert '<option value="2022-01">' in words(viewer), "months to choose from go back to the first earlier result"
    assert '<option value="2021-12">' not in words(viewer)
    by_channel = View(Scope(Period(date(2022, 1, 1), date(2024, 12, 31)), Filters(channel="phone")))
    assert seen(town, by_channel).by_dimension()["beleefd"].earlier == ()


def words_of_chart(client: FlaskClient) -> str:
    return client.get("/admin/trend/chart.svg?lang=en&from=2022-01-01&to=2024-12-31&b=beleefd").text
