"""The template names what may be filled in, and what it holds is read back."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from admin.audits.columns import plan
from admin.audits.spreadsheet import read_calls
from admin.audits.template import Template, as_csv, as_xlsx, harmless
from survey.criteria.catalogue import CATALOGUE
from survey.intake.sheets import open_sheet
from survey.languages import CODES
from tests.unit.audits.sheets import CRITERIA, TEAMS
from tests.unit.audits.sheets import as_csv as filled_csv


def template(language: str = "nl", teams: tuple[str, ...] = tuple(TEAMS)) -> Template:
    return Template(CRITERIA, teams, language, lambda message: message)


def part(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(f"xl/{name}").decode()


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_the_header_of_every_template_is_understood(language: str, write: object) -> None:
    assert callable(write)
    sheet = open_sheet(BytesIO(write(template(language))))
    columns, faults = plan(sheet.header, CRITERIA)
    assert faults == ()
    assert len(columns.fields) == 4
    assert [each.code for _, each in columns.criteria] == [each.code for each in CATALOGUE]
    assert list(sheet.rows) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_word_that_the_template_offers_can_be_read(language: str) -> None:
    made = template(language)
    for channel in made.channels:
        answers = [
            made.answers(each)[-1] if made.answers(each) else {"mark": "7.5", "seconds": "30"}[each.scale]
            for each in CATALOGUE
        ]
        row = ("03-02-2026", "Burgerzaken", channel, "", *answers)
        found = read_calls(open_sheet(filled_csv([made.header, row])), CRITERIA, TEAMS, ZoneInfo("Europe/Amsterdam"))
        assert found.faults == ()


def test_the_second_sheet_explains_each_criterion() -> None:
    content = as_xlsx(template())
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    rows = book.get_sheet_by_index(1).to_python()
    assert [row[0] for row in rows[1 : len(CATALOGUE) + 1]] == [each.code for each in CATALOGUE]
    waiting = next(row for row in rows if row[0] == "bereikbaar.wachttijd")
    assert waiting[1] == "Waiting time in all, menu included"
    assert waiting[3] == "up to 30 seconds 100, from 180 seconds 0"


def test_the_header_stays_in_sight_and_cells_are_checked_by_the_spreadsheet() -> None:
    calls = part(as_xlsx(template()), "worksheets/sheet1.xml")
    assert 'state="frozen"' in calls
    assert calls.count("<dataValidation ") == 3 + len(CATALOGUE)
    assert "ja,nee" in calls
    assert "keuzes!$A$2:$A$3" in calls
    assert f"{date(2000, 1, 1).toordinal() - date(1899, 12, 30).toordinal()}" in calls


def test_without_teams_the_team_column_is_free() -> None:
    calls = part(as_xlsx(template(teams=())), "worksheets/sheet1.xml")
    assert calls.count("<dataValidation ") == 2 + len(CATALOGUE)


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_text_that_looks_like_a_formula_stays_text(start: str) -> None:
    content = as_xlsx(template(teams=(f"{start}HYPERLINK(A1)",)))
    assert "<f>" not in part(content, "worksheets/sheet3.xml")
    assert f"{start}HYPERLINK(A1)" in part(content, "sharedStrings.xml")
    assert harmless(f"{start}1") == f"'{start}1"
    assert harmless("bekend.taal") == "bekend.taal"


def test_the_csv_opens_right_in_a_dutch_spreadsheet() -> None:
    content = as_csv(template())
    assert content.startswith(b"\xef\xbb\xbfdatum;team;kanaal;referentie;bekend.behoefte;")
