"""Audit sheets as they really come: each oddity in a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from xlsxwriter import Workbook

from admin.audits.columns import header_tests
from admin.audits.spreadsheet import ReadCalls, read_calls
from survey.intake.faults import as_line
from survey.intake.sheets import find_sheet
from tests.unit.audits.sheets import CRITERIA, TEAMS, as_csv, as_ods, as_xlsx

HEADER = ("datum", "team", "kanaal", "referentie", "bekend.taal", "beleefd.begroeting", "bereikbaar.wachttijd")
CALL = ("03-02-2026", "Burgerzaken", "telefoon", "A1", 7.5, "ja", 30)
OTHER = ("04-02-2026", "Belastingen", "balie", "A2", 8, "nee", 60)


def read(file: BytesIO) -> ReadCalls:
    sheet = find_sheet(file, header_tests(CRITERIA))
    return read_calls(sheet, CRITERIA, TEAMS, ZoneInfo("Europe/Amsterdam"))


def values(found: ReadCalls) -> list[dict[str, float]]:
    return [{code: scored.value for code, scored in call.scores.items()} for call in found.calls]


def workbook(sheets: dict[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> BytesIO:
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name in hidden:
                sheet.hide()
            else:
                sheet.activate()
    return BytesIO(content.getvalue())


def assert_both_calls(found: ReadCalls) -> None:
    assert found.faults == ()
    assert [(call.reference, call.day) for call in found.calls] == [
        ("A1", date(2026, 2, 3)),
        ("A2", date(2026, 2, 4)),
    ]
    assert values(found)[0] == {"bekend.taal": 7.5, "beleefd.begroeting": 1.0, "bereikbaar.wachttijd": 30.0}


def test_a_merged_row_of_groups_may_stand_above_the_header() -> None:
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Scores")
        sheet.merge_range(0, 0, 0, 3, "Gesprek")
        sheet.merge_range(0, 4, 0, 6, "Meetpunten")
        for number, row in enumerate((HEADER, CALL, OTHER), start=1):
            sheet.write_row(number, 0, row)
    assert_both_calls(read(BytesIO(content.getvalue())))


def test_a_header_may_be_merged_over_two_rows() -> None:
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Scores")
        for place, name in enumerate(HEADER[:4]):
            sheet.merge_range(0, place, 1, place, name)
        sheet.merge_range(0, 4, 0, 6, "Meetpunten")
        sheet.write_row(1, 4, HEADER[4:])
        sheet.write_row(2, 0, CALL)
        sheet.write_row(3, 0, OTHER)
    assert_both_calls(read(BytesIO(content.getvalue())))


@pytest.mark.parametrize("write", [as_csv, as_xlsx, as_ods])
def test_a_title_may_stand_above_the_header(write: Any) -> None:
    title = [("Meetronde voorjaar 2026", "", "", "", "", "", ""), ("Gemaakt door het meetbureau",), ()]
    assert_both_calls(read(write([*title, HEADER, CALL, OTHER])))


def test_a_header_below_twenty_rows_is_not_looked_for() -> None:
    found = read(as_xlsx([*[("toelichting",)] * 20, HEADER, CALL]))
    assert [fault.row for fault in found.faults][:1] == [1]


def test_the_faults_below_a_title_are_those_of_the_header() -> None:
    (fault,) = read(as_xlsx([("Meetronde voorjaar",), HEADER[1:], CALL[1:]])).faults
    assert (fault.row, fault.wanted()) == (2, "a column “date / datum”")


def test_rows_of_totals_are_left_out_and_told() -> None:
    totals = [
        ("Totaal", "", "", "", 15.5, "", 90),
        ("", "Gemiddelde:", "", "", 7.75, "", 45),
        ("", "", "", "Aantal gesprekken", 2, 2, 2),
        ("", "", "", "", 3.14, "50%", 45),
    ]
    found = read(as_xlsx([HEADER, CALL, ("Subtotaal Burgerzaken", "", "", "", 7.5), OTHER, (), *totals]))
    assert_both_calls(found)
    assert found.left_out == (3, 6, 7, 8, 9)


def test_a_row_without_a_name_among_the_calls_is_no_total_but_a_fault() -> None:
    found = read(as_xlsx([HEADER, CALL, ("", "", "", "", 8), OTHER]))
    assert [(fault.row, fault.column) for fault in found.faults] == [(3, "datum"), (3, "team"), (3, "kanaal")]
    assert found.left_out == ()


def test_a_call_of_a_day_is_no_total_whatever_its_reference() -> None:
    found = read(as_xlsx([HEADER, (*CALL[:3], "Totaal 1", *CALL[4:])]))
    assert (len(found.calls), found.left_out) == (1, ())


def test_decimals_may_have_a_comma() -> None:
    found = read(as_csv([HEADER, (*CALL[:4], "7,5", "ja", "12,5")]))
    assert (found.faults, values(found)[0]["bekend.taal"], values(found)[0]["bereikbaar.wachttijd"]) == ((), 7.5, 13.0)


def test_dates_may_be_texts_numbers_of_excel_and_two_formats_in_one_file() -> None:
    days: list[object] = ["03-02-2026", "2026-02-03", "3/2/2026", "3.2.2026", 46056, 46056.4, "46056"]
    days.append(datetime(2026, 2, 3, 9, 12))  # noqa: DTZ001
    found = read(as_xlsx([HEADER, *[(day, *CALL[1:3], f"A{place}", *CALL[4:]) for place, day in enumerate(days)]]))
    assert found.faults == ()
    assert [call.day for call in found.calls] == [date(2026, 2, 3)] * len(days)


@pytest.mark.parametrize("word", ["n.v.t.", "N.V.T.", "nvt", "n/a", "N/A", "-", "–", " nvt ", "niet van toepassing"])
def test_a_word_for_not_applicable_is_kept_as_such(word: str) -> None:
    found = read(as_csv([HEADER, (*CALL[:3], word, 7, word, word)]))
    assert found.faults == ()
    (call,) = found.calls
    assert (call.reference, values(found)) == (None, [{"bekend.taal": 7.0}])
    assert call.not_applicable == {"beleefd.begroeting", "bereikbaar.wachttijd"}


@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "\t "])
def test_spaces_are_an_empty_cell(blank: str) -> None:
    found = read(as_csv([HEADER, (*CALL[:3], blank, 7, blank, blank)]))
    assert (found.faults, values(found)) == ((), [{"bekend.taal": 7.0}])
    assert found.calls[0].not_applicable == frozenset()


def test_a_row_in_which_nothing_applies_has_no_score() -> None:
    (fault,) = read(as_csv([HEADER, (*CALL[:4], "nvt", "nvt", "nvt")])).faults
    assert fault.wanted() == "at least one score in this row"


def test_formulas_count_by_the_value_that_they_had() -> None:
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Scores")
        sheet.write_row(0, 0, HEADER)
        formulas = ("=DATE(2026,2,3)", "=Lijst!A1", '="tele"&"foon"', '="A"&1', "=15/2", '=IF(1,"ja")', "=10*3")
        cached = (46056, "Burgerzaken", "telefoon", "A1", 7.5, "ja", 30)
        for place, (formula, value) in enumerate(zip(formulas, cached, strict=True)):
            sheet.write_formula(1, place, formula, None, value)
        sheet.write_row(2, 0, OTHER)
    assert_both_calls(read(BytesIO(content.getvalue())))


def test_the_first_sheet_in_sight_with_a_header_is_read() -> None:
    wrong = [HEADER, ("04-02-2026", "Niemand", "duif", "X", 99, "?", -1)]
    sheets: dict[str, Sequence[Sequence[Any]]] = {
        "Oud": wrong,
        "Toelichting": [("Hoe u dit invult",)],
        "Gesprekken": [HEADER, CALL, OTHER],
        "Kopie": wrong,
    }
    assert_both_calls(read(workbook(sheets, hidden=["Oud"])))


def test_a_fault_names_sheet_row_column_value_and_expectation() -> None:
    rows = [("Meetronde",), HEADER, CALL, (*OTHER[:2], "duif", *OTHER[3:])]
    (fault,) = read(workbook({"Uitleg": [("tekst",)], "Gesprekken": rows})).faults
    assert as_line(fault).startswith("Sheet “Gesprekken”: Row 4, column “kanaal”: found “duif”, expected ")


def test_ten_thousand_calls_are_read_whole_and_progress_can_be_told() -> None:
    rows = [(*CALL[:3], f"A{number}", *CALL[4:]) for number in range(10_000)]
    sheet = find_sheet(as_xlsx([HEADER, *rows]), header_tests(CRITERIA))
    found = read_calls(sheet, CRITERIA, TEAMS, ZoneInfo("Europe/Amsterdam"))
    assert (found.faults, len(found.calls)) == ((), 10_000)
    assert sheet.position() == sheet.total == 10_001
