"""Page, PDF, XLSX, ODS, CSV and API show equal figures of the same view, and hide the same ones.

Every table, large figure, chart in words and figure of advice on the page is looked for in the full report, and in
the first sheet of XLSX and ODS all but charts; the summary has the five B's and the large figures. CSV, the second
sheet, JSON and API are compared in each figure of the tables, the rounds and the rank agreement: sentences, charts in
words and those of advice are not in them, and have the figures of the tables.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from admin.accounts import keys
from admin.actions.tables import ImprovementAction
from survey import dimensions
from survey.database import begin
from tests.http.contacts.conftest import System
from tests.http.insight import opinions
from tests.http.insight.opinions import Town
from tests.http.insight.pages import PERIOD
from tests.http.insight.pages import words as page_words
from tests.http.people import signed_in
from tests.http.reports.figures import Cell, fetched, not_in_full, not_in_sheet, not_in_summary, on_page, sheets
from tests.http.reports.keyed import Key, Shown, keyed
from tests.http.reports.programs import in_csv, in_json, in_tidy
from tests.http.reports.read_as import HIDDEN, NOTHING, read_as
from tests.unit.reports.pdf_text import alternatives, words


@pytest.fixture
def town(in_app: Flask) -> Town:
    return opinions.town(teams=("Burgerzaken", "Belastingen", "Klein"))


@pytest.fixture
def system(town: Town, client: FlaskClient) -> System:
    return System(client, keys.add_key(town.owner.id, "command", "Dashboard").key)


def differences(app: Flask, town: Town, system: System, view: str) -> dict[str, object]:
    """What each file and the API tell otherwise than the page, or not at all."""
    client = signed_in(app, town.owner.id)
    seen = on_page(client, view)
    wanted = keyed(seen)
    xlsx, ods = (sheets(fetched(client, kind, view)) for kind in ("xlsx", "ods"))
    full = fetched(client, "full", view)
    figures = {
        "xlsx, tidy": in_tidy(xlsx[1]),
        "ods, tidy": in_tidy(ods[1]),
        "csv": in_csv(fetched(client, "csv", view)),
        "json": in_json(json.loads(fetched(client, "json", view))),
        "api": in_json(system.get(f"/api/v1/comparison?{view}").get_json()),
    }
    found: dict[str, object] = {name: _unlike(wanted, read_as(each, wanted)) for name, each in figures.items()}
    found["summary"] = not_in_summary(seen, words(fetched(client, "summary", view)))
    found["full"] = not_in_full(seen, words(full)) + [each for each in seen.charts if each not in alternatives(full)]
    found |= {"xlsx": not_in_sheet(seen, xlsx[0]), "ods": not_in_sheet(seen, ods[0])}
    return {name: each for name, each in found.items() if each}


def _unlike(wanted: Shown, found: Shown) -> dict[Key, tuple[Cell, Cell]]:
    return {key: (cell, found[key]) for key, cell in wanted.items() if found[key] != cell}


def at_random(town: Town) -> None:
    """Citizens of every kind, in every team and channel."""
    opinions.answer_at_random(town, 300)
    opinions.contacts_at_random(town, 450)
    opinions.audit(town, "Winter", 12)


def by_link_and_code(town: Town) -> None:
    """Two ways of answering in numbers that may be shown, and a difference that the audits do not see."""
    opinions.answer(town, times=40, value=2)
    opinions.answer(town, times=15, value=5, mode="qr")
    opinions.audit(town, "Lent", 60)
    opinions.audit(town, "Spring", 20, day=date(2026, 3, 1), seed=8)


STORIES = [
    (at_random, ""),
    (at_random, "&team=Burgerzaken"),
    (at_random, "&channel=phone&unweighted=1"),
    (at_random, "&language=en"),
    (by_link_and_code, ""),
]


@pytest.mark.parametrize(("story", "filters"), STORIES)
def test_the_figures_are_equal(
    app: Flask, town: Town, system: System, story: Callable[[Town], None], filters: str
) -> None:
    story(town)
    assert differences(app, town, system, f"{PERIOD}{filters}") == {}


def test_every_kind_of_figure_is_among_those_that_are_equal(app: Flask, town: Town) -> None:
    viewer = signed_in(app, town.owner.id)
    by_link_and_code(town)
    modes = keyed(on_page(viewer, PERIOD))
    at_random(town)
    seen = on_page(viewer, PERIOD)
    shown = keyed(seen)
    assert {part for part, _, _, _ in (*shown, *modes)} == {
        "dimensions", "criteria", "trend", "mark", "resolved", "response_rate", "phone_log", "funnel", "represented",
        "modes", "rounds", "rank_agreement",
    }  # fmt: skip
    assert sum(1 for cell in shown.values() if cell[:1] not in {(HIDDEN,), (NOTHING,), ()}) > 150
    assert (len(seen.charts), len(seen.facts)) == (3, 3)
    assert seen.evidence


def test_the_sentences_of_the_page_have_the_figures_of_its_tables(app: Flask, town: Town) -> None:
    at_random(town)
    seen = on_page(signed_in(app, town.owner.id), PERIOD)
    shown, told = keyed(seen), page_words(seen.page)
    for code in dimensions.CODES:
        perceived, measured, gap = (shown["dimensions", code, "", name] for name in ("perceived", "measured", "gap"))
        assert f"Citizens {perceived[0]}, audits {measured[0]}: a difference of {gap[0]} ({gap[1]})." in told
    telling = re.findall(r"(?:Lowest in the audits|Named most by citizens): “.+?” \(.+?\)\.", told)
    assert len(telling) >= len(dimensions.CODES)
    for sentence in telling:
        requirement, _, figure = sentence.partition("“")[2].removesuffix(").").partition("” (")
        assert figure in {cell[0] for table in seen.tables.values() for cell in table.get(requirement, ())}


def test_a_figure_that_differs_is_found(app: Flask, town: Town, system: System) -> None:
    at_random(town)
    client = signed_in(app, town.owner.id)
    seen, other = on_page(client, PERIOD), f"{PERIOD}&unweighted=1"
    assert not_in_full(seen, words(fetched(client, "full", other)))
    assert not_in_summary(seen, words(fetched(client, "summary", other)))
    assert not_in_sheet(seen, sheets(fetched(client, "xlsx", other))[0])
    wanted = keyed(seen)
    unlike = _unlike(wanted, read_as(in_json(system.get(f"/api/v1/comparison?{other}").get_json()), wanted))
    assert {"dimensions", "criteria", "trend", "mark", "resolved"} & {part for part, _, _, _ in unlike}


def test_what_is_hidden_is_hidden_everywhere(app: Flask, town: Town, system: System) -> None:
    opinions.answer(town, "Klein", times=9, value=5)
    opinions.answer(town, "Burgerzaken", times=40, value=3)
    opinions.audit(town, "Winter", 12, team="Klein")
    view = f"{PERIOD}&team=Klein"
    shown = keyed(on_page(signed_in(app, town.owner.id), view))
    assert {shown["dimensions", code, "", "perceived"] for code in dimensions.CODES} == {(HIDDEN,)}
    assert {shown["dimensions", code, "", "gap"] for code in dimensions.CODES} == {(NOTHING,)}
    assert differences(app, town, system, view) == {}


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
