"""The public page and its open data: off until switched on, the figures of `measure`, nothing that identifies."""

from __future__ import annotations

import csv
import json
import re
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from admin.actions.tables import ImprovementAction
from admin.insight.measure import measure
from admin.insight.scope import Scope
from admin.publication.period import year_to
from survey import dimensions, languages
from survey.database import begin, reading
from survey.organisations import Organisation
from tests.http.insight import opinions
from tests.http.insight.opinions import Town
from tests.http.publication.places import town, turned, until

PATHS = (
    "/openbaar/voorbeeld",
    "/openbaar/voorbeeld.json",
    "/openbaar/voorbeeld.csv",
    "/openbaar/voorbeeld/dcat.jsonld",
)


def fetched(client: FlaskClient, path: str = PATHS[1]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get(path).text)
    return found


def test_off_is_the_same_as_unknown(in_app: Flask, client: FlaskClient) -> None:
    town()
    for path in PATHS:
        off, unknown = client.get(path), client.get(path.replace("voorbeeld", "nergens"))
        assert off.status_code == unknown.status_code == 404
        assert off.data == unknown.data
        assert dict(off.headers) == dict(unknown.headers)


@pytest.mark.parametrize("slug", ["%00", "VOORBEELD", "x" * 3000, "voorbeeld.json.json"])
def test_a_slug_that_can_be_nobodys_is_not_found(in_app: Flask, client: FlaskClient, slug: str) -> None:
    turned(town(), public_page=True)
    assert client.get(f"/openbaar/{slug}").status_code == 404


@pytest.mark.parametrize("language", languages.CODES)
def test_the_page_speaks_every_language_without_cookie_or_script(
    in_app: Flask, client: FlaskClient, language: str
) -> None:
    turned(town(), public_page=True)
    answer = client.get(f"{PATHS[0]}?lang={language}")
    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.text
    assert "Set-Cookie" not in answer.headers
    assert "<script" not in answer.text
    assert "script-src" not in answer.headers["Content-Security-Policy"]


def test_page_json_and_csv_show_what_measure_gives(in_app: Flask, client: FlaskClient) -> None:
    made = turned(town(answers=0, audits=12), public_page=True, public_audits=True)
    opinions.answer(made, day=until() - timedelta(days=10), times=11, value=5)
    opinions.answer(made, day=until() - timedelta(days=100), times=12, value=2)
    with reading() as session:
        organisation = session.get_one(Organisation, made.owner.id)
        expected = measure(session, organisation, Scope(year_to(until()))).by_dimension()
    found = fetched(client)
    rows = {(row["dimension"], row["side"]): row for row in csv.DictReader(StringIO(client.get(PATHS[2]).text))}
    page = client.get(f"{PATHS[0]}?lang=en").text
    for each in found["scores"]:
        for side in ("perceived", "measured"):
            score = getattr(expected[each["dimension"]], side)
            assert each[side] == {name: getattr(score, name) for name in ("mean", "low", "high", "n", "hidden")}
            assert float(rows[each["dimension"], side]["mean"]) == score.mean
            assert f"<strong>{score.mean:.1f}</strong>" in page
    assert found["period"]["to"] == until().isoformat()


def test_audits_are_shown_only_where_that_is_switched_on(in_app: Flask, client: FlaskClient) -> None:
    turned(town(audits=12), public_page=True)
    assert "measured" not in fetched(client)["scores"][0]
    assert "measured" not in client.get(PATHS[2]).text
    assert "Audits" not in client.get(f"{PATHS[0]}?lang=en").text


@pytest.mark.parametrize("calls", [0, 1])
def test_one_audited_call_looks_like_none(in_app: Flask, client: FlaskClient, calls: int) -> None:
    turned(town(audits=calls), public_page=True, public_audits=True)
    nothing = {"mean": None, "low": None, "high": None, "n": None, "hidden": False}
    assert all(each["measured"] == nothing for each in fetched(client)["scores"])
    assert "Audits" not in client.get(f"{PATHS[0]}?lang=en").text


def test_too_few_answers_stay_hidden(in_app: Flask, client: FlaskClient) -> None:
    turned(town(answers=9), public_page=True)
    hidden = {"mean": None, "low": None, "high": None, "n": None, "hidden": True}
    assert all(each["perceived"] == hidden for each in fetched(client)["scores"])
    assert "not enough answers yet" in client.get(f"{PATHS[0]}?lang=en").text
    assert all(row["n"] == "" for row in csv.DictReader(StringIO(client.get(PATHS[2]).text)))


