"""Reports without a database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from admin.insight.results import Comparison
from admin.reports.report import Report, TeamComparison
from survey import locale
from tests.unit.insight import examples

MADE_ON = date(2026, 4, 2)
ADDRESS = "https://klankbord.example/admin/?from=2026-01&to=2026-03"


@pytest.fixture(autouse=True)
def _spoken() -> Iterator[None]:
    app = Flask("reports")
    locale.register(app)
    with app.app_context():
        yield


def report(comparison: Comparison | None = None, teams: dict[str, Comparison] | None = None) -> Report:
    of = tuple(TeamComparison(name, each) for name, each in (teams or {}).items())
    return Report(comparison or examples.full(), of, MADE_ON, ADDRESS)
