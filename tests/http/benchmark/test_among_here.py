"""Among the organisations of this instance: at least five others, made once, and then as it is."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import delete, select

from admin.benchmark import shared
from admin.benchmark.quartiles import quartiles
from admin.benchmark.tables import BenchmarkQuartiles
from admin.publication.tables import Publication
from survey.database import begin, reading
from survey.organisations import Organisation
from tests.http.benchmark.towns import MEANS, taking_part
from tests.http.people import signed_in
from tests.http.publication.places import town, turned

PAGE = "/admin/benchmark?lang=en"
CHART = "/admin/benchmark/here-perceived.svg"


def middle() -> tuple[int, int, int, int] | None:
    with reading() as session:
        found = shared.distribution(session, shared.current_until()).get(("bekend", "perceived"))
    return (found.organisations, found.lower, found.middle, found.upper) if found else None


def expected(number: int) -> tuple[int, int, int, int]:
    found = quartiles(MEANS[:number])
    assert found is not None
    return found.organisations, found.lower, found.middle, found.upper


def test_five_others_are_enough_and_four_are_not(in_app: Flask) -> None:
    first = taking_part(5)[0]
    viewer = signed_in(in_app, first.owner.id)
    page = viewer.get(PAGE).text
    assert "at least 5 others" in page
    assert "Now 5 organisations take part." in page
    assert viewer.get(CHART).status_code == 404
    taking_part(1, first=5)
    assert "Among 6 organisations" in viewer.get(PAGE).text
    assert middle() == expected(6)
    assert viewer.get(CHART).mimetype == "image/svg+xml"


def test_who_does_not_take_part_sees_nothing_of_the_others(in_app: Flask) -> None:
    taking_part(6)
    shared.refresh()
    outside = town("buiten")
    for role, way in (("viewer", "An administrator can switch this on"), ("admin", "Start comparing")):
        client = signed_in(in_app, outside.owner.id, role)
        page = client.get(PAGE).text
        assert way in page
        assert "Among" not in page
        assert client.get(CHART).status_code == 404


def test_no_name_and_no_score_of_another_is_shown(in_app: Flask) -> None:
    towns = taking_part(7)
    client = signed_in(in_app, towns[0].owner.id)
    page = client.get(PAGE).text + client.get(CHART).text
    assert "Stad0" in page
    assert not any(f"Stad{place}" in page for place in range(1, 7))
    assert not any(f"{mean:.1f}" in page for mean in MEANS[1:7])


def test_the_own_place_is_told_with_its_doubt(in_app: Flask) -> None:
    towns = taking_part(6)
    assert "in the lowest quarter" in signed_in(in_app, towns[0].owner.id).get(PAGE).text
    best = signed_in(in_app, towns[5].owner.id).get(PAGE).text
    assert "in the highest quarter" in best
    assert "Its interval also reaches" in best


def test_switching_on_or_off_changes_nothing_until_the_next_quarter(in_app: Flask) -> None:
    towns = taking_part(7)
    assert shared.refresh().is_made
    before = middle()
    assert before == expected(7)
    turned(towns[6], benchmark=False)
    taking_part(2, first=7)
    done = shared.refresh()
    assert (done.is_made, done.worked_out) == (True, 0)
    assert middle() == before
    with begin() as session:
        session.execute(delete(Organisation).where(Organisation.id == towns[5].owner.id))
    assert middle() == before


def test_a_demo_and_whoever_is_off_do_not_count(in_app: Flask) -> None:
    towns = taking_part(6)
    turned(towns[0], is_demo=True)
    taking_part(2, first=6, switched_on=False)
    done = shared.refresh()
    assert (done.taking_part, done.is_made) == (5, False)
    assert middle() is None


def test_who_may_show_no_score_does_not_count(in_app: Flask) -> None:
    towns = taking_part(6)
    turned(towns[0], minimum_group=30)
    assert not shared.refresh().is_made
    turned(towns[0], minimum_group=10)
    assert not shared.refresh().is_made, "its figures were worked out as they might be shown then"


def test_a_page_works_out_a_few_and_shows_nothing_before_all_are_there(in_app: Flask) -> None:
    taking_part(6)
    first = shared.refresh(4)
    assert (first.worked_out, first.lacking, first.is_made) == (4, 2, False)
    assert middle() is None
    second = shared.refresh(4)
    assert (second.worked_out, second.lacking, second.is_made) == (2, 0, True)
    assert shared.refresh(4).worked_out == 0


def test_the_command_refreshes_and_says_what_it_did(in_app: Flask, runner: FlaskCliRunner) -> None:
    taking_part(5)
    done = runner.invoke(args=["benchmark", "refresh"])
    assert (done.exit_code, "No distribution: it takes 6" in done.output) == (0, True)
    taking_part(1, first=5)
    assert (
        "6 take part, 6 worked out.\nThe distribution is made." in runner.invoke(args=["benchmark", "refresh"]).output
    )
    with reading() as session:
        assert len(session.scalars(select(Publication)).all()) == 6
        assert {row.organisations for row in session.scalars(select(BenchmarkQuartiles))} == {6}


@pytest.mark.parametrize("path", ["/admin/benchmark/here-measured.svg", "/admin/benchmark/elsewhere-perceived.svg"])
def test_a_chart_of_nothing_is_not_found(in_app: Flask, path: str) -> None:
    towns = taking_part(6)
    assert signed_in(in_app, towns[0].owner.id).get(path).status_code == 404
