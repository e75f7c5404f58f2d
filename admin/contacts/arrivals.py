"""What came in: contacts per month, channel and team, from the phone log's rollup. All SQL of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from survey import dimensions
from survey.intake.importing import JOURNAL_ACTION
from survey.intake.tables import contact_counts
from survey.journal import JournalEntry
from survey.organisations import teams_by_name

MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Line:
    """The contacts of one channel or team (empty name: no team) by month, and how many of them were invited."""

    name: str
    by_month: tuple[int, ...]
    invited: int

    @property
    def contacts(self) -> int:
        """Over all months."""
        return sum(self.by_month)


@dataclass(frozen=True, slots=True)
class LastFile:
    """The file that came in last: when (UTC), and how many of its contacts were new."""

    at: datetime
    new: int
    known: int


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What came in during the twelve months up to the last contact; `months` are `YYYY-MM`."""

    last_day: date
    months: tuple[str, ...]
    channels: tuple[Line, ...]
    teams: tuple[Line, ...]
    total: Line


@dataclass(frozen=True, slots=True)
class _Cell:
    month: str
    team_id: UUID
    channel: str
    contacts: int
    invited: int


def arrivals(session: Session, organisation_id: UUID) -> Arrivals | None:
    """What came in, or None where nothing ever did."""
    last_day = session.scalar(
        select(func.max(contact_counts.c.day)).where(contact_counts.c.organisation_id == organisation_id)
    )
    if last_day is None:
        return None
    months = _months_to(last_day)
    cells = _cells(session, organisation_id, date.fromisoformat(f"{months[0]}-01"))
    names = {team_id: name for name, team_id in teams_by_name(session, organisation_id).items()}
    channels = _lines(cells, months, lambda cell: cell.channel)
    teams = _lines(cells, months, lambda cell: names.get(cell.team_id, ""))
    return Arrivals(
        last_day,
        months,
        tuple(sorted(channels, key=lambda line: dimensions.CHANNELS.index(line.name))),
        tuple(sorted(teams, key=lambda line: (not line.name, line.name))),
        _line("", cells, months),
    )


def last_file(session: Session, organisation_id: UUID) -> LastFile | None:
    """The file that came in last, or None."""
    entry = session.scalar(
        select(JournalEntry)
        .where(JournalEntry.organisation_id == organisation_id, JournalEntry.action == JOURNAL_ACTION)
        .order_by(JournalEntry.at.desc())
        .limit(1)
    )
    return None if entry is None else LastFile(entry.at, entry.detail["new"], entry.detail["known"])


def _months_to(day: date) -> tuple[str, ...]:
    """The twelve months that end with this day's, the oldest first."""
    last = day.year * 12 + day.month - 1
    return tuple(f"{number // 12:04}-{number % 12 + 1:02}" for number in range(last - MONTHS + 1, last + 1))


def _cells(session: Session, organisation_id: UUID, start: date) -> list[_Cell]:
    of = contact_counts.c
    year, month = extract("year", of.day), extract("month", of.day)
    keys = (year, month, of.team_id, of.channel)
    query = (
        select(*keys, func.sum(of.contacts), func.sum(of.invited))
        .where(of.organisation_id == organisation_id, of.day >= start)
        .group_by(*keys)
    )
    rows: Iterable[Any] = session.execute(query)
    return [_Cell(f"{int(row[0]):04}-{int(row[1]):02}", row[2], row[3], int(row[4]), int(row[5])) for row in rows]


def _lines(cells: Sequence[_Cell], months: Sequence[str], name_of: Callable[[_Cell], str]) -> list[Line]:
    grouped: dict[str, list[_Cell]] = {}
    for cell in cells:
        grouped.setdefault(name_of(cell), []).append(cell)
    return [_line(name, found, months) for name, found in grouped.items()]


def _line(name: str, cells: Iterable[_Cell], months: Sequence[str]) -> Line:
    by_month = dict.fromkeys(months, 0)
    invited = 0
    for cell in cells:
        by_month[cell.month] += cell.contacts
        invited += cell.invited
    return Line(name, tuple(by_month.values()), invited)
