"""Fixtures of all tests: both databases with the migrations' schema, the application, client and commands."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from hypothesis import HealthCheck, settings

from survey import database, migrate
from survey.config import Config
from tests import network_guard
from tests.page_rules import PageChecks
from tests.throwaway_postgresql import Cluster, running_cluster

network_guard.install()
settings.register_profile(
    "suite",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    print_blob=True,
)
settings.load_profile("suite")


def pytest_collection_finish() -> None:
    """Take what is loaded by now out of garbage collection: statsmodels collects at each call of multipletests."""
    gc.freeze()


@pytest.fixture(scope="module")
def frozen() -> None:
    """The same with what earlier tests of this worker left, for a module that calls multipletests by the hundred."""
    gc.collect()
    gc.freeze()


SECRET = "a secret of the tests, long enough for production"
ADDRESS_KEY = "YSBrZXkgb2YgdGhlIHRlc3RzIG9mIDMyIGJ5dGVzISE="


@pytest.fixture(scope="session")
def postgresql_cluster() -> Iterator[Cluster]:
    """A throw-away server, started when the first test of this worker asks for it."""
    with running_cluster() as cluster:
        yield cluster


def _new_database(engine: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'test.sqlite3'}"
        return
    cluster: Cluster = request.getfixturevalue("postgresql_cluster")
    name = f"test_{uuid4().hex}"
    yield cluster.create(name)
    cluster.drop(name)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database with the schema of all migrations, shared by the tests of one worker."""
    for url in _new_database(request.param, request, tmp_path_factory.mktemp("database")):
        engine = database.connect(url)
        migrate.upgrade(engine)
        engine.dispose()
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of this test alone, with nothing in it: for migrations and installing."""
    yield from _new_database(request.param, request, tmp_path)


@pytest.fixture(scope="session")
def shared_app(database_url: str) -> Iterator[Flask]:
    """The application on one database. Tests ask for `app`, which leaves no rows behind."""
    from wsgi import create_app  # noqa: PLC0415 - pure tests need not load the application

    app = create_app(
        Config(
            secret_key=SECRET,
            database_url=database_url,
            password_cost=1024,
            address_keys=(ADDRESS_KEY,),
            register_hosts=("127.0.0.1", "openklant.example", "openklant.voorbeeld.example"),
        )
    )
    app.testing = True
    app.test_client_class = PageChecks
    yield app
    with app.app_context():
        database.engine().dispose()


@pytest.fixture
def app(shared_app: Flask) -> Iterator[Flask]:
    """The application on an empty database with the full schema, on SQLite and on PostgreSQL."""
    yield shared_app
    with shared_app.app_context():
        _delete_all_rows()


def _delete_all_rows() -> None:
    with database.begin() as session:
        for table in reversed(database.Base.metadata.sorted_tables):
            session.execute(table.delete())


@pytest.fixture
def in_app(app: Flask) -> Iterator[Flask]:
    """The same, inside its context: for tests that call what needs the current application."""
    with app.app_context():
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without scripts that checks every page it gets."""
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    """Runs `flask --app wsgi` commands."""
    return app.test_cli_runner()
