"""All SQL of the phone log page: few queries, each by organisation first.

Whole months come from rollups, so that the number of calls doesn't count. Only the days on the edges of a period,
where it doesn't begin or end with a month, are looked at call by call.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import add
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, extract, func, or_, select
from sqlalchemy.orm import Session

from admin.insight.months import Parts, parts
from admin.insight.results import Period
from admin.insight.sources import days_within
from admin.phone.figures import HourOfWeek
from admin.phone.perceived import Answers
from survey.answers.tables import BEREIKBAAR, Response, bereikbaar_counts, daily_counts
from survey.database import NO_TEAM
from survey.dimensions import AGREEMENT
from survey.intake.tables import HOUR_COUNTS, Contact, hour_counts, wait_counts
from survey.intake.waits import LAST, STEP

PHONE: Final = "phone"
_CALLS: Final = Contact.__table__.c
_ANSWERS: Final = Response.__table__.c


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose calls, of which whole months and edges; `team_id` None is all. `norm` in seconds is that of today."""

    organisation_id: UUID
    team_id: UUID | None
    when: Parts
    norm: float


@dataclass(frozen=True, slots=True)
class WaitsBy:
    """How many calls fell in each fine class, per team and per month (`YYYY-MM`)."""

    team: dict[UUID, Counter[int]]
    month: dict[str, Counter[int]]


def parts_to_read(period: Period, today: date) -> Parts:
    """`period` in whole months and edges. Nobody called after today: an end today or later cuts no month."""
    is_open = period.end is None or period.end >= today
    return parts(Period(period.start, None) if is_open else period)


def by_hour(session: Session, asked: Asked) -> dict[HourOfWeek, Counter[str]]:
    """The counts of `HOUR_COUNTS` per hour of the week."""
    found: defaultdict[HourOfWeek, Counter[str]] = defaultdict(Counter)
    kept = hour_counts.c
    for weekday, hour, *numbers in _whole_months(session, asked, kept, (kept.weekday, kept.hour), HOUR_COUNTS):
        found[weekday, hour].update(_named(numbers))
    for day, hour, *numbers in _edge_hours(session, asked):
        found[day.weekday(), hour].update(_named(numbers))
    return dict(found)


def _named(numbers: list[Any]) -> dict[str, int]:
    return dict(zip(HOUR_COUNTS, map(int, numbers), strict=True))


def _edge_hours(session: Session, asked: Asked) -> Iterator[Any]:
    if asked.when.edges:
        yield from session.execute(
            select(_CALLS.day, _CALLS.hour, *(func.sum(total) for total in _adds(asked.norm)))
            .where(*_edges(_CALLS, asked), *_of_team(_CALLS, asked), _CALLS.hour.is_not(None))
            .group_by(_CALLS.day, _CALLS.hour)
        )


def _adds(norm: float) -> list[ColumnElement[Any]]:
    """What a single call adds to each of `HOUR_COUNTS`, as `survey.intake.tally` counts it."""
    spoken = or_(_CALLS.answered.is_(None), _CALLS.answered.is_(True))
    wait = _CALLS.waiting_seconds
    conditions = {
        "answer_known": _CALLS.answered.is_not(None),
        "answered": _CALLS.answered.is_(True),
        "resolved_known": and_(_CALLS.resolved.is_not(None), spoken),
        "resolved": and_(_CALLS.resolved.is_(True), spoken),
        "transferred_known": and_(_CALLS.transferred.is_not(None), spoken),
        "transferred": and_(_CALLS.transferred.is_(True), spoken),
        "wait_n": wait.is_not(None),
        "within_n": wait <= norm,
    }
    ones = {name: case((condition, 1), else_=0) for name, condition in conditions.items()}
    return [(ones | {"wait_sum": func.coalesce(wait, 0)})[name] for name in HOUR_COUNTS]


