"""CSV, XLSX and ODS come out as one shape, whoever saved them; what cannot be used says why."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.intake.faults import FileFault
from survey.intake.lines import Limits
from survey.intake.sheets import Row, open_sheet
from tests.unit.intake.built_files import LOG, csv_file, ods_file, xlsx_file

_MOMENT = datetime.fromisoformat("2021-01-04T09:12:58")


def rows_of(stream: BytesIO, limits: Limits | None = None) -> list[Row]:
    return list(open_sheet(stream, limits or Limits()).rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_in_every_encoding_and_with_every_separator(encoding: str, separator: str) -> None:
    text = f"Naam{separator}Café\r\nÉén{separator}€ 5\r\n"
    sheet = open_sheet(csv_file(text, encoding))
    assert sheet.header == ("Naam", "Café")
    assert list(sheet.rows) == [Row(2, ("Één", "€ 5"))]


@pytest.mark.parametrize(("mark", "encoding"), [("\ufeff", "utf-16-le"), ("\ufeff", "utf-16-be")])
def test_csv_in_utf_16_is_read_by_its_mark_in_both_byte_orders(mark: str, encoding: str) -> None:
    assert open_sheet(csv_file(mark + LOG, encoding)).header[:2] == ("Call Id", "Agent")


def test_windows_1252_is_told_even_when_its_first_odd_letter_comes_late() -> None:
    stream = csv_file("a;b\n" + "x;y\n" * 50_000 + "één;y\n", "cp1252")
    assert rows_of(stream)[-1] == Row(50_002, ("één", "y"))


def test_the_separator_that_excel_names_on_the_first_line_is_believed() -> None:
    sheet = open_sheet(csv_file("sep=,\r\na;b,c\r\n1,2\r\n"))
    assert sheet.header == ("a;b", "c")
    assert list(sheet.rows) == [Row(3, ("1", "2"))]


def test_a_row_is_numbered_by_the_line_on_which_it_starts() -> None:
    stream = csv_file('\n\na;b\n1;"two\nlines"\n;\n3;4\n')
    assert rows_of(stream) == [Row(4, ("1", "two\nlines")), Row(7, ("3", "4"))]


def test_blank_cells_are_none_and_short_rows_are_filled_up() -> None:
    assert rows_of(csv_file("a;b;c\n1;  ;\n2\n")) == [Row(2, ("1", None, None)), Row(3, ("2", None, None))]


def test_cells_beyond_the_last_column_are_kept_apart_and_can_be_reported() -> None:
    row, padded = rows_of(csv_file("a;b\n1;2;3\n1;2;;\n"))
    assert row.surplus == ("3",)
    assert row.surplus_fault().value == "3"
    assert padded.surplus == ()


def test_column_names_stand_on_one_line_and_nameless_columns_at_the_end_are_left_out() -> None:
    assert open_sheet(csv_file('"Speed of\nanswer ";;b;;\n')).header == ("Speed of answer", "", "b")


def test_a_csv_file_is_read_piece_by_piece_and_says_how_far_it_is() -> None:
    stream = csv_file("a;b\n" + "x;y\n" * 100_000)
    sheet = open_sheet(stream)
    next(sheet.rows)
    assert sheet.total == len(stream.getvalue())
    assert sheet.position() < sheet.total / 2
    assert sum(1 for _ in sheet.rows) == 99_999
    assert sheet.position() == sheet.total
    assert not stream.closed


def test_xlsx_gives_dates_times_and_numbers_as_they_are() -> None:
    stream = xlsx_file(
        ["Datum", "Tijd", "Moment", "Getal", "Ja"], [date(2021, 1, 4), time(0, 2, 23), _MOMENT, 109, True]
    )
    assert rows_of(stream) == [Row(2, (date(2021, 1, 4), time(0, 2, 23), _MOMENT, 109.0, True))]


def test_ods_gives_dates_times_and_numbers_as_they_are() -> None:
    stream = ods_file(["Datum", "Tijd", "Getal"], [date(2021, 1, 4), time(0, 2, 23), 109], [None, None, None], ["x"])
    assert rows_of(stream) == [Row(2, (date(2021, 1, 4), time(0, 2, 23), 109.0)), Row(4, ("x", None, None))]


def test_the_first_visible_sheet_with_content_is_read_with_its_own_row_numbers() -> None:
    sheet = open_sheet(xlsx_file(["a", "b"], [1, 2], first_row=4, hidden_sheet=True))
    assert sheet.name == "Gesprekken"
    assert list(sheet.rows) == [Row(6, (1.0, 2.0))]
    assert sheet.position() == sheet.total == 6


@given(st.lists(st.lists(st.sampled_from(["", "é", "x;y", 'quote " in', "two\nlines", "a,b"]), min_size=2, max_size=4)))
def test_any_table_comes_back_from_csv_as_it_was_written(table: list[list[str]]) -> None:
    quoted = [";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in table]
    rows = rows_of(csv_file("\r\n".join(["a;b;c;d", *quoted])))
    filled = [tuple(cell or None for cell in (*row, "", "")[:4]) for row in table if any(row)]
    assert [row.cells for row in rows] == filled


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \r\n \r\n", "is empty"),
        (b";;;\n;;\n", "is empty"),
        (b"1;2;3\n4;5;6\n", "names of the columns"),
        (b"a;b;A;b\n", "More than one column is called “A”"),
        (b'a;b\n1;"2\n3;4\n', "Line 2 cannot be read"),
        (b'a;b\n1;"2"3\n', "Line 2 cannot be read"),
        (b"a;b\n\x00\x01\n", "not a CSV, XLSX or ODS"),
        (b"%PDF-1.7\n1;2\n", "not a CSV, XLSX or ODS"),
        (b"<html><table><tr><td>a</td></tr></table></html>", "not a CSV, XLSX or ODS"),
        (b"a;b\n\x81\x8d;\n", "not a CSV, XLSX or ODS"),
        ("a;b\n".encode("utf-16-le"), "not a CSV, XLSX or ODS"),
        ("\ufeffa;b\n".encode("utf-16-le") + b"x", "not a CSV, XLSX or ODS"),
    ],
)
def test_a_text_file_that_cannot_be_used_says_why(content: bytes, message: str) -> None:
    with pytest.raises(FileFault) as caught:
        rows_of(BytesIO(content))
    assert message in str(caught.value)


def test_every_doubled_column_name_is_told_at_once() -> None:
    with pytest.raises(FileFault) as caught:
        open_sheet(csv_file("a;b;A;b;c\n"))
    assert len(caught.value.lines()) == 3


def test_too_many_columns_and_rows_are_refused() -> None:
    with pytest.raises(FileFault, match="columns"):
        rows_of(csv_file("a;b;c\n"), Limits(columns=2))
    with pytest.raises(FileFault) as caught:
        rows_of(csv_file("a\n1\n2\n3\n"), Limits(rows=2))
    assert str(caught.value) == "The file has more than 2 rows. Send it in parts."
