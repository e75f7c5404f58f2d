"""A file of audited calls, checked against what the organisation has: teams and criteria. Stores nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID
from zoneinfo import ZoneInfo

from admin.audits.spreadsheet import ScoredCall, read_calls
from survey.criteria.current import current
from survey.database import reading
from survey.intake.faults import Fault
from survey.intake.sheets import Sheet, open_sheet
from survey.organisations import teams_by_name


@dataclass(frozen=True, slots=True)
class Checked:
    """The calls in a file, or its faults; with faults nothing may be stored."""

    criteria_version: int
    calls: tuple[ScoredCall, ...]
    faults: tuple[Fault, ...]

    @property
    def scores(self) -> int:
        """Number of scores in all calls."""
        return sum(len(call.scores) for call in self.calls)


def _unwatched(sheet: Sheet) -> Sheet:
    return sheet


def check(
    stream: BinaryIO, organisation_id: UUID, timezone: str, watch: Callable[[Sheet], Sheet] = _unwatched
) -> Checked:
    """Read a CSV, XLSX or ODS file with the newest criteria; `watch` may follow the rows as they are read.

    Raises FileFault where the file can't be read at all.
    """
    with reading() as session:
        criteria = current(session, organisation_id)
        teams = teams_by_name(session, organisation_id)
    calls, faults = read_calls(watch(open_sheet(stream)), criteria, teams, ZoneInfo(timezone))
    return Checked(criteria.version, calls, faults)
