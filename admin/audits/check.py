"""A file of audited calls, checked against what the organisation has: teams and criteria. Stores nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from admin.audits.columns import header_tests
from admin.audits.spreadsheet import ScoredCall, read_calls
from survey.criteria.current import CriteriaSet, current, of_version
from survey.database import reading
from survey.intake.faults import Fault
from survey.intake.sheets import Sheet, find_sheet
from survey.organisations import teams_by_name


@dataclass(frozen=True, slots=True)
class Checked:
    """The calls in a file, or its faults; with faults nothing may be stored.

    `sheet` is the one that was read, empty for CSV; `left_out` are its rows with totals; `columns` are the fields and
    the codes of criteria that it has a column for.
    """

    criteria: CriteriaSet
    calls: tuple[ScoredCall, ...]
    faults: tuple[Fault, ...]
    sheet: str
    left_out: tuple[int, ...]
    columns: frozenset[str]

    @property
    def criteria_version(self) -> int:
        """The version of the criteria that the calls were read with."""
        return self.criteria.version

    @property
    def scores(self) -> int:
        """Number of scores in all calls."""
        return sum(len(call.scores) for call in self.calls)


def _unwatched(sheet: Sheet) -> Sheet:
    return sheet


def _criteria(session: Session, organisation_id: UUID, version: int | None) -> CriteriaSet:
    return current(session, organisation_id) if version is None else of_version(session, organisation_id, version)


def check(
    stream: BinaryIO,
    organisation_id: UUID,
    timezone: str,
    watch: Callable[[Sheet], Sheet] = _unwatched,
    version: int | None = None,
) -> Checked:
    """Read a CSV, XLSX or ODS file with this version of the criteria (None: the newest).

    `watch` may follow the rows as they are read. Raises FileFault where the file can't be read at all.
    """
    with reading() as session:
        criteria = _criteria(session, organisation_id, version)
        teams = teams_by_name(session, organisation_id)
    sheet = watch(find_sheet(stream, header_tests(criteria)))
    found = read_calls(sheet, criteria, teams, ZoneInfo(timezone))
    columns = {*found.columns.fields, *(each.code for _, each in found.columns.criteria)}
    return Checked(criteria, found.calls, found.faults, sheet.name, found.left_out, frozenset(columns))
