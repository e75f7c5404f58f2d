"""All SQL of the comparison: few queries, each by organisation first, and none that grows with the answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Table, and_, func, select, union
from sqlalchemy.orm import Session, aliased

from admin.audits.rounds import counted
from admin.audits.tables import AuditedCall, AuditRound, AuditScore
from admin.insight.cells import Cell, View
from admin.insight.disclosure import COUNTED
from admin.insight.results import Period
from admin.insight.sources import ANSWERS, CONTACTS, days_within
from survey import dimensions, languages
from survey.answers import tally
from survey.answers.tables import answer_counts, reason_counts
from survey.database import NO_TEAM
from survey.intake.tables import COUNTS, contact_counts
from survey.organisations import Team

KEYS: Final = 5
"""A row of cells begins with year, month, team, channel and language."""
LEAST_TWICE: Final = 2
"""Calls that must be scored twice on a B before they tell how far auditors lie apart."""
_CALLS: Final = AuditedCall.__table__.c
_OF_ROUND: Final = and_(_CALLS.organisation_id == AuditRound.organisation_id, _CALLS.round_id == AuditRound.id)
_OF_CALL: Final = and_(_CALLS.organisation_id == AuditScore.organisation_id, _CALLS.id == AuditScore.call_id)


@dataclass(frozen=True, slots=True)
class RoundCall:
    """One audited call: the name and criteria version of its round, and its scores per B (0-100)."""

    round_name: str
    criteria_version: int
    scores: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What an organisation can filter by: its teams' names, and the channels and languages that occur."""

    teams: tuple[str, ...]
    channels: tuple[str, ...]
    languages: tuple[str, ...]


def answers(session: Session, organisation_id: UUID, period: Period, language: str | None) -> tuple[Cell, ...]:
    """The tallies of a period; in one language where that is given."""
    query = ANSWERS.by_month(ANSWERS.adds).where(*ANSWERS.within(organisation_id, period))
    if language is not None:
        query = query.where(ANSWERS.columns["language"] == language)
    return _cells(session, query, tally.COLUMNS, language or "")


def numbers_by_language(session: Session, organisation_id: UUID, period: Period) -> tuple[Cell, ...]:
    """How many answered each variable of `disclosure.COUNTED`, per language too."""
    query = ANSWERS.by_month(ANSWERS.totals(COUNTED), by_language=True).where(*ANSWERS.within(organisation_id, period))
    return _cells(session, query, tuple(COUNTED))


def contacts(session: Session, organisation_id: UUID, period: Period) -> tuple[Cell, ...]:
    """The counts of a period's contacts, by `survey.intake.tables.COUNTS`."""
    query = CONTACTS.by_month(CONTACTS.adds).where(*CONTACTS.within(organisation_id, period))
    return _cells(session, query, COUNTS)


def reasons(session: Session, organisation_id: UUID, period: Period, view: View) -> dict[str, int]:
    """How often citizens ticked each criterion."""
    table = reason_counts.c
    query = (
        select(table.criterion, func.sum(table.ticked))
        .where(table.organisation_id == organisation_id, *days_within(table.month, period))
        .where(*_chosen(table.team_id, table.channel, view))
        .group_by(table.criterion)
    )
    if view.language is not None:
        query = query.where(table.language == view.language)
    return {criterion: int(ticked) for criterion, ticked in session.execute(query)}


def audited_calls(session: Session, organisation_id: UUID, period: Period, view: View) -> tuple[RoundCall, ...]:
    """The audited calls of a period, the latest round first; not by language, for audits have none."""
    scores = [getattr(AuditedCall, code) for code in dimensions.CODES]
    query = (
        select(AuditRound.name, AuditRound.criteria_version, *scores)
        .join(AuditedCall, _OF_ROUND)
        .where(*_audited(organisation_id, period, view))
        .order_by(AuditRound.created_at.desc(), AuditRound.name, AuditedCall.day, AuditedCall.id)
    )
    return tuple(RoundCall(name, version, tuple(found)) for name, version, *found in session.execute(query))


