"""Measures what a report shows, all of it in one reading of the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from flask import current_app, url_for
from sqlalchemy.orm import Session

from admin.groups.measure import MARK, view_of
from admin.groups.results import GroupsView, Kind
from admin.insight.forms import arguments_of
from admin.insight.measure import Loaded, load, measure_loaded
from admin.insight.scope import Scope
from admin.reports.report import Report
from admin.trend.measure import View, trend
from survey.organisations import Organisation
from survey.settings import settings


def gather(session: Session, organisation: Organisation, scope: Scope, kind: str, made_on: date) -> Report:
    """What a report of this kind shows of this scope. Raises UnknownTeam."""
    loaded = load(session, organisation, scope.period, scope.filters.language)
    is_full = kind == "full" and scope.filters.language is None
    return Report(
        comparison=measure_loaded(loaded, scope),
        teams=_teams(loaded, scope) if is_full and scope.filters.team is None else None,
        trend=trend(session, organisation, View(scope), made_on) if is_full else None,
        made_on=made_on,
        address=_address(scope),
        is_demo=organisation.is_demo,
    )


def _teams(loaded: Loaded, scope: Scope) -> GroupsView:
    scopes = {name: replace(scope, filters=replace(scope.filters, team=name)) for name in loaded.teams}
    found = {name: measure_loaded(loaded, each) for name, each in scopes.items()}
    return view_of(found, loaded.organisation, scope, Kind.TEAM, MARK)


def _address(scope: Scope) -> str:
    arguments: dict[str, Any] = {**arguments_of(scope)}
    with current_app.test_request_context():
        return settings().public_url + url_for("insight.comparison", **arguments)
