"""A file of answers gathered with another tool: its columns, and what its answers add up to.

The rows are read and added up one by one; no row outlives the reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO, Final
from zoneinfo import ZoneInfo

from admin.earlier.columns import LEAVE_OUT, MOST_ANSWERS, SCORED, Column, Use
from admin.earlier.scales import AnswerFault, Scale, number_of, text_of
from survey.intake.cells import DATE, Cell, CellFault, to_datetime
from survey.intake.faults import Fault, FileFault, FileFaults, shown
from survey.intake.lines import Limits
from survey.intake.moments import moment_of
from survey.intake.sheets import Row, Sheet, open_sheet
from survey.languages import N_
from survey.organisations import folded

LIMITS: Final = Limits(rows=500_000, columns=300, cells=20_000_000)
FIRST_YEAR: Final = 2000
MOST_FAULTS: Final = 10_000
"""Faults that are kept; all are counted."""

_NO_DAY: Final = N_("Say which column has the date, or fill in the month of all answers.")
_NO_SCORE: Final = N_("Say which column has the answers about at least one of the five B's, or the mark.")
_TWICE: Final = N_("The columns “%(first)s” and “%(second)s” are both “%(field)s”. Choose one.")
_NO_COLUMN: Final = N_("There is no column “%(column)s”. The columns are: %(columns)s.")
_NO_SCALE: Final = N_("Say on which scale the answers in the column “%(column)s” are.")
_NO_MONTH: Final = N_("The month of all answers is one from January 2000 up to this month.")
_IN_TIME: Final = N_("a day from 1 January 2000 up to today")


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is like before anyone has said what its columns are."""

    columns: tuple[Column, ...]
    rows: int

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class Sums:
    """How many answers, and the sum and sum of squares of their scores (0-100)."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    def plus(self, score: float) -> Sums:
        """These sums with one answer more."""
        return Sums(self.n + 1, self.total + score, self.squares + score**2)


@dataclass(frozen=True, slots=True)
class Key:
    """First day of the month, team as the organisation writes it (None: none), one of SCORED."""

    month: date
    team: str | None
    field: str


@dataclass(frozen=True, slots=True)
class Against:
    """What a file is read against: the organisation's zone, its teams, its day of today.

    `month` (its first day) is that of all answers where the file has no date.
    """

    zone: ZoneInfo
    teams: tuple[str, ...]
    today: date
    month: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file adds up to. `answers` counts citizens; `undated` and `empty` rows are left out.

    `months` are answers by month; `strange_teams` are names of teams that the organisation does not have.
    """

    sums: Mapping[Key, Sums]
    answers: int
    undated: int
    empty: int
    months: Mapping[date, int]
    strange_teams: tuple[str, ...]
    faults: tuple[Fault, ...]
    faulty_rows: int


def look(stream: BinaryIO) -> Look:
    """The columns of a file with their different answers. Raises FileFault."""
    sheet = open_sheet(stream, LIMITS)
    seen: list[dict[str, None]] = [{} for _ in sheet.header]
    numeric = [True] * len(sheet.header)
    rows = 0
    for row in sheet.rows:
        rows += 1
        for place, cell in enumerate(row.cells):
            if cell is not None:
                text = text_of(cell)
                numeric[place] = numeric[place] and number_of(text) is not None
                if len(seen[place]) <= MOST_ANSWERS:
                    seen[place].setdefault(text)
    columns = [
        Column(name, tuple(answers)[:MOST_ANSWERS], len(answers) > MOST_ANSWERS, is_numeric and bool(answers))
        for name, answers, is_numeric in zip(sheet.header, seen, numeric, strict=True)
        if name
    ]
    return Look(tuple(columns), rows)


def read(stream: BinaryIO, uses: Mapping[str, Use], against: Against) -> Reading:
    """The sums of a whole file. Raises FileFault(s) where it can't be read so; faults in rows are in the result."""
    sheet = open_sheet(stream, LIMITS)
    _check(uses, sheet, against)
    reader = _Reader(sheet, uses, against)
    for row in sheet.rows:
        reader.add(row)
    return reader.reading()


def _check(uses: Mapping[str, Use], sheet: Sheet, against: Against) -> None:
    columns = ", ".join(filter(None, sheet.header))
    faults = [FileFault(_NO_COLUMN, column=name, columns=columns) for name in uses if name not in sheet.header]
    faults += _doubles(uses)
    fields = {use.field for use in uses.values()}
    if "date" not in fields and against.month is None:
        faults.append(FileFault(_NO_DAY))
    if against.month is not None and not _is_in_time(against.month, against.today):
        faults.append(FileFault(_NO_MONTH))
    if fields.isdisjoint(SCORED):
        faults.append(FileFault(_NO_SCORE))
    faults += [
        FileFault(_NO_SCALE, column=name) for name, use in uses.items() if use.field in SCORED and use.scale is None
    ]
    if faults:
        raise FileFaults(faults)


