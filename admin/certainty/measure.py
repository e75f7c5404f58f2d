"""The one call behind the page about certainty."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from admin.certainty.pace import pace
from admin.certainty.planner import plans
from admin.certainty.results import Certainty
from admin.certainty.sensitivity import by_phone_log, variations
from admin.certainty.summaries import equal_criteria
from admin.insight.measure import Loaded, load, measure_loaded
from admin.insight.results import Comparison
from admin.insight.scope import Scope
from admin.insight.statistics import Sample
from survey.organisations import Organisation

ANSWERED: Final = "bereikbaar.opgenomen"
WAITING: Final = "bereikbaar.wachttijd"


@dataclass(frozen=True, slots=True)
class Asked:
    """The view, and the difference in points to plan for; the organisation's margin where it is None."""

    scope: Scope
    difference: float | None = None


def certainty(session: Session, organisation: Organisation, asked: Asked, today: date) -> Certainty:
    """How sure the verdicts of this view are, what it takes, and whether they hold. Raises UnknownTeam."""
    scope = asked.scope
    loaded = load(session, organisation, scope.period, scope.filters.language)
    comparison = measure_loaded(loaded, scope)
    paces = pace(comparison.trend, scope.period, today)
    difference = organisation.margin if asked.difference is None else asked.difference
    team_id = loaded.teams.get(scope.filters.team or "")
    equal = equal_criteria(session, organisation.id, scope.period, team_id, scope.filters.channel)
    return Certainty(
        comparison,
        paces,
        plans(comparison, difference, paces),
        variations(comparison, _reweighted(loaded, scope), equal, _phone_log(loaded, comparison)),
    )


def _reweighted(loaded: Loaded, scope: Scope) -> Comparison | None:
    """The same view with its answers weighted the other way; None for one language, which is never weighted."""
    return None if loaded.language else measure_loaded(loaded, replace(scope, weighted=not scope.weighted))


def _phone_log(loaded: Loaded, comparison: Comparison) -> Sample | None:
    used = loaded.criteria.by_code()
    weights = [used[code].weight if code in used else 0.0 for code in (ANSWERED, WAITING)]
    return by_phone_log(comparison.phone_log, *weights) if comparison.phone_log else None
