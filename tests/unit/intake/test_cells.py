"""One cell, as offices write it, becomes one value, or says what it should have been."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from survey.intake import cells
from survey.intake.cells import Cell, CellFault

_MOMENT = datetime.fromisoformat("2021-02-01T09:12")


@pytest.mark.parametrize(
    "cell",
    [
        "01.02.2021", "1-2-2021", "01/02/2021", "2021-02-01", "2021-2-1", " 01-02-2021 ", "44228", 44228, 44228.0,
        44228.75, date(2021, 2, 1), _MOMENT, "01-02-2021 00:00:00", "2021-02-01T09:12:00Z",
    ],
)  # fmt: skip
def test_a_date_is_read_day_first_in_every_form(cell: Cell) -> None:
    assert cells.to_date(cell) == date(2021, 2, 1)


@pytest.mark.parametrize(
    "cell",
    ["31.02.2021", "13/13/2021", "1-2/2021", "1-2-21", "gisteren", "", "45", 0, -3, 3e9, True, time(9), "٠١-٠٢-٢٠٢١"],
)
def test_what_is_no_date_says_so(cell: Cell) -> None:
    with pytest.raises(CellFault) as caught:
        cells.to_date(cell)
    assert caught.value.expected == cells.DATE


@given(st.dates(min_value=date(2000, 1, 1)))
def test_any_day_survives_its_own_spelling_and_serial_number(day: date) -> None:
    spelled = (f"{day.day}-{day.month}-{day.year:04}", f"{day:%d.%m.}{day.year:04}", day.isoformat())
    serial = (day - date(1899, 12, 30)).days
    assert {cells.to_date(cell) for cell in (*spelled, serial)} == {day}


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ("0.38400462962963", time(9, 12, 58)), (0.38400462962963, time(9, 12, 58)), ("0,5", time(12)),
        ("09:12", time(9, 12)), ("9:12:05", time(9, 12, 5)), ("9:12:05.250", time(9, 12, 5)), (0, time(0)),
        ("12:30 AM", time(0, 30)), ("12:30 p.m.", time(12, 30)), ("1:05 PM", time(13, 5)),
        (time(9, 12, 57, 600_000), time(9, 12, 58)), (timedelta(hours=9), time(9)),
        (_MOMENT, time(9, 12)), (0.9999999, time(23, 59, 59)),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_to_the_second(cell: Cell, clock: time) -> None:
    assert cells.to_time(cell) == clock


@pytest.mark.parametrize(
    "cell", ["24:00", "9:60", "13:00 PM", "9", 1, 1.5, -0.1, "", "half tien", False, date(2021, 1, 1)]
)
def test_what_is_no_time_of_day_says_so(cell: Cell) -> None:
    with pytest.raises(CellFault, match="time of day"):
        cells.to_time(cell)


@given(st.integers(0, 86_399))
def test_every_second_of_the_day_survives_as_a_fraction(second: int) -> None:
    clock = time(second // 3600, second // 60 % 60, second % 60)
    assert cells.to_time(second / 86_400) == cells.to_time(f"{second / 86_400:.14f}") == clock


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2021-07-01T09:12:00Z", "2021-07-01T09:12:00+00:00"),
        ("2021-07-01T09:12:00.123+02:00", "2021-07-01T09:12:00+02:00"),
        ("2021-07-01T09:12-0330", "2021-07-01T09:12:00-03:30"),
        ("20210701T091200+0200", "2021-07-01T09:12:00+02:00"),
        ("2021-07-01 09:12", "2021-07-01T09:12:00"),
        ("1-7-2021 9:12:05", "2021-07-01T09:12:05"),
        ("01.07.2021, 09:12", "2021-07-01T09:12:00"),
        ("01-07-2021", "2021-07-01T00:00:00"),
        (date(2021, 7, 1), "2021-07-01T00:00:00"),
        (44378.5, "2021-07-01T12:00:00"),
        ("44378,5", "2021-07-01T12:00:00"),
        (datetime.fromisoformat("2021-07-01T09:11:59.999999"), "2021-07-01T09:12:00"),
        (datetime.fromisoformat("9999-12-31T23:59:59.999999"), "9999-12-31T23:59:59"),
    ],
)
def test_a_moment_keeps_its_zone_when_it_names_one(cell: Cell, moment: str) -> None:
    assert cells.to_datetime(cell).isoformat() == moment


@pytest.mark.parametrize(
    "cell", ["2021-07-01T25:00", "2021-07-01T09:12+25:00", "09:12", "2021", "x 09:12", True, time(9)]
)
def test_what_is_no_moment_says_so(cell: Cell) -> None:
    with pytest.raises(CellFault, match="a date and time"):
        cells.to_datetime(cell)


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        (109, 109), (109.0, 109), ("109", 109), ("12,5", 13), ("12.4", 12), (0, 0), ("0,4", 0), (0.5, 1),
        ("0:02:23", 143), ("02:23", 143), ("90:00", 5400), ("12:02:23 AM", 143), ("1:02:23 AM", 3743),
        (time(0, 2, 23), 143), (timedelta(seconds=143), 143), (143 / 86_400, 143), ("0,00165509259", 143),
        ("PT2M23S", 143), ("PT1H", 3600),
    ],
)  # fmt: skip
def test_a_duration_is_read_in_whole_seconds(cell: Cell, seconds: int) -> None:
    assert cells.to_seconds(cell) == seconds


@pytest.mark.parametrize(
    "cell", [-1, "-5", 86_400, "2:75", "26:02:23", "PT", "PT26H", "snel", "1.234,5", True, float("nan"), timedelta(-1)]
)
def test_what_is_no_duration_says_so(cell: Cell) -> None:
    with pytest.raises(CellFault, match="a duration"):
        cells.to_seconds(cell)


@given(st.integers(1, 86_399))
def test_a_duration_is_the_same_however_a_spreadsheet_shows_it(seconds: int) -> None:
    clock = time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    as_excel = f"{clock:%I:%M:%S %p}"
    assert {cells.to_seconds(cell) for cell in (seconds, clock, as_excel, timedelta(seconds=seconds))} == {seconds}


@pytest.mark.parametrize("cell", ["Y", "j", " Ja ", "yes", "TRUE", "WAAR", "1", 1, 1.0, True])
def test_yes_in_two_languages(cell: Cell) -> None:
    assert cells.to_yes_no(cell) is True


@pytest.mark.parametrize("cell", ["N", "nee", "No", "false", "onwaar", "0", 0, 0.0, False])
def test_no_in_two_languages(cell: Cell) -> None:
    assert cells.to_yes_no(cell) is False


def test_further_words_count_only_where_they_are_given() -> None:
    assert cells.to_yes_no("Beantwoord", {"beantwoord"}, {"gemist"}) is True
    assert cells.to_yes_no("gemist", {"beantwoord"}, {"gemist"}) is False
    with pytest.raises(CellFault, match="yes or no"):
        cells.to_yes_no("beantwoord")


@pytest.mark.parametrize("cell", ["misschien", "", 2, date(2021, 1, 1)])
def test_neither_yes_nor_no_says_so(cell: Cell) -> None:
    with pytest.raises(CellFault, match="yes or no"):
        cells.to_yes_no(cell)


def test_a_rating_is_a_whole_number_from_one_to_five() -> None:
    assert [cells.to_rating(cell) for cell in ("3", 3, 3.0, "3,0", " 5 ")] == [3, 3, 3, 3, 5]


@pytest.mark.parametrize("cell", [0, 6, "3,5", 3.5, "drie", True, float("inf"), float("nan"), None])
def test_what_is_no_rating_says_so(cell: Cell) -> None:
    with pytest.raises(CellFault, match="from 1 to 5"):
        cells.to_rating(cell)


def test_a_thousands_separator_is_refused_rather_than_guessed() -> None:
    with pytest.raises(CellFault, match="a whole number"):
        cells.to_integer("1.000", 0, 10_000)


def test_a_number_takes_a_comma_or_a_point_within_its_bounds() -> None:
    assert [cells.to_number(cell, 1, 10) for cell in ("7,5", "7.5", 7.5, 7)] == [7.5, 7.5, 7.5, 7.0]
    for cell in ("11", 0, "zeven", True, None):
        with pytest.raises(CellFault, match="a mark"):
            cells.to_number(cell, 1, 10, "a mark")


def test_text_is_trimmed_and_a_whole_number_counts_as_text() -> None:
    assert [cells.to_text(cell) for cell in ("  Paspoort ", 1234.0, 17, "e\u0301")] == ["Paspoort", "1234", "17", "é"]


@pytest.mark.parametrize("cell", ["a\nb", "a\x00", "a\x1b[31m", "a\u202eb", "  ", "x" * 201, True, date(2021, 1, 1)])
def test_text_that_hides_something_or_is_too_long_is_refused(cell: Cell) -> None:
    with pytest.raises(CellFault, match="on one line"):
        cells.to_text(cell)


def test_a_long_number_that_the_spreadsheet_has_rounded_is_refused() -> None:
    with pytest.raises(CellFault, match="rounded"):
        cells.to_text(31612345678901234.0)


_ANY_CELL = st.one_of(
    st.text(max_size=40), st.from_regex(r"[0-9.,:/\- TZPAMHS+]{0,30}"), st.floats(), st.integers(), st.booleans(),
    st.datetimes(), st.dates(), st.times(), st.timedeltas(),
)  # fmt: skip


@given(_ANY_CELL)
@example("0001-01-01T00:00:00+14:00")
@example("9999-12-31T23:59:59.999999")
@example(10**400)
def test_whatever_stands_in_a_cell_gives_a_value_or_a_cell_fault(cell: Cell) -> None:
    for convert in (
        cells.to_date, cells.to_time, cells.to_datetime, cells.to_seconds,
        cells.to_yes_no, cells.to_rating, cells.to_text,
    ):  # fmt: skip
        with suppress(CellFault):
            convert(cell)
