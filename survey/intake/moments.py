"""From the clock on the wall to UTC, also in the two odd nights of the year. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def to_utc(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment in UTC; a naive one is a local time in `zone`.

    An hour that comes twice is taken the first time; one that is skipped moves forward with the clock (PEP 495,
    fold 0). `OverflowError` at the ends of the calendar.
    """
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone, fold=0)
    return aware.astimezone(UTC)
