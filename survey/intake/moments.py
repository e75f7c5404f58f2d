"""From the clock on the wall to UTC and back, also in the two odd nights of the year. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Moment:
    """When a contact took place: in UTC, and the day and hour (0-23, None: not known) on the organisation's clock."""

    occurred_at: datetime
    day: date
    hour: int | None


def moment_of(written: datetime, zone: ZoneInfo, *, has_time: bool = False) -> Moment:
    """The moment that was written; `has_time` says that a time of day stood beside the date.

    Without, a naive midnight to the second is a date of which the time is not known.
    """
    utc = to_utc(written, zone)
    local = utc.astimezone(zone)
    is_timed = has_time or written.tzinfo is not None or written.time() != time()
    return Moment(utc, local.date(), local.hour if is_timed else None)


def to_utc(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment in UTC; a naive one is a local time in `zone`.

    An hour that comes twice is taken the first time; one that is skipped moves forward with the clock (PEP 495,
    fold 0). `OverflowError` at the ends of the calendar.
    """
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone, fold=0)
    return aware.astimezone(UTC)
