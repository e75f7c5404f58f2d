"""The rollups equal the answers, and the commands prove it."""

from __future__ import annotations

import random

from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import select, update

from survey import dimensions, languages
from survey.answers import record
from survey.answers.record import Occasion
from survey.answers.submission import submission
from survey.answers.tables import daily_counts
from survey.database import begin, engine, reading
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
            )
            record.add(connection, occasion, sent, by_open_link=chance.random() < 0.2)


def cells() -> list[tuple[object, ...]]:
    with reading() as session:
        return sorted((tuple(row) for row in session.execute(select(daily_counts))), key=str)


def test_kept_and_rebuilt_rollups_are_the_same(in_app: Flask, runner: FlaskCliRunner) -> None:
    owner = factories.organisation()
    answer_many(owner, 150)
    factories.invited(owner, "R1", waiting_seconds=44, resolved=True, rating=4)
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0
    before = cells()
    assert runner.invoke(args=["rollup", "rebuild", "--org", "voorbeeld"]).exit_code == 0
    assert cells() == before
    assert runner.invoke(args=["rollup", "verify", "--org", "voorbeeld"]).exit_code == 0


def test_verify_names_the_cell_that_is_wrong(in_app: Flask, runner: FlaskCliRunner) -> None:
    owner = factories.organisation()
    answer_many(owner, 5)
    with begin() as session:
        session.execute(update(daily_counts).values(bekend_1=daily_counts.c.bekend_1 + 1))
    result = runner.invoke(args=["rollup", "verify"])
    assert result.exit_code == 1
    assert "bekend_1" in result.stderr
    runner.invoke(args=["rollup", "rebuild"])
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0
