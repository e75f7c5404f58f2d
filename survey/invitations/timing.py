"""When a message goes out: after the contact, outside quiet hours and Sundays, spread over the hours. Pure.

Every comparison of moments is in UTC; the organisation's clock only says which hours are quiet. So the night in which
the clock goes back counts its double hour twice, and an hour that the clock skips is never waited for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from survey.invitations.eligibility import Rules

HOUR: Final = timedelta(hours=1)
SUNDAY: Final = 6


def earliest(occurred_at: datetime, arrived_at: datetime, rules: Rules) -> datetime:
    """The moment (UTC) from which the contact may be asked about: the delay after it, and not before it came in."""
    return max(occurred_at + timedelta(hours=rules.delay_hours), arrived_at).astimezone(UTC)


def reminder_from(sent_at: datetime, rules: Rules) -> datetime | None:
    """The moment (UTC) from which the one reminder may go; None where there is none."""
    return sent_at.astimezone(UTC) + timedelta(days=rules.reminder_days) if rules.reminder_days else None


def allowed(moment: datetime, rules: Rules, zone: ZoneInfo) -> datetime:
    """The first moment (UTC) from `moment` on that is in no quiet hour, and on no Sunday unless these are allowed."""
    found = moment.astimezone(UTC)
    for _ in range(4):  # at most: the rest of a night, a Sunday, the night after it
        local = found.astimezone(zone)
        if local.weekday() == SUNDAY and not rules.on_sundays:
            later = _at(local.date() + timedelta(days=1), time(0, 0), zone)
        elif _is_quiet(local.time(), rules):
            later = _end_of_quiet(local, rules, zone)
        else:
            break
        if later <= found:  # the hour that comes twice: the quiet hours were over the first time
            break
        found = later
    return found


def schedule(wanted: Iterable[datetime], taken: Mapping[int, int], rules: Rules, zone: ZoneInfo) -> list[datetime]:
    """A moment (UTC) for each of `wanted`, in its order: allowed, and at most `spread_per_hour` in an hour.

    `taken` counts what is due already, by `hour_of`. Within an hour messages lie an equal time apart.
    """
    hours = _Hours(taken, rules, zone)
    return [hours.place(allowed(moment, rules, zone)) for moment in wanted]


def hour_of(moment: datetime) -> int:
    """The number of the hour that a moment lies in, from 1970 on (UTC)."""
    return int(moment.timestamp()) // 3600


class _Hours:
    """How many messages each hour has, and past the full ones where the next lies that may have room."""

    def __init__(self, taken: Mapping[int, int], rules: Rules, zone: ZoneInfo) -> None:
        self._counts = Counter(taken)
        self._past: dict[int, datetime] = {}
        self._rules, self._zone = rules, zone

    def place(self, moment: datetime) -> datetime:
        """The first free place from this moment on, which is allowed."""
        full: list[int] = []
        while True:
            hour = hour_of(moment)
            slot = max(moment, _begin(hour) + HOUR * self._counts[hour] / self._rules.spread_per_hour)
            if self._counts[hour] >= self._rules.spread_per_hour:
                full.append(hour)
            elif allowed(slot, self._rules, self._zone) == slot:
                self._counts[hour] += 1
                # A big import would walk through the same full hours for each of its messages.
                self._past.update(dict.fromkeys(full, moment))
                return slot
            moment = self._past.get(hour) or allowed(_begin(hour + 1), self._rules, self._zone)


def _begin(hour: int) -> datetime:
    return datetime.fromtimestamp(hour * 3600, UTC)


def _is_quiet(clock: time, rules: Rules) -> bool:
    start, end = rules.quiet_from, rules.quiet_until
    if start == end:
        return False
    return start <= clock < end if start < end else clock >= start or clock < end


def _end_of_quiet(local: datetime, rules: Rules, zone: ZoneInfo) -> datetime:
    over_midnight = rules.quiet_from > rules.quiet_until and local.time() >= rules.quiet_from
    return _at(local.date() + timedelta(days=int(over_midnight)), rules.quiet_until, zone)


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """This clock time on this day in UTC; where the clock skips it, as much later as it skips."""
    return datetime.combine(day, clock, zone).astimezone(UTC)
