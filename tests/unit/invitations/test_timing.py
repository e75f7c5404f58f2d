from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.invitations.eligibility import Rules
from survey.invitations.timing import allowed, earliest, hour_of, reminder_from, schedule

ZONE = ZoneInfo("Europe/Amsterdam")
RULES = Rules(is_on=True)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
NIGHTS = st.datetimes(datetime(2026, 10, 23), datetime(2026, 10, 26), timezones=st.just(UTC))  # noqa: DTZ001
"""Around the night in which the clock goes back."""
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_the_delay_is_counted_from_the_contact_and_never_from_before_it_came_in() -> None:
    contact = local("2026-03-02 10:00")
    assert earliest(contact, contact, replace(RULES, delay_hours=2)) == contact + timedelta(hours=2)
    assert earliest(contact, contact + timedelta(hours=20), RULES) == contact + timedelta(hours=20)


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("2026-03-02 10:15", "2026-03-02 10:15"),  # a Monday morning
        ("2026-03-02 20:00", "2026-03-03 09:00"),  # the first quiet minute
        ("2026-03-02 19:59", "2026-03-02 19:59"),
        ("2026-03-03 03:00", "2026-03-03 09:00"),
        ("2026-03-07 21:00", "2026-03-09 09:00"),  # Saturday night: over Sunday
        ("2026-03-08 12:00", "2026-03-09 09:00"),  # Sunday
        ("2026-03-28 23:00", "2026-03-30 09:00"),  # over the Sunday on which the clock goes forward
        ("2026-10-24 23:00", "2026-10-26 09:00"),  # and back
    ],
)
def test_quiet_hours_and_sundays_are_waited_for(wanted: str, given: str) -> None:
    assert allowed(local(wanted), RULES, ZONE) == local(given)


def test_in_the_nights_that_the_clock_changes_the_end_of_quiet_is_the_clock_s() -> None:
    rules = replace(RULES, on_sundays=True, quiet_from=time(1, 0), quiet_until=time(2, 30))
    # 02:30 does not exist: 01:10 waits until 03:30, which is what 02:30 would have been.
    assert allowed(local("2026-03-29 01:10"), rules, ZONE) == local("2026-03-29 03:30")
    # 02:30 comes twice: once it has been 02:30, quiet is over, also when the clock says 02:10 again.
    first = datetime(2026, 10, 25, 0, 10, tzinfo=UTC)
    assert allowed(first, rules, ZONE) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    again = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert allowed(again, rules, ZONE) == again


@given(MOMENTS, CLOCKS, CLOCKS, st.booleans())
def test_what_is_allowed_is_never_earlier_and_stays_as_it_is(
    moment: datetime, quiet_from: time, quiet_until: time, on_sundays: bool
) -> None:
    rules = replace(RULES, quiet_from=quiet_from, quiet_until=quiet_until, on_sundays=on_sundays)
    found = allowed(moment, rules, ZONE)
    assert moment <= found <= moment + timedelta(days=3)
    assert allowed(found, rules, ZONE) == found
    assert on_sundays or found.astimezone(ZONE).weekday() != 6


def test_a_big_import_is_spread() -> None:
    rules = replace(RULES, spread_per_hour=100)
    start = local("2026-03-02 18:30")
    found = schedule([start] * 350, {}, rules, ZONE)
    hours = Counter(map(hour_of, found))
    assert set(hours.values()) == {100, 50}
    assert [moment.astimezone(ZONE).hour for moment in found[::100]] == [18, 19, 9, 10]
    assert found == sorted(found)
    morning = [moment for moment in found if moment.astimezone(ZONE).hour == 9]
    assert len(set(morning)) == 100
    assert morning[1] - morning[0] == timedelta(seconds=36)


def test_what_is_due_already_is_counted() -> None:
    moment = local("2026-03-02 10:00")
    assert schedule([moment], {hour_of(moment): 500}, RULES, ZONE) == [moment + timedelta(hours=1)]


@given(st.lists(MOMENTS, max_size=40), st.integers(1, 3))
def test_no_hour_gets_more_than_its_share(wanted: list[datetime], most: int) -> None:
    rules = replace(RULES, spread_per_hour=most)
    found = schedule(wanted, {}, rules, ZONE)
    assert all(number <= most for number in Counter(map(hour_of, found)).values())
    assert all(moment <= given == allowed(given, rules, ZONE) for moment, given in zip(wanted, found, strict=True))


@given(st.lists(NIGHTS, max_size=60), st.integers(1, 3), CLOCKS, CLOCKS)
def test_a_list_lies_where_its_messages_would_lie_one_by_one(
    wanted: list[datetime], most: int, quiet_from: time, quiet_until: time
) -> None:
    rules = replace(RULES, spread_per_hour=most, quiet_from=quiet_from, quiet_until=quiet_until)
    taken: Counter[int] = Counter()
    one_by_one = []
    for moment in wanted:
        one_by_one += schedule([moment], taken, rules, ZONE)
        taken[hour_of(one_by_one[-1])] += 1
    assert schedule(wanted, {}, rules, ZONE) == one_by_one


def test_the_reminder_comes_days_after_the_invitation_or_never() -> None:
    sent = local("2026-03-02 10:00")
    assert reminder_from(sent, RULES) == sent + timedelta(days=3)
    assert reminder_from(sent, replace(RULES, reminder_days=0)) is None
