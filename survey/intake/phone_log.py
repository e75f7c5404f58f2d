"""A row of a phone log, whoever wrote it, as one contact: checked, in UTC, without the people in it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from survey.dimensions import CHANNELS
from survey.intake import words
from survey.intake.cells import (
    DATE,
    MOMENT,
    Cell,
    CellFault,
    to_datetime,
    to_rating,
    to_seconds,
    to_text,
    to_time,
    to_yes_no,
)
from survey.intake.columns import ColumnPlan
from survey.intake.faults import Fault, RowFault, shown
from survey.intake.moments import Moment, moment_of, to_utc
from survey.intake.personal import PERSONAL, names_somebody
from survey.intake.reach import LONGEST_ADDRESS, NOWHERE, REACH_FIELDS, Reach
from survey.intake.sheets import Row, Sheet
from survey.languages import N_, recognise

T = TypeVar("T")
_Steps = list[tuple[str, Callable[[Cell], object]]]

FIRST_YEAR: Final = 2000
_AHEAD: Final = timedelta(days=1)
_REFERENCE: Final = N_("a reference: a text of at most 200 characters, on one line")
_TOO_OLD: Final = N_("a date in 2000 or later")
_FUTURE: Final = N_("a date that is not in the future")
_ONCE: Final = N_("a reference of its own: an earlier row has it, with other content")


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact. `occurred_at` is UTC (midnight where the file has no time), `day` the local date.

    `hour` is the local hour (0-23), None where the file has no time. None is unknown. Of a contact that was not
    answered, resolved, transferred, both durations and the rating are None: a wait that ended in hanging up is no
    speed of answer. Rows that differ in `row_number` only are equal.
    """

    row_number: int = field(compare=False)
    reference: str
    channel: str
    team: str | None
    topic: str | None
    language: str | None
    occurred_at: datetime
    day: date
    answered: bool | None
    resolved: bool | None
    waiting_seconds: int | None
    talk_seconds: int | None
    rating: int | None
    transferred: bool | None = None
    hour: int | None = None


@dataclass(frozen=True, slots=True)
class LoggedContact:
    """One row of a file: the contact, and beside it how its citizen can be reached."""

    contact: ContactRow
    reach: Reach = NOWHERE


def read_contacts(
    sheet: Sheet,
    plan: ColumnPlan,
    zone: ZoneInfo,
    default_channel: str = "phone",
    now: datetime | None = None,
) -> Iterator[LoggedContact | RowFault]:
    """Each row as a contact or with all its faults; local times are those of `zone`, `now` (aware) is for tests.

    A row that comes again with the same content is given again; the same reference with other content is a fault.
    """
    if default_channel not in CHANNELS:
        raise ValueError(f"no channel: {default_channel}")
    reader = _RowReader(plan, zone, default_channel, (now or datetime.now(UTC)) + _AHEAD)
    for row in sheet.rows:
        yield reader.read(row)


def _to_answered(cell: Cell) -> bool:
    return to_yes_no(cell, words.ANSWERED, words.NOT_ANSWERED)


def _to_resolved(cell: Cell) -> bool:
    return to_yes_no(cell, words.RESOLVED, words.NOT_RESOLVED)


def _to_transferred(cell: Cell) -> bool:
    return to_yes_no(cell, words.TRANSFERRED, words.NOT_TRANSFERRED)


def _to_confidential(cell: Cell) -> bool:
    return to_yes_no(cell, words.CONFIDENTIAL, words.NOT_CONFIDENTIAL)


def _to_reference(cell: Cell) -> str:
    return _impersonal(to_text(cell, expected=_REFERENCE))


def _to_topic(cell: Cell) -> str:
    return _impersonal(to_text(cell))


def _impersonal(text: str) -> str:
    if names_somebody(text):
        raise CellFault(PERSONAL)
    return text