@pytest.mark.parametrize("language", languages.CODES)
def test_one_b_that_is_hidden_is_hidden_in_every_language_and_file(
    in_app: Flask, client: FlaskClient, language: str
) -> None:
    made = turned(town(answers=0), public_page=True)
    day = until() - timedelta(days=40)
    opinions.answer(made, day=day, times=9, value=4)
    opinions.answer(made, day=day, times=3, value=4, skipped=("behulpzaam",))
    page = client.get(f"{PATHS[0]}?lang={language}").text
    assert page.count('class="score"') == page.count('class="mean"') == len(dimensions.CODES) - 1
    _, _, hidden = page.partition('<h2 id="behulpzaam">')
    card = hidden.partition("</section>")[0]
    assert not re.search(r"\d", re.sub(r"<[^>]*>", "", card)), card
    rows = {each["dimension"]: each["perceived"] for each in fetched(client)["scores"]}
    assert [code for code, score in rows.items() if score["hidden"]] == ["behulpzaam"]
    lines = csv.DictReader(StringIO(client.get(PATHS[2]).text))
    assert [(row["dimension"], row["mean"], row["n"]) for row in lines if row["hidden"] == "yes"] == [
        ("behulpzaam", "", "")
    ]


def test_an_answer_that_comes_later_changes_nothing(in_app: Flask, client: FlaskClient) -> None:
    made = turned(town(), public_page=True)
    before = [client.get(path).data for path in PATHS]
    opinions.answer(made, day=until(), value=1)
    assert [client.get(path).data for path in PATHS] == before


def test_answers_outside_the_period_do_not_count(in_app: Flask, client: FlaskClient) -> None:
    made = turned(town(), public_page=True)
    opinions.answer(made, day=until() + timedelta(days=1), times=20, value=1)
    opinions.answer(made, day=date(until().year - 2, 1, 1), times=20, value=1)
    assert fetched(client)["scores"][0]["perceived"]["mean"] == 75.0


def test_you_said_we_did_tells_what_is_public_and_nothing_else(in_app: Flask, client: FlaskClient) -> None:
    made = turned(town(), public_page=True)
    words = {"said": "Lang wachten", "did": "Nieuw keuzemenu <b>", "language": "nl"}
    with begin() as session:
        for title, is_public in (("Menu", True), ("Geheim", False)):
            session.add(_action(made, title, is_public=is_public, **words))
    page = client.get(f"{PATHS[0]}?lang=en").text
    assert page.count("Lang wachten") == 1
    assert "Nieuw keuzemenu &lt;b&gt;" in page
    assert "Geheim" not in page + client.get(PATHS[1]).text
    assert [each["did"] for each in fetched(client)["you_said_we_did"]] == ["Nieuw keuzemenu <b>"]


def _action(made: Town, title: str, **values: object) -> ImprovementAction:
    return ImprovementAction(organisation_id=made.owner.id, title=title, starts_on=until(), **values)


def test_open_data_may_be_fetched_by_any_site_and_kept_for_a_while(in_app: Flask, client: FlaskClient) -> None:
    turned(town(), public_page=True)
    for path in PATHS[1:]:
        headers = client.get(path).headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    for path in PATHS:
        answer = client.get(path)
        assert answer.headers["Cache-Control"] == "public, max-age=600"
        again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert client.post(path).status_code == 405
    assert "Access-Control-Allow-Origin" not in client.get(PATHS[0]).headers


def test_the_description_leads_to_both_files(in_app: Flask, client: FlaskClient) -> None:
    turned(town(), public_page=True, website="https://voorbeeld.example", phone="14 0123")
    found = fetched(client, PATHS[3])
    assert found["dcat:contactPoint"]["vcard:hasTelephone"] == {"@id": "tel:140123"}
    assert {text["@language"] for text in found["dct:title"]} == {"nl", "en"}
    assert found["dct:temporal"]["dcat:endDate"]["@value"] == until().isoformat()
    addresses = [each["dcat:downloadURL"]["@id"] for each in found["dcat:distribution"]]
    assert [re.sub(r"^https?://[^/]+", "", address) for address in addresses] == [PATHS[1], PATHS[2]]
    for address in addresses:
        assert client.get(re.sub(r"^https?://[^/]+", "", address)).status_code == 200


def test_a_name_that_is_a_formula_is_none_in_the_table(in_app: Flask, client: FlaskClient) -> None:
    turned(town(), public_page=True, name="=1+1")
    assert "'=1+1," in client.get(PATHS[2]).text


def test_the_privacy_page_tells_of_a_public_page(in_app: Flask, client: FlaskClient) -> None:
    made = town()
    assert PATHS[0] not in client.get("/o/voorbeeld/privacy?lang=en").text
    turned(made, public_page=True)
    assert PATHS[0] in client.get("/o/voorbeeld/privacy?lang=en").text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("language", languages.CODES)
def test_the_page_with_all_it_loads_is_small(in_app: Flask, language: str) -> None:
    turned(town(audits=12), public_page=True, public_audits=True)
    plain = FlaskClient(in_app, in_app.response_class)
    page = plain.get(f"{PATHS[0]}?lang={language}").text
    loaded = re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', page)
    assert len(loaded) == 4
    total = 0
    for address in (f"{PATHS[0]}?lang={language}", *loaded):
        with plain.get(address, headers={"Accept-Encoding": "gzip"}) as answer:
            total += len(answer.data)
    assert total <= 14 * 1024
