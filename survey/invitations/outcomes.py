"""How many contacts were invited, and why others were not: read from the counts by day, never from the contacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.database import NO_TEAM
from survey.invitations.eligibility import ELIGIBLE, Outcome
from survey.invitations.tables import outcome_counts


@dataclass(frozen=True, slots=True)
class Cell:
    """How many contacts of a team (None for no team) and channel had an outcome."""

    team_id: UUID | None
    channel: str
    outcome: Outcome
    contacts: int


def cells(session: Session, organisation_id: UUID, start: date | None, end: date | None) -> Sequence[Cell]:
    """The outcomes of contacts of these days, both included; None is unbounded."""
    of = outcome_counts.c
    bounds = [of.day >= start] if start else []
    bounds += [of.day <= end] if end else []
    query = (
        select(of.team_id, of.channel, of.outcome, func.sum(of.contacts))
        .where(of.organisation_id == organisation_id, *bounds)
        .group_by(of.team_id, of.channel, of.outcome)
    )
    return [
        Cell(None if team_id == NO_TEAM else team_id, channel, Outcome(outcome), int(number))
        for team_id, channel, outcome, number in session.execute(query)
    ]


def among(found: Iterable[Cell], team_id: UUID | None = None, channel: str | None = None) -> list[Cell]:
    """Those of one team and one channel; None is all."""
    return [each for each in found if team_id in (None, each.team_id) and channel in (None, each.channel)]


def added(found: Iterable[Cell]) -> Mapping[Outcome, int]:
    """How many had each outcome."""
    total: Counter[Outcome] = Counter()
    for each in found:
        total[each.outcome] += each.contacts
    return total


def eligible(outcomes: Mapping[Outcome, int]) -> int:
    """How many might have been asked: only chance, or nothing, kept them out."""
    return sum(outcomes.get(outcome, 0) for outcome in ELIGIBLE)
