"""Page, PDF, XLSX, ODS, CSV and API show equal figures of the same view, and hide the same ones."""

from __future__ import annotations

import json
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from admin.accounts import keys
from admin.actions.tables import ImprovementAction
from survey.database import begin
from tests.http.contacts.conftest import System
from tests.http.insight import opinions
from tests.http.insight.opinions import Town
from tests.http.insight.pages import PERIOD
from tests.http.people import signed_in
from tests.http.reports.figures import (
    ABSENT,
    HIDDEN,
    Figures,
    fetched,
    in_csv,
    in_json,
    in_pdf,
    in_sheet,
    in_tidy_sheet,
    on_page,
)
from tests.unit.reports.pdf_text import words


@pytest.fixture
def town(in_app: Flask) -> Town:
    return opinions.town(teams=("Burgerzaken", "Belastingen", "Klein"))


@pytest.fixture
def system(town: Town, client: FlaskClient) -> System:
    return System(client, keys.add_key(town.owner.id, "command", "Dashboard").key)


def everywhere(app: Flask, town: Town, system: System, view: str) -> dict[str, Figures]:
    client = signed_in(app, town.owner.id)
    xlsx, ods = fetched(client, "xlsx", view), fetched(client, "ods", view)
    return {
        "page": on_page(client, view),
        "summary": in_pdf(fetched(client, "summary", view)),
        "full": in_pdf(fetched(client, "full", view)),
        "xlsx": in_sheet(xlsx),
        "xlsx, tidy": in_tidy_sheet(xlsx),
        "ods": in_sheet(ods),
        "ods, tidy": in_tidy_sheet(ods),
        "csv": in_csv(fetched(client, "csv", view)),
        "json": in_json(json.loads(fetched(client, "json", view))),
        "api": in_json(system.get(f"/api/v1/comparison?{view}").get_json()),
    }


@pytest.mark.parametrize("filters", ["", "&team=Burgerzaken", "&channel=phone&unweighted=1", "&language=en"])
def test_the_figures_are_equal(app: Flask, town: Town, system: System, filters: str) -> None:
    opinions.answer_at_random(town, 300)
    opinions.contacts_at_random(town, 60)
    opinions.audit(town, "Winter", 12)
    found = everywhere(app, town, system, f"{PERIOD}{filters}")
    shown = {score for row in found["page"].values() for score in row}
    assert len(shown - {HIDDEN, ABSENT}) >= 5, "figures that say nothing prove nothing"
    assert {name: each for name, each in found.items() if each != found["page"]} == {}


def test_what_is_hidden_is_hidden_everywhere(app: Flask, town: Town, system: System) -> None:
    opinions.answer(town, "Klein", times=9, value=5)
    opinions.answer(town, "Burgerzaken", times=40, value=3)
    opinions.audit(town, "Winter", 12, team="Klein")
    found = everywhere(app, town, system, f"{PERIOD}&team=Klein")
    assert {row[0] for row in found["page"].values()} == {HIDDEN}
    assert {row[2] for row in found["page"].values()} == {ABSENT}
    assert {name: each for name, each in found.items() if each != found["page"]} == {}


def test_no_file_tells_the_score_of_a_team_that_is_too_small(app: Flask, town: Town) -> None:
    opinions.answer(town, "Klein", times=9, value=5)
    opinions.answer(town, "Burgerzaken", times=40, value=3)
    opinions.audit(town, "Winter", 12)
    client = signed_in(app, town.owner.id)
    text = words(fetched(client, "full", PERIOD))
    teams = text.partition("Every B, as citizens see it")[2].partition("Audits, per team")[0]
    assert "50.0" in teams
    assert f"Klein {HIDDEN}" in teams
    assert "100.0" not in teams


def test_the_full_report_tells_what_was_done_and_what_differs_since(app: Flask, town: Town) -> None:
    opinions.answer(town, times=20, value=2)
    opinions.answer(town, day=date(2026, 3, 1), times=20, value=4)
    measure = ImprovementAction(
        organisation_id=town.owner.id, id=uuid4(), title="Nieuw keuzemenu", starts_on=date(2026, 2, 10)
    )
    with begin() as session:
        session.add(measure)
    text = words(fetched(signed_in(app, town.owner.id), "full", PERIOD))
    assert "Nieuw keuzemenu (February 10, 2026)" in text
    assert "+50.0" in text.partition("Nieuw keuzemenu")[2]
