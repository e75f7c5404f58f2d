"""One contact as an object with named fields, as the API and the command take it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from survey.dimensions import CHANNELS
from survey.intake.cells import CellFault, to_text
from survey.intake.moments import Moment, moment_of
from survey.intake.personal import names_somebody
from survey.intake.phone_log import FIRST_YEAR, ContactRow
from survey.intake.reach import ADDRESS_FIELDS, CONFIDENTIAL, LONGEST_ADDRESS, Reach
from survey.languages import recognise

LONGEST_WAIT: Final = 86_399
"""Seconds: a day, as in a file."""


@dataclass(frozen=True, slots=True)
class FieldFault:
    """A field that can't be used, and what was expected, in English."""

    field: str
    detail: str


class _WrongError(ValueError):
    """What was expected of a value."""


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _WrongError("expected a text of 1 to 200 characters")
    try:
        return to_text(value)
    except CellFault as fault:
        raise _WrongError("expected a text of 1 to 200 characters, on one line") from fault


def _impersonal(value: object) -> str:
    text = _text(value)
    if names_somebody(text):
        raise _WrongError("expected a text without a telephone number or e-mail address")
    return text


def _address(value: object) -> str:
    if not isinstance(value, str):
        raise _WrongError("expected a text")
    return value


def _lines(value: object) -> str:
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    if not isinstance(value, str):
        raise _WrongError("expected a list of lines, or a text with line breaks")
    return value


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _WrongError("expected true or false")
    return value


def _seconds(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LONGEST_WAIT:
        raise _WrongError(f"expected a whole number of seconds, 0 to {LONGEST_WAIT}")
    return value


def _rating(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 5:
        raise _WrongError("expected a whole number from 1 to 5")
    return value


def _channel(value: object) -> str:
    if not isinstance(value, str) or value not in CHANNELS:
        raise _WrongError(f"expected one of {', '.join(CHANNELS)}")
    return value


def _language(value: object) -> str | None:
    if not isinstance(value, str):
        raise _WrongError("expected a language code such as nl or nld")
    return recognise(value)


_READ: Final[dict[str, Callable[[object], object]]] = {
    "reference": _impersonal,
    "channel": _channel,
    "team": _text,
    "topic": _impersonal,
    "language": _language,
    "answered": _yes_no,
    "resolved": _yes_no,
    "transferred": _yes_no,
    "waiting_seconds": _seconds,
    "talk_seconds": _seconds,
    "rating": _rating,
}
FIELDS: Final = (*_READ, "occurred_at")
_READ_REACH: Final[dict[str, Callable[[object], Any]]] = {
    **dict.fromkeys(ADDRESS_FIELDS, _address),
    "letter": _lines,
    CONFIDENTIAL: _yes_no,
}
_ONLY_WHERE_ANSWERED: Final = ("resolved", "transferred", "waiting_seconds", "talk_seconds", "rating")


def read_object(
    fields: Mapping[str, Any], zone: ZoneInfo, teams: Collection[str], now: datetime | None = None
) -> tuple[ContactRow | None, list[FieldFault]]:
    """The contact (None where there are faults) and every fault. A null field is unknown.

    `occurred_at` is ISO 8601; without an offset it is local time in `zone`. `channel` is phone unless given.
    """
    faults = [FieldFault(name, "no such field") for name in fields if name not in FIELDS]
    values: dict[str, Any] = dict.fromkeys(_READ)
    for name in FIELDS:
        if fields.get(name) is None:
            if name in ("reference", "occurred_at"):
                faults.append(FieldFault(name, "required"))
            continue
        try:
            values[name] = _moment(fields[name], zone, now) if name == "occurred_at" else _READ[name](fields[name])
        except _WrongError as wrong:
            faults.append(FieldFault(name, str(wrong)))
    if values["team"] is not None and values["team"] not in teams:
        known = ", ".join(sorted(teams)) or "none yet"
        faults.append(FieldFault("team", f"expected one of the organisation's teams: {known}"))
    if faults:
        return None, faults
    return _contact(values, values.pop("occurred_at")), []


def read_reach(fields: Mapping[str, Any]) -> tuple[Reach, list[FieldFault]]:
    """How the citizen can be reached, of these fields (`REACH_FIELDS`), and every fault.

    What is no text is a fault. A text that is no usable address is none: the contact then counts, without one.
    """
    values: dict[str, Any] = {}
    faults = []
    for name, read in _READ_REACH.items():
        if fields.get(name) is None:
            continue
        try:
            values[name] = read(fields[name])
        except _WrongError as wrong:
            faults.append(FieldFault(name, str(wrong)))
    short = {name: value for name, value in values.items() if value is True or 0 < len(value or "") <= LONGEST_ADDRESS}
    return Reach(**short), faults


def _contact(values: dict[str, Any], at: Moment) -> ContactRow:
    if values["answered"] is False:
        values |= dict.fromkeys(_ONLY_WHERE_ANSWERED)
    values["channel"] = values["channel"] or "phone"
    return ContactRow(row_number=1, occurred_at=at.occurred_at, day=at.day, hour=at.hour, **values)


def _moment(value: object, zone: ZoneInfo, now: datetime | None) -> Moment:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None:
        raise _WrongError("expected a moment as in 2026-03-29T10:15:00+02:00 (ISO 8601)")
    if not FIRST_YEAR <= moment.year <= 9000:
        raise _WrongError(f"expected a moment in {FIRST_YEAR} or later")
    found = moment_of(moment, zone)
    if found.occurred_at > (now or datetime.now(UTC)) + timedelta(days=1):
        raise _WrongError("expected a moment that is not in the future")
    return found
