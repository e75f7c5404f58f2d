"""The databases of the tests are what they say: both engines, the migrations' schema, empty each time."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import inspect, make_url, select

from survey import database, migrate
from survey.organisations import Organisation


def test_the_schema_comes_from_the_migrations(database_url: str) -> None:
    engine = database.connect(database_url)
    with engine.connect() as connection:
        assert migrate.revision_of(connection) == migrate.head()
    engine.dispose()


def test_an_empty_database_is_empty(empty_database_url: str) -> None:
    engine = database.connect(empty_database_url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


@pytest.mark.parametrize("time", ["first", "second"])
@pytest.mark.usefixtures("in_app")
def test_a_test_leaves_no_rows_behind(time: str) -> None:
    with database.begin() as session:
        session.add(Organisation(slug="voorbeeld", name=time))
    with database.reading() as session:
        assert session.scalars(select(Organisation.name)).all() == [time]


def test_each_engine_is_really_used(app: Flask, database_url: str) -> None:
    with app.app_context():
        assert database.engine().dialect.name == make_url(database_url).get_backend_name()
