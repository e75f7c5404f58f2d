"""All SQL of the phone log page: few queries of rollups, each by organisation first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from admin.insight.atoms import Place
from admin.insight.summaries import PHONE, days_within
from admin.insight.terms import Period
from admin.phone.figures import HourOfWeek
from admin.phone.perceived import Answers
from survey.answers.tables import BEREIKBAAR, bereikbaar_counts
from survey.intake.tables import HOUR_COUNTS, hour_counts, wait_counts


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose calls, of which whole months; `team_id` None is all."""

    organisation_id: UUID
    team_id: UUID | None
    period: Period


@dataclass(frozen=True, slots=True)
class WaitsBy:
    """How many calls fell in each fine class, per team and per month (`YYYY-MM`)."""

    team: dict[UUID, Counter[int]]
    month: dict[str, Counter[int]]


def by_hour(session: Session, asked: Asked) -> dict[HourOfWeek, Counter[str]]:
    """The counts of `HOUR_COUNTS` per hour of the week."""
    found: defaultdict[HourOfWeek, Counter[str]] = defaultdict(Counter)
    kept = hour_counts.c
    for weekday, hour, *numbers in _summed(session, asked, kept, (kept.weekday, kept.hour), HOUR_COUNTS):
        found[weekday, hour].update(_named(numbers))
    return dict(found)


def _named(numbers: list[Any]) -> dict[str, int]:
    return dict(zip(HOUR_COUNTS, map(int, numbers), strict=True))


def waits(session: Session, asked: Asked) -> WaitsBy:
    """The fine classes per team and per month."""
    found = WaitsBy(defaultdict(Counter), defaultdict(Counter))
    kept = wait_counts.c
    for team_id, place, calls in _summed(session, asked, kept, (kept.team_id, kept.wait_class), ("calls",)):
        found.team[team_id][place] += int(calls)
    for month, place, calls in _summed(session, asked, kept, (kept.month, kept.wait_class), ("calls",)):
        found.month[f"{month:%Y-%m}"][place] += int(calls)
    return found


def bereikbaar(session: Session, organisation_id: UUID) -> dict[int, dict[Place, Answers]]:
    """Per wide class of the wait how many citizens answered 1-5 about bereikbaar after a call, of all times."""
    found: dict[int, dict[Place, Answers]] = {}
    kept = bereikbaar_counts.c
    rows = session.execute(
        select(kept.month, kept.team_id, kept.waiting_class, *(kept[name] for name in BEREIKBAAR)).where(
            kept.organisation_id == organisation_id, kept.channel == PHONE
        )
    )
    for month, team_id, place, *numbers in rows:
        found.setdefault(place, {})[Place(f"{month:%Y-%m}", team_id, PHONE)] = tuple(numbers)
    return found


def _summed(
    session: Session, asked: Asked, kept: Any, keys: Sequence[ColumnElement[Any]], names: Sequence[str]
) -> Iterator[Any]:
    """Per value of the keys the sums of a monthly rollup over the period."""
    yield from session.execute(
        select(*keys, *(func.sum(kept[name]) for name in names))
        .where(kept.organisation_id == asked.organisation_id, *days_within(kept.month, asked.period))
        .where(kept.channel == PHONE, *_of_team(kept, asked))
        .group_by(*keys)
    )


def _of_team(columns: Any, asked: Asked) -> list[ColumnElement[bool]]:
    return [] if asked.team_id is None else [columns.team_id == asked.team_id]