def _to_address(cell: Cell) -> str | None:
    """What is written, if it could be an address; one that is none is as good as none, and no fault."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).strip() if isinstance(cell, str | int) and not isinstance(cell, bool) else ""
    return text if 0 < len(text) <= LONGEST_ADDRESS else None


def _to_channel(cell: Cell) -> str:
    channel = words.CHANNELS.get(words.normalised(cell)) if isinstance(cell, str) else None
    if channel is None:
        raise CellFault(words.CHANNEL)
    return channel


def _to_language(cell: Cell) -> str | None:
    return recognise(cell) if isinstance(cell, str) else None


def _to_moment(cell: Cell) -> datetime:
    """A column with the date may hold the time as well, and then need not."""
    try:
        return to_datetime(cell)
    except CellFault:
        raise CellFault(DATE) from None


_CONVERTERS: Final[dict[str, Callable[[Cell], object]]] = {
    "reference": _to_reference,
    "channel": _to_channel,
    "team": to_text,
    "topic": _to_topic,
    "language": _to_language,
    "answered": _to_answered,
    "resolved": _to_resolved,
    "transferred": _to_transferred,
    "waiting_seconds": to_seconds,
    "talk_seconds": to_seconds,
    "rating": to_rating,
}
_REACH_CONVERTERS: Final[dict[str, Callable[[Cell], object]]] = {
    "email": _to_address,
    "mobile": _to_address,
    "letter": _to_address,
    "confidential": _to_confidential,
}
_REQUIRED: Final = {"reference": _REFERENCE, "date": DATE, "datetime": MOMENT}
_ONLY_WHERE_ANSWERED: Final = dict.fromkeys(("resolved", "transferred", "waiting_seconds", "talk_seconds", "rating"))


def _contact(number: int, values: dict[str, Any], at: Moment) -> ContactRow:
    if values["answered"] is False:
        values |= _ONLY_WHERE_ANSWERED
    return ContactRow(row_number=number, occurred_at=at.occurred_at, day=at.day, hour=at.hour, **values)


class _RowReader:
    """Reads the rows of one file and remembers which references went by."""

    def __init__(self, plan: ColumnPlan, zone: ZoneInfo, default_channel: str, latest: datetime) -> None:
        self._plan, self._zone, self._latest = plan, zone, latest
        self._steps = [(name, _CONVERTERS[name]) for name in plan.fields if name in _CONVERTERS]
        self._reach_steps = [(name, _REACH_CONVERTERS[name]) for name in REACH_FIELDS if name in plan.fields]
        self._blank: dict[str, object] = dict.fromkeys(_CONVERTERS)
        self._blank["channel"] = default_channel
        self._seen: dict[str, int] = {}

    def read(self, row: Row) -> LoggedContact | RowFault:
        """The contact in a row and how its citizen can be reached, or all that is wrong with it."""
        if row.surplus:
            return RowFault(row.number, (row.surplus_fault(),))
        faults: list[Fault] = []
        values = {**self._blank, **self._values(row, self._steps, faults)}
        reach = Reach(**self._values(row, self._reach_steps, faults)) if self._reach_steps else NOWHERE
        moment = self._moment(row, faults)
        if not faults and moment is not None:
            logged = LoggedContact(_contact(row.number, values, moment), reach)
            if self._is_first_or_same(logged):
                return logged
            faults.append(self._fault(row, "reference", _ONCE))
        return RowFault(row.number, tuple(faults))

    def _values(self, row: Row, steps: _Steps, faults: list[Fault]) -> dict[str, Any]:
        """Of these fields those that are filled in."""
        found = {name: self._read_cell(row, name, convert, faults) for name, convert in steps}
        return {name: value for name, value in found.items() if value is not None}

    def _moment(self, row: Row, faults: list[Fault]) -> Moment | None:
        """The moment, or None with its faults noted."""
        name = "datetime" if "datetime" in self._plan.fields else "date"
        clock = self._read_cell(row, "time", to_time, faults) if "time" in self._plan.fields else None
        moment = self._read_cell(row, name, to_datetime if name == "datetime" else _to_moment, faults)
        if moment is None:
            return None
        if clock is not None:
            moment = datetime.combine(moment.date(), clock)
        expected = self._implausible(moment)
        if expected is not None:
            faults.append(self._fault(row, name, expected))
            return None
        return moment_of(moment, self._zone, has_time=clock is not None)

    def _implausible(self, moment: datetime) -> str | None:
        """What a moment outside the years of this log should have been; None when it can be true."""
        if moment.year < FIRST_YEAR:
            return _TOO_OLD
        if moment.year > self._latest.year + 1 or to_utc(moment, self._zone) > self._latest:
            return _FUTURE
        return None

    def _is_first_or_same(self, logged: LoggedContact) -> bool:
        content = hash(logged)
        return self._seen.setdefault(logged.contact.reference, content) == content

    def _read_cell(self, row: Row, name: str, convert: Callable[[Cell], T], faults: list[Fault]) -> T | None:
        """The value of a field; None, with a fault where one is due, for a blank or unreadable cell."""
        cell = row.cells[self._plan.fields[name]]
        if cell is None:
            if name in _REQUIRED:
                faults.append(self._fault(row, name, _REQUIRED[name]))
            return None
        try:
            return convert(cell)
        except CellFault as fault:
            faults.append(self._fault(row, name, fault.expected))
            return None

    def _fault(self, row: Row, name: str, expected: str) -> Fault:
        index = self._plan.fields[name]
        return Fault(row.number, self._plan.header[index], shown(row.cells[index]), expected)
