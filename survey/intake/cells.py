"""From one cell of a file to a value: dates, times, durations, yes and no, as offices write them. Pure.

Every converter takes a cell that is not blank and raises `CellFault` when it cannot read it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Final

from survey.languages import N_

Cell = str | float | int | bool | datetime | date | time | timedelta | None

DATE: Final = N_("a date such as 31-01-2026")
TIME: Final = N_("a time of day such as 09:12")
MOMENT: Final = N_("a date and time such as 31-01-2026 09:12")
DURATION: Final = N_("a duration under 24 hours, such as 143 or 0:02:23")
YES_NO: Final = N_("yes or no (Y, N, J, 1, 0 will do)")
RATING: Final = N_("a whole number from 1 to 5")
INTEGER: Final = N_("a whole number")
NUMBER: Final = N_("a number")
TEXT: Final = N_("a text of at most 200 characters, on one line")
LONG_NUMBER: Final = N_("a column set to text: the spreadsheet has rounded this long number")

TEXT_LENGTH: Final = 200
YES: Final = frozenset({"y", "yes", "j", "ja", "true", "waar", "1"})
NO: Final = frozenset({"n", "no", "nee", "neen", "false", "onwaar", "0"})

_DAY: Final = 86_400
_SERIAL_START: Final = date(1899, 12, 30)
_FIRST_SERIAL: Final = 36_526  # 1 January 2000: a smaller number is more likely a year or a count
_SERIAL_END: Final = 2_958_466
_EXACT_DIGITS: Final = 1e15

_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})")
_DATE_AND_TIME: Final = re.compile(r"([0-9]{1,4}[./-][0-9./-]{5,8})(?:[Tt]|,?\s+)([0-9].*)")
_CLOCK: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?(?:\s*([AaPp])\.?[Mm]\.?)?")
_ZONE: Final = re.compile(r"\s*(?:([Zz])|([+-])([0-9]{2}):?([0-9]{2}))$")
_MINUTES_SECONDS: Final = re.compile(r"([0-9]{1,4}):([0-9]{2})")
_ISO_DURATION: Final = re.compile(r"PT(?:([0-9]{1,4})H)?(?:([0-9]{1,4})M)?(?:([0-9]{1,6})(?:[.,][0-9]+)?S)?")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,20})?(?:[eE][+-]?[0-9]{1,2})?")
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,15}(?:[.,]0)?")
_DIRECTION_CHANGES: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class CellFault(Exception):
    """A cell that cannot be read; `expected` says, as an English message id, what should have stood there."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


def to_date(cell: Cell) -> date:
    """The day in a date, a date with a time, `31.01.2021` (day first), `2021-01-31` or an Excel serial number."""
    if type(cell) is date:
        return cell
    try:
        return to_datetime(cell).date()
    except CellFault:
        raise CellFault(DATE) from None


def to_datetime(cell: Cell) -> datetime:
    """The moment in a cell; naive unless the cell names a zone (ISO 8601), midnight where it has no time."""
    if isinstance(cell, datetime):
        return _to_second(cell)
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, str):
        return _moment_of_text(cell.strip())
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _moment_of_serial(cell)
    raise CellFault(MOMENT)


def to_time(cell: Cell) -> time:
    """The time of day, to the second, in `9:12`, `09:12:05`, `9:12 PM` or Excel's fraction of a day."""
    if isinstance(cell, datetime):
        cell = cell.time()
    if isinstance(cell, time):
        return _time_of_fraction(_seconds_of_clock(cell) / _DAY)
    if isinstance(cell, timedelta):
        return _time_of_fraction(cell / timedelta(days=1))
    if isinstance(cell, str):
        return _time_of_text(cell.strip())
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _time_of_fraction(cell)
    raise CellFault(TIME)


def to_seconds(cell: Cell) -> int:
    """A duration in whole seconds (half up), 0-86,399.

    Reads 109, `12,5`, `2:23` (minutes, seconds), `0:02:23`, Excel's `12:02:23 AM` for 2 min 23 s, durations, and
    a fraction of a day: a number between 0 and 1 with more than three decimals, which no clock of seconds writes.
    """
    if isinstance(cell, str):
        seconds = _seconds_of_text(cell.strip())
    elif isinstance(cell, time):
        seconds = _seconds_of_clock(cell)
    elif isinstance(cell, timedelta):
        seconds = cell.total_seconds()
    elif isinstance(cell, float | int) and not isinstance(cell, bool):
        seconds = _seconds_of_number(cell)
    else:
        raise CellFault(DURATION)
    if not 0 <= seconds < _DAY - 0.5:
        raise CellFault(DURATION)
    return math.floor(seconds + 0.5)


