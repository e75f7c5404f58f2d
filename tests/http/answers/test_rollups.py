"""The rollups equal the answers, and the commands prove it."""

from __future__ import annotations

import random

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import Table, select, update

from survey import dimensions, languages
from survey.answers import record
from survey.answers.record import Occasion
from survey.answers.submission import submission
from survey.answers.tables import Response, answer_counts, bereikbaar_counts
from survey.database import begin, engine, reading
from survey.intake.tables import hour_counts, wait_counts
from survey.intake.waits import WIDE
from survey.organisations import Organisation
from tests import factories


def answer_many(owner: Organisation, number: int) -> None:
    chance = random.Random(5)
    teams = [factories.team(owner, name) for name in ("A", "B")]
    with engine().begin() as connection:
        for _ in range(number):
            answers = {code: chance.choice([None, 1, 2, 3, 4, 5]) for code in dimensions.CODES}
            sent = submission(
                answers | {"mark": chance.randint(1, 10)},
                chance.choice([None, *dimensions.RESOLVED]),
                ["bekend.taal", "beleefd.serieus"],
                "",
            )
            occasion = Occasion(
                owner.id,
                chance.choice([None, *teams]),
                chance.choice(["phone", "counter"]),
                None,
                chance.choice(languages.CODES),
                factories.NOON.date().replace(day=chance.randint(1, 28)),
                chance.choice([None, *WIDE]),
                chance.choice(dimensions.MODES),
            )
            record.add(connection, occasion, sent)


KEPT = (answer_counts, bereikbaar_counts, hour_counts, wait_counts)


def cells() -> list[list[tuple[object, ...]]]:
    with reading() as session:
        return [sorted((tuple(row) for row in session.execute(select(table))), key=str) for table in KEPT]


def test_kept_and_rebuilt_rollups_are_the_same(in_app: Flask, runner: FlaskCliRunner) -> None:
    owner = factories.organisation()
    answer_many(owner, 150)
    factories.invited(owner, "R1", waiting_seconds=44, resolved=True, rating=4)
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0
    before = cells()
    assert all(before)
    assert runner.invoke(args=["rollup", "rebuild", "--org", "voorbeeld"]).exit_code == 0
    assert cells() == before
    assert runner.invoke(args=["rollup", "verify", "--org", "voorbeeld"]).exit_code == 0


def test_verify_names_the_cell_that_is_wrong(in_app: Flask, runner: FlaskCliRunner) -> None:
    owner = factories.organisation()
    answer_many(owner, 5)
    with begin() as session:
        session.execute(update(answer_counts).values(bekend_1=answer_counts.c.bekend_1 + 1))
    result = runner.invoke(args=["rollup", "verify"])
    assert result.exit_code == 1
    assert "bekend_1" in result.stderr
    runner.invoke(args=["rollup", "rebuild"])
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0


@pytest.mark.parametrize(
    ("table", "column"), [(bereikbaar_counts, "bereikbaar_3"), (hour_counts, "answered"), (wait_counts, "calls")]
)
def test_verify_sees_each_rollup(in_app: Flask, runner: FlaskCliRunner, table: Table, column: str) -> None:
    owner = factories.organisation()
    answer_many(owner, 20)
    factories.invited(owner, "R1", waiting_seconds=44)
    with begin() as session:
        session.execute(update(table).values({column: table.c[column] + 1}))
    result = runner.invoke(args=["rollup", "verify"])
    assert (result.exit_code, f"{table.name} (" in result.stderr, column in result.stderr) == (1, True, True)


@pytest.mark.parametrize(("wait", "expected"), [(None, None), (30, 0), (31, 1), (400, 4)])
def test_an_answer_keeps_the_class_of_its_wait_and_not_the_wait(
    in_app: Flask, client: FlaskClient, wait: int | None, expected: int | None
) -> None:
    token = factories.invited(factories.organisation(), waiting_seconds=wait)
    assert client.post(f"/s/{token}", data={"bereikbaar": "2"}).status_code == 303
    with reading() as session:
        assert session.scalars(select(Response.waiting_class)).all() == [expected]
        counted = session.execute(select(bereikbaar_counts.c.waiting_class, bereikbaar_counts.c.bereikbaar_2)).all()
    assert [tuple(row) for row in counted] == ([] if expected is None else [(expected, 1)])
