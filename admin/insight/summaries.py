"""All SQL of the comparison: few queries, each by organisation first, and none that grows with the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, and_, extract, func, select, union
from sqlalchemy.orm import Session, aliased

from admin.audits.rounds import counted
from admin.audits.tables import AuditedCall, AuditRound, AuditScore
from admin.insight.atoms import Place
from admin.insight.cells import Cell
from admin.insight.disclosure import COUNTED, most_used
from admin.insight.pooling import RESOLVED, SCORES
from admin.insight.terms import Period
from survey import dimensions, languages
from survey.answers import tally
from survey.answers.tables import answer_counts, reason_counts
from survey.database import NO_TEAM
from survey.intake.tables import COUNTS, contact_counts
from survey.organisations import Team

PHONE: Final = "phone"
VALUES: Final = (*RESOLVED, "responses_open", *(column for columns in SCORES.values() for column in columns))
"""The columns of a tally that count answers, but for `responses`."""
_ANSWERS: Final = answer_counts.c
_CONTACTS: Final = contact_counts.c
_CALLS: Final = AuditedCall.__table__.c
_OF_ROUND: Final = and_(_CALLS.organisation_id == AuditRound.organisation_id, _CALLS.round_id == AuditRound.id)
_OF_CALL: Final = and_(_CALLS.organisation_id == AuditScore.organisation_id, _CALLS.id == AuditScore.call_id)
_NUMBERS: Final = [reduce(add, [_ANSWERS[column] for column in columns]) for columns in COUNTED.values()]
Counts = dict[Place, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class RoundCall:
    """One audited call: its team and channel, the name and criteria version of its round, its scores per B (0-100)."""

    team_id: UUID
    channel: str
    round_name: str
    criteria_version: int
    scores: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """How many audited calls of a team and channel had this score (0-100) on this criterion."""

    team_id: UUID
    channel: str
    criterion: str
    score: float
    times: int


@dataclass(frozen=True, slots=True)
class ScoredTwice:
    """Per B the calls of a team and channel that two auditors scored, and the sum of their differences (points)."""

    team_id: UUID
    channel: str
    numbers: tuple[int, ...]
    sums: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What an organisation can filter by.

    Its teams' names, the channels and languages that occur (without the ground language, which is never shown apart),
    and the first month (its first day) with anything in it.
    """

    teams: tuple[str, ...]
    channels: tuple[str, ...]
    languages: tuple[str, ...]
    first_month: date | None


def numbers(session: Session, organisation_id: UUID) -> tuple[Cell, ...]:
    """How many answered each of `disclosure.COUNTED`, of all times, by place, language and mode."""
    keys = (_ANSWERS.month, _ANSWERS.team_id, _ANSWERS.channel, _ANSWERS.language, _ANSWERS.mode)
    extra = (_ANSWERS.responses_open,)
    names = (*COUNTED, "responses_open")
    rows = session.execute(select(*keys, *_NUMBERS, *extra).where(_ANSWERS.organisation_id == organisation_id))
    return tuple(
        Cell(Place(f"{month:%Y-%m}", team_id, channel), dict(zip(names, found, strict=True)), language, mode)
        for month, team_id, channel, language, mode, *found in rows
    )


def answers(session: Session, organisation_id: UUID, period: Period, language: str | None) -> Counts:
    """The tallies of a period; in one language where that is given."""
    names = tally.COLUMNS
    keys = (_ANSWERS.month, _ANSWERS.team_id, _ANSWERS.channel)
    query = (
        select(*keys, *(func.sum(_ANSWERS[name]) for name in names))
        .where(_ANSWERS.organisation_id == organisation_id, *days_within(_ANSWERS.month, period))
        .group_by(*keys)
    )
    if language is not None:
        query = query.where(_ANSWERS.language == language)
    return {
        Place(f"{month:%Y-%m}", team_id, channel): dict(zip(names, map(int, found), strict=True))
        for month, team_id, channel, *found in session.execute(query)
    }


