"""All SQL of the phone log page: few queries of rollups, each by organisation first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from admin.insight.results import Period
from admin.insight.sources import days_within
from admin.phone.figures import HourOfWeek
from admin.phone.perceived import Answers
from survey.answers.tables import BEREIKBAAR, answer_counts, bereikbaar_counts
from survey.dimensions import AGREEMENT
from survey.intake.tables import HOUR_COUNTS, hour_counts, wait_counts

PHONE: Final = "phone"


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


def bereikbaar(session: Session, asked: Asked) -> dict[tuple[UUID, int], Answers]:
    """How many citizens of each team answered 1-5 about bereikbaar, per wide class of their wait."""
    found: defaultdict[tuple[UUID, int], list[int]] = defaultdict(lambda: [0] * len(AGREEMENT))
    kept, everybody = bereikbaar_counts.c, replace(asked, team_id=None)
    for team_id, place, *numbers in _summed(session, everybody, kept, (kept.team_id, kept.waiting_class), BEREIKBAAR):
        found[team_id, place] = [int(number) for number in numbers]
    return dict(found)


def answers_by_phone(session: Session, organisation_id: UUID, period: Period) -> dict[UUID, int]:
    """How many citizens of each team said something about bereikbaar after a call, whatever is known of their wait."""
    kept = answer_counts.c
    number = reduce(add, (kept[name] for name in BEREIKBAAR))
    query = (
        select(kept.team_id, func.sum(number))
        .where(kept.organisation_id == organisation_id, *days_within(kept.month, period), kept.channel == PHONE)
        .group_by(kept.team_id)
    )
    return {team_id: int(total) for team_id, total in session.execute(query)}


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
