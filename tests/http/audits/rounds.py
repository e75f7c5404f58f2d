"""Rounds of audited calls for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from admin.audits import record
from admin.audits.scoring import Scored, dimension_scores
from admin.audits.spreadsheet import ScoredCall
from survey.criteria.catalogue import CATALOGUE
from survey.organisations import Organisation

FIRST_DAY = date(2026, 2, 3)


def call(team: UUID, days: int = 0, reference: str | None = None, **points: float) -> ScoredCall:
    """A call some days after the first; `points` by criterion code, with `_` for the dot."""
    codes = {code.replace("_", "."): value for code, value in points.items()} or {"bekend.taal": 50.0}
    scores = {code: Scored(value / 100, value) for code, value in codes.items()}
    day = FIRST_DAY + timedelta(days=days)
    return ScoredCall(day, team, "phone", reference, scores, dimension_scores(codes, CATALOGUE))


def stored(owner: Organisation, name: str, calls: Iterable[ScoredCall], *, replace: bool = False) -> record.Recorded:
    """A round in the database, scored with the first version of the criteria."""
    return record.import_round(owner.id, name, 1, tuple(calls), "command", replace)