def apart(session: Session, organisation_id: UUID, period: Period, language: str, mode: str) -> tuple[Cell, ...]:
    """The counts of `VALUES` of the answers in this language that came in otherwise than by this mode."""
    keys = (_ANSWERS.month, _ANSWERS.team_id, _ANSWERS.channel, _ANSWERS.mode)
    names = ("responses", *VALUES)
    rows = session.execute(
        select(*keys, *(_ANSWERS[name] for name in names)).where(
            _ANSWERS.organisation_id == organisation_id,
            *days_within(_ANSWERS.month, period),
            _ANSWERS.language == language,
            _ANSWERS.mode != mode,
        )
    )
    return tuple(
        Cell(Place(f"{month:%Y-%m}", team_id, channel), dict(zip(names, found, strict=True)), language, by)
        for month, team_id, channel, by, *found in rows
    )


def contacts(session: Session, organisation_id: UUID, period: Period) -> tuple[Cell, ...]:
    """The counts of a period's contacts, by `survey.intake.tables.COUNTS`."""
    keys = (extract("year", _CONTACTS.day), extract("month", _CONTACTS.day), _CONTACTS.team_id, _CONTACTS.channel)
    rows = session.execute(
        select(*keys, *(func.sum(_CONTACTS[name]) for name in COUNTS))
        .where(_CONTACTS.organisation_id == organisation_id, *days_within(_CONTACTS.day, period))
        .group_by(*keys)
    )
    return tuple(
        Cell(_place(year, month, team_id, channel), dict(zip(COUNTS, map(int, found), strict=True)))
        for year, month, team_id, channel, *found in rows
    )


def ratings(session: Session, organisation_id: UUID) -> Counts:
    """How many citizens rated a phone call in the exchange, of all times."""
    keys = (extract("year", _CONTACTS.day), extract("month", _CONTACTS.day), _CONTACTS.team_id)
    rows = session.execute(
        select(*keys, func.sum(_CONTACTS.rating_n))
        .where(_CONTACTS.organisation_id == organisation_id, _CONTACTS.channel == PHONE, _CONTACTS.rating_n > 0)
        .group_by(*keys)
    )
    return {_place(year, month, team_id, PHONE): {"rating": int(found)} for year, month, team_id, found in rows}


def reasons(session: Session, organisation_id: UUID, period: Period, language: str | None) -> Counts:
    """How often citizens ticked each criterion; in one language where that is given."""
    table = reason_counts.c
    keys = (table.month, table.team_id, table.channel, table.criterion)
    query = (
        select(*keys, func.sum(table.ticked))
        .where(table.organisation_id == organisation_id, *days_within(table.month, period))
        .group_by(*keys)
    )
    if language is not None:
        query = query.where(table.language == language)
    found: dict[Place, dict[str, int]] = {}
    for month, team_id, channel, criterion, ticked in session.execute(query):
        found.setdefault(Place(f"{month:%Y-%m}", team_id, channel), {})[criterion] = int(ticked)
    return dict(found)


def audited_calls(session: Session, organisation_id: UUID, period: Period) -> tuple[RoundCall, ...]:
    """The audited calls of a period, the latest round first; not by language, for audits have none."""
    scores = [getattr(AuditedCall, code) for code in dimensions.CODES]
    query = (
        select(_CALLS.team_id, _CALLS.channel, AuditRound.name, AuditRound.criteria_version, *scores)
        .join(AuditedCall, _OF_ROUND)
        .where(*_audited(organisation_id, period))
        .order_by(AuditRound.created_at.desc(), AuditRound.name, AuditedCall.day, AuditedCall.id)
    )
    return tuple(
        RoundCall(team_id or NO_TEAM, channel, name, version, tuple(found))
        for team_id, channel, name, version, *found in session.execute(query)
    )


