"""Which advice an organisation has adopted and is still working on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from admin.actions.record import measures
from survey.organisations import teams_by_name


@dataclass(frozen=True, slots=True)
class Taken:
    """A measure that adopts a piece of advice: its owner (a role, or empty), first day, and team (empty for all)."""

    owner: str
    day: date
    team: str


def taken(session: Session, organisation_id: UUID) -> Mapping[str, tuple[Taken, ...]]:
    """The measures that adopted advice and are not done yet, the latest first, by the code of the advice."""
    names = {team_id: name for name, team_id in teams_by_name(session, organisation_id).items()}
    found: dict[str, tuple[Taken, ...]] = {}
    for measure in measures(session, organisation_id):
        if measure.advice is None or measure.done_on is not None:
            continue
        team = names.get(measure.team_id, "") if measure.team_id else ""
        one = Taken(measure.owner, measure.starts_on, team)
        found[measure.advice] = (*found.get(measure.advice, ()), one)
    return found
