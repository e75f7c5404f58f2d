"""Rows of a phone log become contacts in UTC without people in them; every fault of every row is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from survey.intake.columns import plan_columns
from survey.intake.faults import RowFault, as_line
from survey.intake.phone_log import ContactRow, LoggedContact, read_contacts
from survey.intake.sheets import open_sheet
from tests.unit.intake.built_files import LOG, LOG_HEADER, csv_file, ods_file, xlsx_file

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2021, 6, 1, 12, tzinfo=UTC)


def outcomes(stream: BytesIO, default_channel: str = "phone") -> list[ContactRow | RowFault]:
    sheet = open_sheet(stream)
    read = read_contacts(sheet, plan_columns(sheet.header), AMSTERDAM, default_channel, NOW)
    return [each.contact if isinstance(each, LoggedContact) else each for each in read]


def contacts(stream: BytesIO, default_channel: str = "phone") -> list[ContactRow]:
    read = outcomes(stream, default_channel)
    found = [row for row in read if isinstance(row, ContactRow)]
    assert len(found) == len(read), read
    return found


def lines(outcome: Iterable[ContactRow | RowFault]) -> list[str]:
    return [as_line(fault) for row in outcome if isinstance(row, RowFault) for fault in row.faults]


def one_contact(header: str, row: str) -> ContactRow:
    (contact,) = contacts(csv_file(f"id;{header}\nA1;{row}\n"))
    return contact


def faults_of(header: str, row: str) -> list[str]:
    return lines(outcomes(csv_file(f"id;{header}\nA1;{row}\n")))


def test_the_known_phone_log_is_read_as_it_is() -> None:
    first, second, third = contacts(csv_file(LOG))
    assert first == ContactRow(
        row_number=2, reference="A001", channel="phone", team=None, topic="Contract related", language=None,
        occurred_at=datetime(2021, 1, 4, 8, 12, 58, tzinfo=UTC), day=date(2021, 1, 4),
        answered=True, resolved=True, waiting_seconds=109, talk_seconds=143, rating=3, hour=9,
    )  # fmt: skip
    assert (second.row_number, second.answered, second.rating) == (3, False, None)
    assert (third.occurred_at.hour, third.resolved, third.talk_seconds) == (17, False, 37)


@pytest.mark.parametrize("build", [xlsx_file, ods_file])
def test_the_same_log_from_a_spreadsheet_gives_the_same_contacts(build: type) -> None:
    rows = [
        [
            "A001",
            "Kim",
            date(2021, 1, 4),
            time(9, 12, 58),
            "Contract related",
            "Y",
            "Y",
            109,
            time(0, 2, 23),
            3,
            "Y",
            3,
        ],
        ["A002", "Sam", date(2021, 1, 4), time(12), "Payment related", "N", "N", None, None, None, "N", None],
        ["A003", "Kim", date(2021, 1, 5), 0.75, "Contract related", "Y", "N", 30, time(0, 0, 37), 5, "Y", 1],
    ]
    assert contacts(build(LOG_HEADER.split(";"), *rows)) == contacts(csv_file(LOG))


def test_no_name_of_an_employee_comes_through() -> None:
    assert not any("Kim" in str(contact) or "Sam" in str(contact) for contact in contacts(csv_file(LOG)))


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("Telefoon", "phone"), ("balie", "counter"), ("E-mail", "email"), ("chat", "chat"), ("Web-formulier", "web"),
        ("website", "web"), ("Brief", "letter"), ("post", "letter"), ("counter", "counter"), ("", "phone"),
    ],
)  # fmt: skip
def test_channels_are_known_in_two_languages(word: str, channel: str) -> None:
    assert one_contact("datum;kanaal", f"4-1-2021;{word}").channel == channel


def test_the_callers_channel_fills_the_blanks_and_must_be_one_of_ours() -> None:
    stream = csv_file("id;datum\nA1;4-1-2021\n")
    assert contacts(stream, "counter")[0].channel == "counter"
    with pytest.raises(ValueError, match="pigeon"):
        outcomes(stream, "pigeon")


@pytest.mark.parametrize(("tag", "language"), [("nld", "nl"), ("fy-NL", "fy"), ("UKR", "uk"), ("xx", None), ("", None)])
def test_a_language_that_we_do_not_have_is_no_fault(tag: str, language: str | None) -> None:
    assert one_contact("datum;taal", f"4-1-2021;{tag}").language == language


@pytest.mark.parametrize(("word", "answered"), [("Beantwoord", True), ("abandoned", False), ("J", True), ("", None)])
def test_answered_may_be_a_word_or_unknown(word: str, answered: bool | None) -> None:
    assert one_contact("datum;aangenomen", f"4-1-2021;{word}").answered is answered


def test_of_a_contact_that_was_not_answered_nothing_further_counts() -> None:
    contact = one_contact("datum;beantwoord;opgelost;wachttijd;gespreksduur;waardering", "4-1-2021;N;Y;50;60;5")
    assert (contact.resolved, contact.waiting_seconds, contact.talk_seconds, contact.rating) == (None,) * 4
    assert one_contact("datum;opgelost", "4-1-2021;ja").resolved is True


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("04-01-2021 09:12", "2021-01-04T08:12"),
        ("01-04-2021 00:30", "2021-03-31T22:30"),
        ("28-03-2021 02:30", "2021-03-28T01:30"),
        ("25-10-2020 02:30", "2020-10-25T00:30"),
        ("2021-01-04T09:12:00Z", "2021-01-04T09:12"),
        ("04-01-2021", "2021-01-03T23:00"),
    ],
)
def test_local_times_become_utc_also_when_the_clock_changes(local: str, utc: str) -> None:
    assert one_contact("tijdstip", local).occurred_at == datetime.fromisoformat(f"{utc}:00+00:00")


def test_the_day_is_the_local_day() -> None:
    assert one_contact("tijdstip", "2021-03-31T22:30:00Z").day == date(2021, 4, 1)
    assert one_contact("datum;tijd", "1-4-2021;00:30").day == date(2021, 4, 1)


def test_a_date_column_may_hold_the_time_and_need_not() -> None:
    assert one_contact("datum", "4-1-2021 09:12").occurred_at == datetime(2021, 1, 4, 8, 12, tzinfo=UTC)
    assert one_contact("datum;tijd", "4-1-2021;").occurred_at == datetime(2021, 1, 3, 23, tzinfo=UTC)


@pytest.mark.parametrize("day", ["31-12-1999", "1-1-0001", "0001-01-01T00:00:00+14:00"])
def test_a_date_before_2000_is_a_fault(day: str) -> None:
    assert faults_of("tijdstip", day) == [f"Row 2, column “tijdstip”: found “{day}”, expected a date in 2000 or later."]


@pytest.mark.parametrize("day", ["3-6-2021", "31-12-9999", "9999-12-31T23:59:59-12:00"])
def test_a_date_more_than_a_day_ahead_is_a_fault(day: str) -> None:
    assert len(faults_of("tijdstip", day)) == 1
    assert one_contact("tijdstip", "2-6-2021 13:00").day == date(2021, 6, 2)


def test_every_fault_of_every_row_is_told() -> None:
    header = "id;datum;tijd;kanaal;wachttijd;waardering"
    text = f"{header}\n;31.02.2021;25:00;duif;snel;6\nA2;;;;;\nA3;4-1-2021;;;;\nA4;4-1-2021;;;;;x"
    assert lines(outcomes(csv_file(text))) == [
        "Row 2, column “id”: the cell is empty, expected a reference: a text of at most 200 characters, on one line.",
        "Row 2, column “kanaal”: found “duif”, expected a channel: phone, counter, email, chat, web or letter.",
        "Row 2, column “wachttijd”: found “snel”, expected a duration under 24 hours, such as 143 or 0:02:23.",
        "Row 2, column “waardering”: found “6”, expected a whole number from 1 to 5.",
        "Row 2, column “tijd”: found “25:00”, expected a time of day such as 09:12.",
        "Row 2, column “datum”: found “31.02.2021”, expected a date such as 31-01-2026.",
        "Row 3, column “datum”: the cell is empty, expected a date such as 31-01-2026.",
        "Row 5: found “x”, expected nothing after the last column.",
    ]


def test_a_reference_that_comes_again_must_have_the_same_content() -> None:
    first, again, other = outcomes(csv_file("id;datum;onderwerp\nA1;4-1-2021;x\nA1;04.01.2021;x\nA1;4-1-2021;y\n"))
    assert first == again
    assert lines([other]) == [
        "Row 4, column “id”: found “A1”, expected a reference of its own: an earlier row has it, with other content."
    ]


def test_a_fault_repeats_little_of_what_people_typed() -> None:
    (line,) = faults_of("datum;onderwerp", f"4-1-2021;{'geheim ' * 40}")
    assert len(line) < 160
    (line,) = lines(outcomes(csv_file('id;datum;onderwerp\nA1;4-1-2021;"a\x1b[31m\nb"\n')))
    assert line.isprintable()
