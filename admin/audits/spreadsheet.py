"""From a sheet with one row a call to scored calls, or to every fault in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from admin.audits import columns, scoring
from admin.audits.beside import is_absent, is_nameless, is_not_applicable, is_total, unguarded
from admin.audits.columns import REQUIRED, Columns
from admin.audits.scoring import Scored
from survey.criteria.current import CriteriaSet
from survey.intake.cells import Cell, CellFault, to_date, to_text
from survey.intake.faults import Fault, shown
from survey.intake.sheets import Row, Sheet
from survey.intake.words import CHANNEL, CHANNELS, normalised
from survey.languages import N_
from survey.organisations import folded, today

Found = TypeVar("Found")

FIRST_DAY: Final = date(2000, 1, 1)

_DAY: Final = N_("a day from 2000 up to today")
_TEAM: Final = N_("one of your teams: %(teams)s")
_NO_TEAMS: Final = N_("one of your teams, but there are none yet: add them first")
_ONCE: Final = N_("each reference once; row %(row)s has this one too")
_SCORE: Final = N_("at least one score in this row")
_CALL: Final = N_("at least one row with a call")


class WantedFault(CellFault):
    """A cell that cannot be used, with the values for the placeholders of what was expected."""

    def __init__(self, expected: str, **values: str) -> None:
        super().__init__(expected)
        self.values = values


@dataclass(frozen=True, slots=True)
class ScoredCall:
    """One audited call. `day` is a day in the organisation's zone; `scores` by criterion code.

    `dimensions` holds the score of each dimension (0-100) in the order of `survey.dimensions.CODES`. `not_applicable`
    are the criteria of which the sheet says so in a word; `row` is the one in the sheet.
    """

    day: date
    team_id: UUID
    channel: str
    reference: str | None
    scores: Mapping[str, Scored]
    dimensions: tuple[float | None, ...]
    not_applicable: frozenset[str] = frozenset()
    row: int = 0


@dataclass(frozen=True, slots=True)
class ReadCalls:
    """What a sheet holds: calls, to be used only without faults; which of its rows are totals, and its columns."""

    calls: tuple[ScoredCall, ...]
    faults: tuple[Fault, ...]
    left_out: tuple[int, ...]
    columns: Columns


@dataclass(frozen=True, slots=True)
class _Rules:
    columns: Columns
    criteria: CriteriaSet
    team_names: tuple[str, ...]
    teams_by_folded_name: Mapping[str, UUID]
    last_day: date


def read_calls(sheet: Sheet, criteria: CriteriaSet, teams: Mapping[str, UUID], zone: ZoneInfo) -> ReadCalls:
    """The scored calls in the sheet, and every fault in its header and rows.

    `teams` gives ids by name. Blank criteria are not applicable. Rows of totals are left out: those that are named so,
    and below the last call those without date, team, channel and reference.
    """
    places, faults = columns.plan(sheet.header, criteria, sheet.header_row)
    by_folded = {folded(name): team for name, team in teams.items()}
    reader = _Reader(_Rules(places, criteria, tuple(teams), by_folded, today(zone.key)), list(faults))
    found = 0
    calls = []
    for row in reader.without_totals(sheet.rows):
        found += 1
        calls.append(reader.call(row))
    if not found:
        reader.faults.append(Fault(sheet.header_row + 1, "", "", _CALL))
    faults = tuple(replace(fault, sheet=sheet.name) for fault in reader.faults)
    return ReadCalls(tuple(call for call in calls if call is not None), faults, tuple(reader.left_out), places)


class _Reader:
    """Reads row after row and keeps what is wrong with them."""

    def __init__(self, rules: _Rules, faults: list[Fault]) -> None:
        self._rules = rules
        self._row_of_reference: dict[str, int] = {}
        self.faults = faults
        self.left_out: list[int] = []

    def without_totals(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows with calls; the numbers of the others go to `left_out`."""
        fields = self._rules.columns.fields
        waiting: list[Row] = []
        is_first = True
        for row in rows:
            if is_total(row.cells, fields):
                self.left_out.append(row.number)
            elif not is_first and is_nameless(row.cells, fields):
                waiting.append(row)
            else:
                yield from (*waiting, row)
                waiting, is_first = [], False
        self.left_out = sorted([*self.left_out, *(row.number for row in waiting)])

    def call(self, row: Row) -> ScoredCall | None:
        """The call in this row, None where a fault leaves none."""
        if row.surplus:
            self.faults.append(row.surplus_fault())
        day = self._field(row, "date", self._day)
        team = self._field(row, "team", self._team)
        channel = self._field(row, "channel", _channel)
        reference = self._field(row, "reference", self._reference(row.number))
        scores, not_applicable = self._scores(row)
        if day is None or team is None or channel is None or not scores:
            return None
        points = {code: scored.score for code, scored in scores.items()}
        by_dimension = scoring.dimension_scores(points, self._rules.criteria.criteria)
        return ScoredCall(day, team, channel, reference, scores, by_dimension, not_applicable, row.number)

    def _field(self, row: Row, name: str, convert: Callable[[Cell], Found]) -> Found | None:
        place = self._rules.columns.fields.get(name)
        if place is None or (name not in REQUIRED and is_absent(row.cells[place])):
            return None
        return self._convert(row, place, convert)

    def _convert(self, row: Row, place: int, convert: Callable[[Cell], Found]) -> Found | None:
        try:
            return convert(row.cells[place])
        except WantedFault as fault:
            expected, values = fault.expected, fault.values
        except CellFault as fault:
            expected, values = fault.expected, {}
        title = self._rules.columns.header[place]
        self.faults.append(Fault(row.number, title, shown(row.cells[place]), expected, values))
        return None

    def _scores(self, row: Row) -> tuple[dict[str, Scored], frozenset[str]]:
        """The scores by criterion, and the criteria of which the row says that they do not apply."""
        written = [(place, each) for place, each in self._rules.columns.criteria if row.cells[place] is not None]
        filled = [(place, each) for place, each in written if not is_not_applicable(row.cells[place])]
        if not filled and self._rules.columns.criteria:
            self.faults.append(Fault(row.number, "", "", _SCORE))
        found = {each.code: self._convert(row, place, partial(scoring.score, criterion=each)) for place, each in filled}
        not_applicable = frozenset(each.code for _, each in written) - found.keys()
        return {code: scored for code, scored in found.items() if scored is not None}, not_applicable

    def _day(self, cell: Cell) -> date:
        day = to_date(cell)
        if not FIRST_DAY <= day <= self._rules.last_day:
            raise CellFault(_DAY)
        return day

    def _team(self, cell: Cell) -> UUID:
        name = plain if (plain := unguarded(cell)) is None or isinstance(plain, str) else shown(plain)
        team = self._rules.teams_by_folded_name.get(folded(name or ""))
        if team is None and self._rules.team_names:
            raise WantedFault(_TEAM, teams=", ".join(self._rules.team_names))
        if team is None:
            raise CellFault(_NO_TEAMS)
        return team

    def _reference(self, number: int) -> Callable[[Cell], str]:
        def convert(cell: Cell) -> str:
            reference = to_text(unguarded(cell))
            first = self._row_of_reference.setdefault(reference, number)
            if first != number:
                raise WantedFault(_ONCE, row=str(first))
            return reference

        return convert


def _channel(cell: Cell) -> str:
    channel = CHANNELS.get(normalised(cell)) if isinstance(cell, str) else None
    if channel is None:
        raise CellFault(CHANNEL)
    return channel
