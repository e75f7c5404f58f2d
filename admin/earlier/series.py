"""What citizens said earlier, by another tool: a series of its own on the trend, never part of a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from admin.earlier.reading import Sums
from admin.earlier.tables import EarlierBatch, earlier_counts
from admin.insight.atoms import Place
from admin.insight.blocks import Span, blocks, place, within
from admin.insight.scores import score
from admin.insight.statistics import sample_from_sums
from admin.insight.terms import HIDDEN, Period, Score
from survey.organisations import Organisation, team_named


@dataclass(frozen=True, slots=True)
class EarlierPoint:
    """One B (or `mark`, on 0-100) in one month (`YYYY-MM`), by one of `admin.earlier.tables.TOOLS`."""

    month: str
    dimension: str
    score: Score
    tool: str


@dataclass(frozen=True, slots=True)
class Line:
    """One dimension of one file."""

    tool: str
    dimension: str
    cells: Mapping[Place, Sums]


def first_month(session: Session, organisation_id: UUID) -> date | None:
    """The first day of the first month with earlier answers."""
    return session.scalar(
        select(func.min(EarlierBatch.first_month)).where(EarlierBatch.organisation_id == organisation_id)
    )


def earlier_trend(
    session: Session, organisation_id: UUID, period: Period, team: str | None = None
) -> tuple[EarlierPoint, ...]:
    """The months of this period in order, per tool; months on too few answers are hidden. `team` by its name.

    Raises UnknownTeam.
    """
    team_id = None if team is None else team_named(session, organisation_id, team)
    least = session.get_one(Organisation, organisation_id).minimum_group
    span = Span(_month(period.start), _month(period.end), team_id)
    return points(_lines(session, organisation_id), span, least)


def _month(day: date | None) -> str | None:
    return None if day is None else f"{day:%Y-%m}"


def points(lines: Iterable[Line], span: Span, least: int) -> tuple[EarlierPoint, ...]:
    """A point for each month, tool and dimension of the span that has answers, hidden where these are too few."""
    found: dict[tuple[str, str, str], Sums] = {}
    for line in lines:
        cut = blocks({each: sums.n for each, sums in line.cells.items()}, least)
        for month in {each.month for each in line.cells if span.has(each)}:
            key = (month, line.tool, line.dimension)
            shown = within(cut, Span(month, month, span.team_id))
            found[key] = _added([found.get(key, Sums()), *(line.cells[each] for each in shown)])
    return tuple(
        EarlierPoint(month, dimension, _score(sums), tool) for (month, tool, dimension), sums in sorted(found.items())
    )


def _added(each: Iterable[Sums]) -> Sums:
    n, total, squares = 0, 0.0, 0.0
    for sums in each:
        n, total, squares = n + sums.n, total + sums.total, squares + sums.squares
    return Sums(n, total, squares)


def _score(sums: Sums) -> Score:
    if sums.n == 0:
        return HIDDEN
    return score(sample_from_sums(sums.n, sums.total, sums.squares), sums.n)


def _lines(session: Session, organisation_id: UUID) -> list[Line]:
    counts = earlier_counts.c
    query = (
        select(EarlierBatch.tool, counts.batch_id, counts.dimension, counts.month, counts.team_id,
               counts.n, counts.total, counts.squares)
        .join(EarlierBatch, (EarlierBatch.organisation_id == counts.organisation_id)
              & (EarlierBatch.id == counts.batch_id))
        .where(counts.organisation_id == organisation_id)
    )  # fmt: skip
    cells: dict[tuple[str, UUID, str], dict[Place, Sums]] = {}
    for row in session.execute(query):
        line = cells.setdefault((row.tool, row.batch_id, row.dimension), {})
        line[place(f"{row.month:%Y-%m}", row.team_id)] = Sums(row.n, row.total, row.squares)
    return [Line(tool, dimension, found) for (tool, _, dimension), found in cells.items()]
