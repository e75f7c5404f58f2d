"""A file of contacts from beginning to end: read, check, store all or nothing, and say in counts what happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Final, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from survey.intake import record
from survey.intake.columns import ColumnPlan, plan_columns
from survey.intake.faults import Fault, RowFault
from survey.intake.personal import hidden_if_personal
from survey.intake.phone_log import ContactRow, LoggedContact, read_contacts
from survey.intake.reach import NOWHERE, Reach
from survey.intake.sheets import Sheet, open_sheet
from survey.languages import N_
from survey.organisations import LONGEST_NAME, folded, teams_by_name

_TEAM: Final = N_("one of the teams: %(teams)s")
_NO_TEAM_YET: Final = N_("a team that exists; there is none yet")
JOURNAL_ACTION: Final = "contacts imported"
_SHORT_NAME: Final = N_("a name of at most 100 characters")


class Watch(Protocol):
    """Is told how much of how much has been read, so that it can show progress."""

    def __call__(self, done: int, total: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read and checked: its columns, contacts in order of the rows, and all faults.

    `reaches` says by reference how citizens can be reached, for contacts with anything about that.
    """

    plan: ColumnPlan
    contacts: tuple[ContactRow, ...]
    faults: tuple[Fault, ...]
    faulty_rows: int
    new_teams: tuple[str, ...] = ()
    reaches: Mapping[str, Reach] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Known:
    """What the file is checked against: the organisation's zone, its teams, and its names for columns."""

    zone: ZoneInfo
    teams: frozenset[str]
    mapping: Mapping[str, str] = field(default_factory=dict)


def known(session: Session, organisation_id: UUID, timezone: str) -> Known:
    """What an organisation's files are checked against."""
    teams = frozenset(teams_by_name(session, organisation_id))
    return Known(ZoneInfo(timezone), teams, record.saved_mapping(session, organisation_id))


def read(
    stream: BinaryIO,
    against: Known,
    overrides: Mapping[str, str] | None = None,
    *,
    create_teams: bool = False,
    watch: Watch | None = None,
) -> Reading:
    """Read a whole file. Raises FileFault where it can't be read at all; faults in rows are in the result."""
    sheet = open_sheet(stream)
    saved = {column: wish for column, wish in against.mapping.items() if column in sheet.header}
    plan = plan_columns(sheet.header, {**saved, **(overrides or {})})
    contacts: list[ContactRow] = []
    reaches: dict[str, Reach] = {}
    faulty: list[RowFault] = []
    teams = {folded(name): name for name in against.teams}
    for each in _watched(read_contacts(sheet, plan, against.zone), sheet, watch):
        checked = each if isinstance(each, RowFault) else _with_team(each.contact, plan, teams, create_teams)
        (faulty if isinstance(checked, RowFault) else contacts).append(checked)  # type: ignore[arg-type]
        if isinstance(each, LoggedContact) and each.reach is not NOWHERE:
            reaches[each.contact.reference] = each.reach
    new_teams = sorted({each.team for each in contacts if each.team is not None} - against.teams)
    faults = tuple(fault for row in faulty for fault in row.faults)
    return Reading(plan, tuple(contacts), faults, len(faulty), tuple(new_teams), reaches)


def _watched(
    rows: Iterable[LoggedContact | RowFault], sheet: Sheet, watch: Watch | None
) -> Iterator[LoggedContact | RowFault]:
    for count, row in enumerate(rows):
        if watch is not None and count % 500 == 0:
            watch(sheet.position(), sheet.total)
        yield row
    if watch is not None:
        watch(sheet.total, sheet.total)


def _with_team(contact: ContactRow, plan: ColumnPlan, teams: dict[str, str], create: bool) -> ContactRow | RowFault:
    """The contact with its team as the organisation writes it, or a fault where that may not be made.

    `teams` gives names by folded name; a new one is added.
    """
    if contact.team is None or contact.team in teams.values():
        return contact
    if create and len(contact.team) <= LONGEST_NAME:
        teams.setdefault(folded(contact.team), contact.team)
    if (name := teams.get(folded(contact.team))) is not None:
        return replace(contact, team=name)
    expected = _SHORT_NAME if create else _TEAM if teams else _NO_TEAM_YET
    values = {"teams": ", ".join(sorted(teams.values()))} if expected == _TEAM else {}
    fault = Fault(contact.row_number, plan.column("team"), hidden_if_personal(contact.team[:60]), expected, values)
    return RowFault(contact.row_number, (fault,))
