"""What citizens said earlier, by another tool: a series of its own on the trend, never part of a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from admin.insight.results import Period, Score


@dataclass(frozen=True, slots=True)
class EarlierPoint:
    """One B (or `mark`, on 0-100) in one month (`YYYY-MM`), by one of `admin.earlier.tables.TOOLS`."""

    month: str
    dimension: str
    score: Score
    tool: str


def earlier_trend(
    session: Session, organisation_id: UUID, period: Period, team: str | None = None
) -> tuple[EarlierPoint, ...]:
    """The months of this period in order, per tool; months on too few answers are hidden. `team` by its name."""
    return ()
