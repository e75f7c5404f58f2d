from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import delete, func, select, update

from admin.accounts.tables import User
from admin.demo import record
from admin.demo.record import ADMIN
from survey.answers.tables import Response
from survey.database import Base, begin, reading
from survey.organisations import Organisation
from tests import factories

LINK = re.compile(r"/s/(\S+)")


def rows() -> dict[str, int]:
    """Number of rows of every table."""
    with reading() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def norms() -> dict[str, float]:
    """The norm of every organisation."""
    with reading() as session:
        return {each.slug: each.norm for each in session.scalars(select(Organisation))}


def test_it_says_where_to_look_and_its_link_works(runner: FlaskCliRunner, client: FlaskClient) -> None:
    result = runner.invoke(args=["demo", "load"])
    assert result.exit_code == 0
    assert "/admin/" in result.output
    assert ADMIN in result.output
    assert client.get("/o/voorbeeld").status_code == 200
    assert client.get("/openbaar/voorbeeld").status_code == 200
    link = LINK.search(result.output)
    assert link is not None
    assert client.get(f"/s/{link[1]}").status_code == 200
    assert client.post(f"/s/{link[1]}", data={"mark": "8"}).status_code == 303
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0


def test_a_second_time_changes_nothing(runner: FlaskCliRunner, in_app: Flask) -> None:
    runner.invoke(args=["demo", "load"])
    before = rows()
    result = runner.invoke(args=["demo", "load"])
    assert result.exit_code == 0
    assert "there already" in result.output
    assert rows() == before


def test_replacing_asks_first_and_leaves_other_organisations_as_they_are(runner: FlaskCliRunner, in_app: Flask) -> None:
    factories.invited(factories.organisation("andere", "Gemeente Andere"))
    alone = rows()
    runner.invoke(args=["demo", "load"])
    with begin() as session:
        session.execute(update(Organisation).values(norm=80))
    loaded = rows()
    assert runner.invoke(args=["demo", "load", "--replace"], input="n\n").exit_code == 1
    assert norms() == {"andere": 80, "voorbeeld": 80}
    assert runner.invoke(args=["demo", "load", "--replace"], input="y\n").exit_code == 0
    assert norms() == {"andere": 80, "voorbeeld": 75}
    assert rows() == loaded
    record.remove()
    assert rows() == alone


def test_what_was_broken_off_is_made_anew(runner: FlaskCliRunner, in_app: Flask) -> None:
    runner.invoke(args=["demo", "load"])
    before = rows()
    with begin() as session:
        session.execute(delete(User).where(User.email == ADMIN))
        session.execute(delete(Response))
    assert runner.invoke(args=["demo", "load"]).exit_code == 0
    assert rows() == before


@pytest.mark.parametrize("arguments", [[], ["--replace", "--yes"]])
def test_a_real_organisation_of_that_name_is_left_alone(
    runner: FlaskCliRunner, in_app: Flask, arguments: list[str]
) -> None:
    factories.organisation("voorbeeld", "De echte")
    before = rows()
    result = runner.invoke(args=["demo", "load", *arguments])
    assert result.exit_code == 1
    assert "not the demo" in result.output
    assert rows() == before


def test_if_alone_adds_nothing_beside_others(runner: FlaskCliRunner, in_app: Flask) -> None:
    factories.organisation("andere", "Gemeente Andere")
    before = rows()
    result = runner.invoke(args=["demo", "load", "--if-alone"])
    assert result.exit_code == 0
    assert rows() == before