def _is_in_time(day: date, today: date) -> bool:
    return day.year >= FIRST_YEAR and day <= today


def _doubles(uses: Mapping[str, Use]) -> Iterator[FileFault]:
    first: dict[str, str] = {}
    for name, use in uses.items():
        if use.field == LEAVE_OUT:
            continue
        other = first.setdefault(use.field, name)
        if other != name:
            yield FileFault(_TWICE, first=other, second=name, field=use.field)


@dataclass(slots=True)
class _Found:
    """What goes by, added up."""

    sums: dict[Key, Sums] = field(default_factory=dict)
    months: dict[date, int] = field(default_factory=dict)
    strange: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    faulty: int = 0
    undated: int = 0
    empty: int = 0


class _Reader:
    """Adds up the rows of one file."""

    def __init__(self, sheet: Sheet, uses: Mapping[str, Use], against: Against) -> None:
        self._header, self._against = sheet.header, against
        places = {use.field: (sheet.header.index(name), use.scale) for name, use in uses.items()}
        self._scored = [
            (name, place, scale) for name, (place, scale) in places.items() if name in SCORED and scale is not None
        ]
        self._day = places["date"][0] if "date" in places else None
        self._team = places["team"][0] if "team" in places else None
        self._teams = {folded(name): name for name in against.teams}
        self._found = _Found()

    def reading(self) -> Reading:
        """What has gone by so far."""
        found = self._found
        return Reading(
            found.sums,
            sum(found.months.values()),
            found.undated,
            found.empty,
            dict(sorted(found.months.items())),
            tuple(sorted(found.strange)),
            tuple(found.faults),
            found.faulty,
        )

    def add(self, row: Row) -> None:
        """Count a row, or note what is wrong with it."""
        if row.surplus:
            self._note([row.surplus_fault()])
            return
        faults: list[Fault] = []
        scores = {name: self._score(row, place, scale, faults) for name, place, scale in self._scored}
        month = self._month(row, faults)
        if faults:
            self._note(faults)
        elif month is None:
            self._found.undated += 1
        elif all(score is None for score in scores.values()):
            self._found.empty += 1
        else:
            self._count(month, self._team_of(row), scores)

    def _note(self, faults: list[Fault]) -> None:
        self._found.faulty += 1
        self._found.faults += faults[: max(0, MOST_FAULTS - len(self._found.faults))]

    def _count(self, month: date, team: str | None, scores: Mapping[str, float | None]) -> None:
        found = self._found
        found.months[month] = found.months.get(month, 0) + 1
        for name, score in scores.items():
            if score is not None:
                key = Key(month, team, name)
                found.sums[key] = found.sums.get(key, Sums()).plus(score)

    def _score(self, row: Row, place: int, scale: Scale, faults: list[Fault]) -> float | None:
        try:
            return scale.score(row.cells[place])
        except AnswerFault as fault:
            cell = shown(row.cells[place])
            faults.append(Fault(row.number, self._header[place], cell, fault.expected, fault.values))
            return None

    def _month(self, row: Row, faults: list[Fault]) -> date | None:
        """The first day of the row's month; None where it has no date, or a fault, which is noted."""
        if self._day is None:
            return self._against.month
        cell = row.cells[self._day]
        if cell is None:
            return None
        expected = DATE
        try:
            day = moment_of(_written(cell), self._against.zone).day
        except (CellFault, OverflowError):
            pass
        else:
            if _is_in_time(day, self._against.today):
                return day.replace(day=1)
            expected = _IN_TIME
        faults.append(Fault(row.number, self._header[self._day], shown(cell), expected))
        return None

    def _team_of(self, row: Row) -> str | None:
        """The team as the organisation writes it; None where there is none, or none that it has."""
        written = text_of(row.cells[self._team]) if self._team is not None else ""
        if not written:
            return None
        name = self._teams.get(folded(written))
        if name is None and len(self._found.strange) < MOST_ANSWERS:
            self._found.strange.add(written[:60])
        return name


def _written(cell: Cell) -> datetime:
    """The moment as written; Touchpoints ends it with the letters UTC."""
    if isinstance(cell, str) and cell.rstrip().endswith(" UTC"):
        cell = f"{cell.rstrip().removesuffix(' UTC')}+00:00"
    return to_datetime(cell)
