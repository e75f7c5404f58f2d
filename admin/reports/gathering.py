"""Measures what a report shows, all of it in one reading of the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from flask import current_app, url_for
from sqlalchemy.orm import Session

from admin.insight.forms import arguments_of
from admin.insight.measure import measure
from admin.insight.scope import Scope
from admin.reports.report import Report, TeamComparison
from survey.organisations import Organisation, teams_by_name
from survey.settings import settings


def gather(session: Session, organisation: Organisation, scope: Scope, kind: str, made_on: date) -> Report:
    """What a report of this kind shows of this scope; only the full one shows teams. Raises UnknownTeam."""
    return Report(
        comparison=measure(session, organisation, scope),
        teams=_teams(session, organisation, scope) if kind == "full" else (),
        made_on=made_on,
        address=_address(scope),
        is_demo=organisation.is_demo,
    )


def _teams(session: Session, organisation: Organisation, scope: Scope) -> tuple[TeamComparison, ...]:
    if scope.filters.team is not None:
        return ()
    names = teams_by_name(session, organisation.id)
    scopes = {name: replace(scope, filters=replace(scope.filters, team=name)) for name in names}
    return tuple(TeamComparison(name, measure(session, organisation, each)) for name, each in scopes.items())


def _address(scope: Scope) -> str:
    arguments: dict[str, Any] = {**arguments_of(scope)}
    with current_app.test_request_context():
        return settings().public_url + url_for("insight.comparison", **arguments)
