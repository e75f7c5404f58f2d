"""`GET /api/v1/comparison`: the same object as the page and its files, for the key's own organisation."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from admin.accounts import keys
from tests.http import people
from tests.http.contacts.conftest import System
from tests.http.contacts.test_api_faults import problem
from tests.http.insight.opinions import Town, answer, answer_at_random, audit, contacts_at_random, town

PERIOD = "from=2026-01&to=2026-04-30"


QUERIES = ("", "&team=Burgerzaken", "&channel=phone", "&language=tr", "&unweighted=1", "&team=&channel=")


@pytest.fixture
def home(in_app: Flask) -> Town:
    """An organisation with teams."""
    return town()


@pytest.fixture
def system(home: Town, client: FlaskClient) -> System:
    """A system of that organisation."""
    return System(client, keys.add_key(home.owner.id, "command", "Dashboard").key)


def test_it_is_what_the_page_gives_as_a_file(in_app: Flask, home: Town, system: System) -> None:
    answer_at_random(home, 150)
    contacts_at_random(home, 100)
    audit(home, "Voorjaar", 15)
    staff = people.signed_in(in_app, home.owner.id)
    for query in QUERIES:
        answered = system.get(f"/api/v1/comparison?{PERIOD}{query}")
        assert answered.status_code == 200
        assert answered.get_json() == json.loads(staff.get(f"/admin/comparison.json?{PERIOD}{query}").text)
    assert system.get(f"/api/v1/comparison?{PERIOD}").get_json()["dimensions"][0]["measured"]["n"] == 15


def test_small_groups_are_hidden(home: Town, system: System) -> None:
    answer(home, times=home.owner.minimum_group - 1)
    found = system.get(f"/api/v1/comparison?{PERIOD}").get_json()
    assert found["dimensions"][0]["perceived"] == {
        "hidden": True, "mean": None, "low": None, "high": None, "n": None, "n_effective": None, "sd": None,
    }  # fmt: skip


def test_the_period_is_a_year_up_to_the_last_day(system: System) -> None:
    period = system.get("/api/v1/comparison?to=2026-04-30").get_json()["period"]
    assert period == {"from": "2025-04-01", "to": "2026-04-30"}


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ("from=01-01-2026", ["from"]),
        ("from=20260101&to=2026-W01-1", ["from", "to"]),
        ("from=2026-02-30", ["from"]),
        ("from=2026-02-01&to=2026-01-01", ["from"]),
        ("from=1800-01-01", ["from"]),
        ("to=0001-01-01", ["to"]),
        ("channel=pigeon", ["channel"]),
        ("language=xx", ["language"]),
        ("language=tr&channel=phone", ["language"]),
        ("from=2026-3", ["from"]),
        ("team=Nergens", ["team"]),
        ("unweighted=perhaps", ["unweighted"]),
        ("form=2026-01-01", ["form"]),
        ("team=Burgerzaken&team=Belastingen", ["team"]),
        ("api_key=kb_x&form=1&unweighted=2", ["api_key", "form", "unweighted"]),
    ],
)
def test_parameters_that_cannot_be_used_are_named(system: System, query: str, parameters: list[str]) -> None:
    found = problem(system.get(f"/api/v1/comparison?{query}"), 400)
    assert [error["parameter"] for error in found["errors"]] == parameters


def test_an_organisation_sees_only_its_own_answers_and_teams(system: System, client: FlaskClient) -> None:
    other = town("elders", ("Parkeren",))
    answer(other, "Parkeren", times=12)
    assert "Parkeren" not in system.get(f"/api/v1/comparison?{PERIOD}").text
    refused = system.get("/api/v1/comparison?team=Parkeren")
    assert refused.get_json()["errors"][0]["detail"].endswith("Known: Belastingen, Burgerzaken.")
    theirs = System(client, keys.add_key(other.owner.id, "command", "x").key)
    seen = theirs.get(f"/api/v1/comparison?{PERIOD}").get_json()
    assert (seen["organisation"]["slug"], seen["dimensions"][0]["perceived"]["n"]) == ("elders", 12)
