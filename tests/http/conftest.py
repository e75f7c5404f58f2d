"""Applications beside the shared one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from survey import database
from tests.page_rules import PageChecks
from wsgi import create_app

AnotherApp = Callable[..., Flask]


@pytest.fixture
def another_app(app: Flask) -> Iterator[AnotherApp]:
    """Makes an application on the same database with other settings: `another_app(mode="production")`."""
    made: list[Flask] = []

    def make(**settings: Any) -> Flask:
        new = create_app(replace(app.config["KLANKBORD"], **settings))
        new.testing = True
        new.test_client_class = PageChecks
        made.append(new)
        return new

    yield make
    for each in made:
        with each.app_context():
            database.engine().dispose()
