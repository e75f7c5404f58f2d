"""Reports without a database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from admin.groups.measure import MARK, view_of
from admin.groups.results import GroupsView, Kind
from admin.insight.results import Comparison
from admin.insight.scope import Scope
from admin.reports.report import Report
from survey import locale
from survey.organisations import Organisation
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
    return Report(comparison or examples.full(), beside(teams) if teams else None, None, MADE_ON, ADDRESS)


def beside(teams: dict[str, Comparison]) -> GroupsView:
    owner = Organisation(slug="voorbeeld", name="Gemeente Voorbeeld", norm=75.0, minimum_group=10)
    return view_of(teams, owner, Scope(), Kind.TEAM, MARK)
