"""Teams and channels beside each other: page and files show the same, small groups nowhere, no order out of noise."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from survey.database import engine
from survey.organisations import Organisation
from tests import factories
from tests.http.insight import opinions
from tests.http.insight.opinions import Town
from tests.http.insight.pages import PERIOD, parsed, table, words
from tests.http.people import signed_in

TEAMS = ("Burgerzaken", "Belastingen", "Zorg", "Klein")
PATH = f"/admin/teams?{PERIOD}"


@pytest.fixture
def town(in_app: Flask) -> Town:
    """Three teams with answers (Zorg clearly lower), one with too few; audits of the first."""
    found = opinions.town(teams=TEAMS)
    for value in (3, 4, 5):
        opinions.answer(found, "Burgerzaken", times=15, value=value)
        opinions.answer(found, "Belastingen", times=15, value=value)
        opinions.answer(found, "Belastingen", "counter", times=12, value=value)
        opinions.answer(found, "Zorg", times=15, value=value - 2)
    opinions.answer(found, "Klein", times=3, value=5)
    opinions.audit(found, "Winter", 12)
    return found


def viewer(app: Flask, owner: Organisation) -> FlaskClient:
    client = signed_in(app, owner.id)
    client.get("/admin/start?lang=en")
    return client


def rows(client: FlaskClient, arguments: str) -> list[dict[str, str]]:
    content = client.get(f"/admin/teams/groups.csv?{arguments}").get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def of_json(client: FlaskClient, arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/admin/teams/groups.json?{arguments}").get_json()
    return found


@pytest.mark.parametrize("filters", ["about=beleefd", "about=beleefd&unweighted=1", "about=beleefd&by=channel"])
def test_page_and_files_show_the_same(app: Flask, town: Town, filters: str) -> None:
    client, arguments = viewer(app, town.owner), f"{PERIOD}&{filters}"
    page = table(parsed(client.get(f"/admin/teams?{arguments}")), "Beleefd")
    shown = {name: cells[1] for name, cells in page.items()}
    files = {
        row["group"]: f"{float(row['mean (decimal point)']):.1f}"
        for row in rows(client, arguments)
        if row["about"] == "beleefd" and row["side"] == "perceived" and row["hidden"] == "no"
    }
    names = {"phone": "Phone", "counter": "Counter"}
    assert len(shown) > 1
    assert shown == {names.get(name, name): score for name, score in files.items()}
    groups = of_json(client, arguments)["groups"]
    means = {group["name"]: group["sides"][2]["perceived"]["score"]["mean"] for group in groups}
    assert {name: f"{mean:.1f}" for name, mean in means.items() if mean is not None} == files


def test_what_differs_is_told_and_what_does_not_is_not_ordered(app: Flask, town: Town) -> None:
    client = viewer(app, town.owner)
    page = parsed(client.get(f"{PATH}&about=beleefd"))
    found = table(page, "Beleefd")
    assert found["Burgerzaken"][3] == found["Belastingen"][3] == "between 1 and 2 of 3"
    assert found["Zorg"][3] == "3 of 3"
    assert "Lower than the mean of all: Zorg." in words(page)


def test_a_small_team_is_named_as_such_and_shown_nowhere(app: Flask, town: Town) -> None:
    client = viewer(app, town.owner)
    page = parsed(client.get(f"{PATH}&about=beleefd"))
    assert "Too little to show of: Klein." in words(page)
    assert "Klein" not in table(page, "Beleefd")
    assert {
        row["hidden"] for row in rows(client, PERIOD) if row["group"] == "Klein" and row["side"] == "perceived"
    } == {"yes"}


def test_teams_on_one_side_only_are_named(app: Flask, town: Town) -> None:
    page = parsed(viewer(app, town.owner).get(f"{PATH}&about=beleefd"))
    assert "With answers, but without enough audits: Belastingen and Zorg." in words(page)


def test_the_verdict_of_a_team_is_that_of_its_own_comparison(app: Flask, town: Town) -> None:
    client = viewer(app, town.owner)
    alone = client.get(f"/admin/comparison.json?{PERIOD}&team=Burgerzaken").get_json()["dimensions"]
    sides = {group["name"]: group["sides"] for group in of_json(client, PERIOD)["groups"]}["Burgerzaken"]
    assert [side["gap"]["mean"] for side in sides[:5]] == [row["gap"]["mean"] for row in alone]
    assert [side["verdict"] for side in sides[:5]] == [row["verdict"] for row in alone]


def test_the_mark_is_on_its_own_scale(app: Flask, town: Town) -> None:
    client = viewer(app, town.owner)
    mark = client.get(f"/admin/comparison.json?{PERIOD}&team=Zorg").get_json()["mark"]["report_mark"]["mean"]
    assert table(parsed(client.get(PATH)), "Report mark")["Zorg"][1] == f"{mark:.1f}"


def test_more_teams_cost_no_more_queries(app: Flask, town: Town) -> None:
    client = viewer(app, town.owner)
    client.get(PATH)
    before = queries_of(client)
    for number in range(12):
        factories.team(town.owner, f"Team {number}")
    assert queries_of(client) == before


def queries_of(client: FlaskClient) -> int:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    client.get(PATH)
    event.remove(engine(), "before_cursor_execute", note)
    return len(asked)


def test_a_fault_in_the_filters_gives_no_file(app: Flask, town: Town) -> None:
    client = viewer(app, town.owner)
    assert client.get("/admin/teams?channel=pigeon").status_code == 422
    response = client.get("/admin/teams/groups.csv?channel=pigeon")
    assert (response.status_code, response.location) == (303, "/admin/teams?channel=pigeon")


def test_an_unknown_subject_falls_back_to_the_mark(app: Flask, town: Town) -> None:
    assert of_json(viewer(app, town.owner), f"{PERIOD}&about=weather&by=moon")["about"] == "mark"


def test_a_new_organisation_reads_what_to_do_next(app: Flask, in_app: Flask) -> None:
    page = parsed(viewer(app, factories.organisation()).get("/admin/teams"))
    assert "There is nothing to compare yet" in words(page)


def test_who_is_not_signed_in_sees_nothing(client: FlaskClient) -> None:
    for path in ("", "/groups.csv", "/groups.json"):
        assert client.get(f"/admin/teams{path}").status_code == 302