def to_yes_no(cell: Cell, also_yes: Collection[str] = frozenset(), also_no: Collection[str] = frozenset()) -> bool:
    """Yes or no in a Dutch or English word, letter, 1 or 0; `also_*` are further words, lower case."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, float | int):
        cell = "1" if cell == 1 else "0" if cell == 0 else ""
    word = cell.strip().lower() if isinstance(cell, str) else ""
    if word in YES or word in also_yes:
        return True
    if word in NO or word in also_no:
        return False
    raise CellFault(YES_NO)


def to_rating(cell: Cell) -> int:
    """A whole number of 1-5."""
    return to_integer(cell, 1, 5, RATING)


def to_integer(cell: Cell, low: int, high: int, expected: str = INTEGER) -> int:
    """A whole number from `low` to `high`; `expected` is what the fault says when it is not."""
    if isinstance(cell, str):
        text = cell.strip()
        number = float(text.replace(",", ".")) if _WHOLE.fullmatch(text) else math.nan
    else:
        number = cell if isinstance(cell, float | int) and not isinstance(cell, bool) else math.nan
    if not (low <= number <= high and number == math.floor(number)):
        raise CellFault(expected)
    return int(number)


def to_number(cell: Cell, low: float, high: float, expected: str = NUMBER) -> float:
    """A number from `low` to `high`, with decimal comma or point and no thousands separator."""
    number = _decimal(cell.strip()) if isinstance(cell, str) else cell
    if isinstance(number, bool) or not isinstance(number, float | int) or not low <= number <= high:
        raise CellFault(expected)
    return float(number)


def to_text(cell: Cell, length: int = TEXT_LENGTH, expected: str = TEXT) -> str:
    """Trimmed text of 1 to `length` characters without control characters; whole numbers count as text."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, bool) or not isinstance(cell, str | float | int):
        raise CellFault(expected)
    if not isinstance(cell, str) and not abs(cell) < _EXACT_DIGITS:
        raise CellFault(LONG_NUMBER)
    text = unicodedata.normalize("NFC", str(cell)).strip()
    if not 0 < len(text) <= length or not is_plain(text):
        raise CellFault(expected)
    return text


def is_plain(text: str) -> bool:
    """Whether the text has no control character and none that turns the reading direction."""
    return text.isprintable() or not any(
        letter in _DIRECTION_CHANGES or unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in text
    )


@lru_cache(maxsize=4096)
def _moment_of_text(text: str) -> datetime:
    if (day := _day_of_text(text)) is not None:
        return datetime.combine(day, time())
    if match := _DATE_AND_TIME.fullmatch(text):
        return _moment_of_parts(match[1], match[2])
    try:
        return _to_second(datetime.fromisoformat(text))
    except ValueError:
        pass
    if (number := _decimal(text)) is None:
        raise CellFault(MOMENT)
    return _moment_of_serial(number)


def _moment_of_parts(day_text: str, clock_text: str) -> datetime:
    day, zone = _day_of_text(day_text), _ZONE.search(clock_text)
    if day is None:
        raise CellFault(MOMENT)
    clock = _reading(_clock_of_text, clock_text[: zone.start()] if zone else clock_text, MOMENT)
    return datetime.combine(day, clock, _offset(zone) if zone else None)


def _reading(read: Callable[[str], time | None], text: str, expected: str) -> time:
    value = read(text)
    if value is None:
        raise CellFault(expected)
    return value


def _offset(zone: re.Match[str]) -> timezone:
    if zone[1]:
        return UTC
    shift = timedelta(hours=int(zone[3]), minutes=int(zone[4]))
    if shift >= timedelta(days=1):
        raise CellFault(MOMENT)
    return timezone(-shift if zone[2] == "-" else shift)


def _day_of_text(text: str) -> date | None:
    """The day that is written, None where it is no date or no day of the calendar."""
    if match := _DAY_FIRST.fullmatch(text):
        year, month, day = match[4], match[3], match[1]
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match[1], match[3], match[4]
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise CellFault(MOMENT) from None


def _moment_of_serial(number: float) -> datetime:
    if not _FIRST_SERIAL <= number < _SERIAL_END - 1:
        raise CellFault(MOMENT)
    days, fraction = divmod(number, 1)
    start = datetime.combine(_SERIAL_START + timedelta(days=days), time())
    return start + timedelta(seconds=round(fraction * _DAY))


@lru_cache(maxsize=4096)
def _time_of_text(text: str) -> time:
    if (clock := _clock_of_text(text)) is not None:
        return clock
    if (number := _decimal(text)) is None:
        raise CellFault(TIME)
    return _time_of_fraction(number)


def _clock_of_text(text: str) -> time | None:
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hour, half = int(match[1]), (match[4] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(match[2]), int(match[3] or 0))
    except ValueError:
        return None


def _time_of_fraction(fraction: float) -> time:
    if not 0 <= fraction < 1:
        raise CellFault(TIME)
    second = min(round(fraction * _DAY), _DAY - 1)
    return time(second // 3600, second // 60 % 60, second % 60)


@lru_cache(maxsize=4096)
def _seconds_of_text(text: str) -> float:
    if match := _MINUTES_SECONDS.fullmatch(text):
        if int(match[2]) >= 60:
            raise CellFault(DURATION)
        return int(match[1]) * 60.0 + int(match[2])
    if (clock := _clock_of_text(text)) is not None:
        return _seconds_of_clock(clock)
    if len(text) > 2 and (match := _ISO_DURATION.fullmatch(text)):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return hours * 3600.0 + minutes * 60 + seconds
    if (number := _decimal(text)) is None:
        raise CellFault(DURATION)
    return _seconds_of_number(number)


def _seconds_of_number(number: float) -> float:
    if 0 < number < 1 and round(number, 3) != number:
        return number * _DAY
    return number


def _seconds_of_clock(clock: time) -> float:
    return clock.hour * 3600.0 + clock.minute * 60 + clock.second + clock.microsecond / 1e6


def _decimal(text: str) -> float | None:
    return float(text.replace(",", ".")) if _DECIMAL.fullmatch(text) else None


def _to_second(moment: datetime) -> datetime:
    """The nearest second: a spreadsheet's fractions of a day miss it by microseconds."""
    whole = moment.replace(microsecond=0)
    try:
        return whole + timedelta(seconds=1) if moment.microsecond >= 500_000 else whole
    except OverflowError:
        return whole