def auditor_disagreement(session: Session, organisation_id: UUID, period: Period, view: View) -> dict[str, float]:
    """Per B the mean absolute difference (points) between both scorings, over `LEAST_TWICE` calls or more."""
    second = aliased(AuditedCall)
    apart = [func.abs(getattr(AuditedCall, code) - getattr(second, code)) for code in dimensions.CODES]
    query = (
        select(*(figure for each in apart for figure in (func.count(each), func.avg(each))))
        .join(second, and_(second.organisation_id == AuditedCall.organisation_id, second.second_of == AuditedCall.id))
        .where(*_audited(organisation_id, period, view), second.is_done.is_(True))
    )
    row = session.execute(query).one()
    numbers, means = row[::2], row[1::2]
    return {
        code: float(mean)
        for code, number, mean in zip(dimensions.CODES, numbers, means, strict=True)
        if number >= LEAST_TWICE
    }


def criterion_scores(
    session: Session, organisation_id: UUID, period: Period, view: View
) -> dict[str, tuple[float, ...]]:
    """Per criterion all its scores (0-100) in the audited calls of a period, the lowest first."""
    query = (
        select(AuditScore.criterion, AuditScore.score, func.count())
        .join(AuditedCall, _OF_CALL)
        .where(*_audited(organisation_id, period, view))
        .group_by(AuditScore.criterion, AuditScore.score)
        .order_by(AuditScore.criterion, AuditScore.score)
    )
    found: defaultdict[str, list[float]] = defaultdict(list)
    for criterion, score, times in session.execute(query):
        if score is not None:
            found[criterion].extend([score] * times)
    return {criterion: tuple(scores) for criterion, scores in found.items()}


def choices(session: Session, organisation_id: UUID) -> Choices:
    """What the filters of this organisation can be set to; channels and languages in our own order."""
    teams = select(Team.name).where(Team.organisation_id == organisation_id).order_by(Team.name)
    channels = union(
        *(_distinct(table, "channel", organisation_id) for table in (answer_counts, contact_counts)),
        select(AuditedCall.channel).where(AuditedCall.organisation_id == organisation_id, *counted()),
    )
    channels_found = set(session.scalars(channels))
    languages_found = set(session.scalars(_distinct(answer_counts, "language", organisation_id)))
    return Choices(
        tuple(session.scalars(teams)),
        tuple(channel for channel in dimensions.CHANNELS if channel in channels_found),
        tuple(code for code in languages.CODES if code in languages_found),
    )


def _cells(
    session: Session, query: Select[*tuple[Any, ...]], names: Sequence[str], language: str = ""
) -> tuple[Cell, ...]:
    return tuple(_cell(row, names, language) for row in session.execute(query))


def _cell(row: Row[*tuple[Any, ...]], names: Sequence[str], language: str) -> Cell:
    year, month, team_id, channel, split = row[:KEYS]
    counts = dict(zip(names, map(int, row[KEYS:]), strict=True))
    return Cell(f"{int(year):04d}-{int(month):02d}", team_id or NO_TEAM, channel, split or language, counts)


def _chosen(team_id: ColumnElement[Any], channel: ColumnElement[Any], view: View) -> list[ColumnElement[bool]]:
    of_team = [] if view.team_id is None else [team_id == view.team_id]
    return of_team if view.channel is None else [*of_team, channel == view.channel]


def _audited(organisation_id: UUID, period: Period, view: View) -> list[ColumnElement[bool]]:
    return [
        _CALLS.organisation_id == organisation_id,
        *counted(),
        *days_within(_CALLS.day, period),
        *_chosen(_CALLS.team_id, _CALLS.channel, view),
    ]


def _distinct(table: Table, column: str, organisation_id: UUID) -> Select[*tuple[Any, ...]]:
    return select(table.c[column]).where(table.c.organisation_id == organisation_id).distinct()