def waits(session: Session, asked: Asked) -> WaitsBy:
    """The fine classes per team and per month."""
    found = WaitsBy(defaultdict(Counter), defaultdict(Counter))
    kept = wait_counts.c
    for team_id, place, calls in _whole_months(session, asked, kept, (kept.team_id, kept.wait_class), ("calls",)):
        found.team[team_id][place] += int(calls)
    for month, place, calls in _whole_months(session, asked, kept, (kept.month, kept.wait_class), ("calls",)):
        found.month[f"{month:%Y-%m}"][place] += int(calls)
    for year, month, team_id, place, calls in _edge_waits(session, asked):
        found.team[team_id or NO_TEAM][place] += calls
        found.month[f"{int(year):04}-{int(month):02}"][place] += calls
    return found


def _edge_waits(session: Session, asked: Asked) -> Iterator[Any]:
    if asked.when.edges:
        fine = case((_CALLS.waiting_seconds >= STEP * LAST, LAST), else_=_CALLS.waiting_seconds // STEP)
        keys = [extract("year", _CALLS.day), extract("month", _CALLS.day), _CALLS.team_id, fine]
        inside = (*_edges(_CALLS, asked), *_of_team(_CALLS, asked), _CALLS.waiting_seconds.is_not(None))
        edge = select(*(key.label(f"key{place}") for place, key in enumerate(keys))).where(*inside).subquery()
        yield from session.execute(select(*edge.c, func.count()).group_by(*edge.c))


def bereikbaar(session: Session, asked: Asked) -> dict[tuple[UUID, int], Answers]:
    """How many citizens of each team answered 1-5 about bereikbaar, per wide class of their wait."""
    found: defaultdict[tuple[UUID, int], list[int]] = defaultdict(lambda: [0] * len(AGREEMENT))
    kept, everybody = bereikbaar_counts.c, replace(asked, team_id=None)
    for team_id, place, *numbers in _whole_months(
        session, everybody, kept, (kept.team_id, kept.waiting_class), BEREIKBAAR
    ):
        found[team_id, place] = [int(number) for number in numbers]
    for team_id, place, value, answers in _edge_answers(session, asked):
        found[team_id or NO_TEAM, place][value - 1] += answers
    return dict(found)


def _edge_answers(session: Session, asked: Asked) -> Iterator[Any]:
    if asked.when.edges:
        keys = (_ANSWERS.team_id, _ANSWERS.waiting_class, _ANSWERS.bereikbaar)
        said = [key.is_not(None) for key in keys[1:]]
        yield from session.execute(select(*keys, func.count()).where(*_edges(_ANSWERS, asked), *said).group_by(*keys))


def answers_by_phone(session: Session, organisation_id: UUID, period: Period) -> dict[UUID, int]:
    """How many citizens of each team said something about bereikbaar after a call, whatever is known of their wait."""
    kept = daily_counts.c
    number = reduce(add, (kept[name] for name in BEREIKBAAR))
    query = (
        select(kept.team_id, func.sum(number))
        .where(kept.organisation_id == organisation_id, *days_within(kept.day, period), kept.channel == PHONE)
        .group_by(kept.team_id)
    )
    return {team_id: int(total) for team_id, total in session.execute(query)}


def _whole_months(
    session: Session, asked: Asked, kept: Any, keys: Sequence[ColumnElement[Any]], names: Sequence[str]
) -> Iterator[Any]:
    """Per value of the keys the sums of a monthly rollup over the whole months."""
    if asked.when.whole is not None:
        yield from session.execute(
            select(*keys, *(func.sum(kept[name]) for name in names))
            .where(kept.organisation_id == asked.organisation_id, *days_within(kept.month, asked.when.whole))
            .where(kept.channel == PHONE, *_of_team(kept, asked))
            .group_by(*keys)
        )


def _edges(columns: Any, asked: Asked) -> list[ColumnElement[bool]]:
    within = (and_(*days_within(columns.day, edge)) for edge in asked.when.edges)
    return [columns.organisation_id == asked.organisation_id, or_(*within), columns.channel == PHONE]


def _of_team(columns: Any, asked: Asked) -> list[ColumnElement[bool]]:
    return [] if asked.team_id is None else [columns.team_id == asked.team_id]