def scored_twice(session: Session, organisation_id: UUID, period: Period) -> tuple[ScoredTwice, ...]:
    """How far two auditors of the same call lie apart."""
    second = aliased(AuditedCall)
    apart = [func.abs(getattr(AuditedCall, code) - getattr(second, code)) for code in dimensions.CODES]
    keys = (_CALLS.team_id, _CALLS.channel)
    query = (
        select(*keys, *map(func.count, apart), *(func.coalesce(func.sum(each), 0.0) for each in apart))
        .join(second, and_(second.organisation_id == AuditedCall.organisation_id, second.second_of == AuditedCall.id))
        .where(*_audited(organisation_id, period), second.is_done.is_(True))
        .group_by(*keys)
    )
    return tuple(
        ScoredTwice(team_id or NO_TEAM, channel, tuple(found[: len(apart)]), tuple(found[len(apart) :]))
        for team_id, channel, *found in session.execute(query)
    )


def criterion_scores(session: Session, organisation_id: UUID, period: Period) -> tuple[CriterionScore, ...]:
    """All scores of every criterion in the audited calls of a period, the lowest first."""
    query = (
        select(_CALLS.team_id, _CALLS.channel, AuditScore.criterion, AuditScore.score, func.count())
        .join(AuditedCall, _OF_CALL)
        .where(*_audited(organisation_id, period), AuditScore.score.is_not(None))
        .group_by(_CALLS.team_id, _CALLS.channel, AuditScore.criterion, AuditScore.score)
        .order_by(AuditScore.criterion, AuditScore.score)
    )
    return tuple(
        CriterionScore(team_id or NO_TEAM, channel, *found) for team_id, channel, *found in session.execute(query)
    )


def choices(session: Session, organisation_id: UUID) -> Choices:
    """What the filters of this organisation can be set to; channels and languages in our own order."""
    teams = select(Team.name).where(Team.organisation_id == organisation_id).order_by(Team.name)
    channels = union(
        *(_distinct(table, "channel", organisation_id) for table in (answer_counts, contact_counts)),
        select(AuditedCall.channel).where(AuditedCall.organisation_id == organisation_id, *counted()),
    )
    channels_found = set(session.scalars(channels))
    spoken = _spoken(session, organisation_id)
    return Choices(
        tuple(session.scalars(teams)),
        tuple(channel for channel in dimensions.CHANNELS if channel in channels_found),
        tuple(code for code in languages.CODES if code in spoken),
        _first_month(session, organisation_id),
    )


def _spoken(session: Session, organisation_id: UUID) -> set[str]:
    """The languages that may be shown apart."""
    query = (
        select(_ANSWERS.language, func.sum(_ANSWERS.responses))
        .where(_ANSWERS.organisation_id == organisation_id)
        .group_by(_ANSWERS.language)
    )
    found = {language: int(number) for language, number in session.execute(query)}
    return found.keys() - {most_used(found)}


def _first_month(session: Session, organisation_id: UUID) -> date | None:
    firsts = (
        select(func.min(day)).where(owner == organisation_id)
        for day, owner in (
            (_ANSWERS.month, _ANSWERS.organisation_id),
            (_CONTACTS.day, _CONTACTS.organisation_id),
            (_CALLS.day, _CALLS.organisation_id),
        )
    )
    found = [first for query in firsts if (first := session.scalar(query)) is not None]
    return min(found).replace(day=1) if found else None


def days_within(day: ColumnElement[Any], period: Period) -> list[ColumnElement[bool]]:
    """The conditions that a period sets on a column of days."""
    found = []
    if period.start is not None:
        found.append(day >= period.start)
    if period.end is not None:
        found.append(day <= period.end)
    return found


def _place(year: Any, month: Any, team_id: UUID, channel: str) -> Place:
    return Place(f"{int(year):04d}-{int(month):02d}", team_id, channel)


def _audited(organisation_id: UUID, period: Period) -> list[ColumnElement[bool]]:
    return [_CALLS.organisation_id == organisation_id, *counted(), *days_within(_CALLS.day, period)]


def _distinct(table: Table, column: str, organisation_id: UUID) -> Select[*tuple[Any, ...]]:
    return select(table.c[column]).where(table.c.organisation_id == organisation_id).distinct()
