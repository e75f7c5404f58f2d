"""An organisation, and the command that imports its files."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner

from survey.organisations import Organisation
from tests import factories

Import = Callable[..., Result]


@pytest.fixture
def organisation(in_app: Flask) -> Organisation:
    """Gemeente Voorbeeld, without teams."""
    return factories.organisation()


@pytest.fixture
def import_file(runner: FlaskCliRunner, organisation: Organisation) -> Import:
    """Runs `contacts import` for Gemeente Voorbeeld: `import_file(path, "--dry-run")`."""
    return lambda path, *options: runner.invoke(args=["contacts", "import", path, "--org", "voorbeeld", *options])
