"""The figures of a comparison computed straight from the single rows, without rollups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import fsum
from typing import Any

from sqlalchemy import select

from admin.insight.scope import Scope
from admin.insight.terms import Filters, Period
from survey.answers.tables import Response, ResponseReason
from survey.database import reading
from survey.intake.tables import Contact
from tests.http.insight.opinions import Town

Rows = Sequence[Any]


def within(period: Period, day: date) -> bool:
    return (period.start is None or day >= period.start) and (period.end is None or day <= period.end)


def chosen(town: Town, filters: Filters, row: Any) -> bool:
    team = town.teams[filters.team] if filters.team else None
    return (
        team in {None, row.team_id}
        and filters.channel in {None, row.channel}
        and filters.language in {None, row.language}
    )


def _rows(table: type[Response] | type[Contact], town: Town, scope: Scope) -> Rows:
    with reading() as session:
        found: Rows = session.scalars(select(table)).all()
    return [row for row in found if within(scope.period, row.day) and chosen(town, scope.filters, row)]


def responses(town: Town, scope: Scope) -> Rows:
    return _rows(Response, town, scope)


def contacts(town: Town, scope: Scope) -> Rows:
    return _rows(Contact, town, scope)


def scores(rows: Rows, code: str) -> list[float]:
    """Answers on 0-100: (x-1)·25."""
    return [25.0 * (getattr(row, code) - 1) for row in rows if getattr(row, code) is not None]


def ticked(rows: Rows) -> Counter[str]:
    ids = {row.id for row in rows}
    with reading() as session:
        reasons = session.execute(select(ResponseReason.response_id, ResponseReason.criterion)).all()
    return Counter(criterion for response_id, criterion in reasons if response_id in ids)


def weighted_mean(answers: Rows, called: Rows, code: str) -> float:
    """Each answer counts contacts / answers of its team and channel (every answer, also those that skip `code`)."""
    strata_contacts = Counter((row.team_id, row.channel) for row in called)
    strata_answers = Counter((row.team_id, row.channel) for row in answers)
    weights = {key: strata_contacts[key] / number for key, number in strata_answers.items()}
    given = [row for row in answers if getattr(row, code) is not None]
    total = fsum(weights[row.team_id, row.channel] for row in given)
    points = [weights[row.team_id, row.channel] * 25.0 * (getattr(row, code) - 1) for row in given]
    return fsum(points) / total
