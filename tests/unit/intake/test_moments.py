"""A written moment in UTC, with the day and the hour that the clock on the wall showed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from survey.intake.moments import Moment, moment_of
from survey.intake.payload import read_object
from survey.intake.phone_log import ContactRow
from tests.unit.intake.test_phone_log import AMSTERDAM, NOW, one_contact


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("2026-03-29T01:59", 1),
        ("2026-03-29T02:30", 3),  # skipped: moves forward with the clock
        ("2026-03-29T03:00", 3),
        ("2026-10-25T02:30", 2),  # comes twice
        ("2026-10-25T00:30Z", 2),
        ("2026-10-25T01:30Z", 2),
        ("2026-10-25T02:30Z", 3),
        ("2026-07-01T07:00Z", 9),
        ("2026-01-01T08:00Z", 9),
    ],
)
def test_the_hour_is_that_of_the_clock_on_the_wall(written: str, hour: int) -> None:
    assert moment_of(datetime.fromisoformat(written), AMSTERDAM).hour == hour


def test_the_day_and_hour_go_together() -> None:
    found = moment_of(datetime(2026, 6, 30, 22, 30, tzinfo=UTC), AMSTERDAM)
    assert found == Moment(datetime(2026, 6, 30, 22, 30, tzinfo=UTC), date(2026, 7, 1), 0)
    assert moment_of(datetime.fromisoformat("2026-03-02T09:00"), ZoneInfo("America/Curacao")).hour == 9


def test_a_date_without_a_time_has_no_hour() -> None:
    midnight = datetime.fromisoformat("2026-03-02")
    assert moment_of(midnight, AMSTERDAM).hour is None
    assert moment_of(midnight, AMSTERDAM, has_time=True).hour == 0
    assert moment_of(midnight.replace(tzinfo=UTC), AMSTERDAM).hour == 1


@pytest.mark.parametrize(
    ("header", "row", "hour"),
    [("datum", "04-01-2021", None), ("datum;tijd", "04-01-2021;0:00", 0), ("datum;tijd", "04-01-2021;16:59:59", 16),
     ("datum;tijd", "04-01-2021;", None), ("datumtijd", "04-01-2021 09:12", 9)],
)  # fmt: skip
def test_a_file_gives_the_hour_where_it_has_a_time(header: str, row: str, hour: int | None) -> None:
    assert one_contact(header, row).hour == hour


@pytest.mark.parametrize(("moment", "hour"), [("2021-01-04", None), ("2021-01-04T09:12", 9), ("2021-01-04T00:00Z", 1)])
def test_the_api_gives_the_hour_where_it_has_a_time(moment: str, hour: int | None) -> None:
    contact, faults = read_object({"reference": "A1", "occurred_at": moment}, AMSTERDAM, (), NOW)
    assert isinstance(contact, ContactRow), faults
    assert contact.hour == hour


@pytest.mark.parametrize(
    ("header", "word", "expected"),
    [("Doorverbonden (J/N)", "J", True), ("doorgeschakeld", "nee", False), ("Transferred", "niet doorverbonden", False),
     ("transferred", "doorverbonden", True), ("Transferred", "", None)],
)  # fmt: skip
def test_a_column_says_whether_the_call_was_put_through(header: str, word: str, expected: bool | None) -> None:
    assert one_contact(f"datum;{header}", f"04-01-2021;{word}").transferred is expected


def test_a_call_that_nobody_answered_was_not_put_through() -> None:
    assert one_contact("datum;opgenomen;doorverbonden", "04-01-2021;N;J").transferred is None
    fields = {"reference": "A1", "occurred_at": "2021-01-04", "answered": False, "transferred": True}
    contact, _ = read_object(fields, AMSTERDAM, (), NOW)
    assert contact is not None
    assert contact.transferred is None
