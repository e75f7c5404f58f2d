"""The OpenDocument spreadsheet holds what the workbook holds, and no formula."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from admin.insight.exports import comparison_xlsx
from admin.insight.results import AuditRound, Comparison
from admin.insight.terms import Filters, OrganisationName
from admin.reports.ods import comparison_ods
from admin.reports.speaking import speaking
from tests.unit.insight import examples

FORMULA = '=HYPERLINK("x") <&> \x0b\uffff"'


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: _trimmed(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}


def _trimmed(rows: list[list[Any]]) -> list[list[Any]]:
    """Without empty cells at the end, and numbers in the digits that both files keep."""
    found = []
    for row in rows:
        cells = [float(f"{cell:.12g}") if isinstance(cell, float | int) else cell for cell in row]
        while cells and cells[-1] == "":
            cells.pop()
        found.append(cells)
    return found


@pytest.mark.parametrize("example", [examples.full, examples.too_few, examples.empty])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_holds_what_the_workbook_holds(example: Any, language: str) -> None:
    found: Comparison = example()
    with speaking(language):
        assert sheets(comparison_ods(found)) == sheets(comparison_xlsx(found))


def test_names_stay_names() -> None:
    found = replace(
        examples.full(),
        organisation=OrganisationName("voorbeeld", FORMULA),
        filters=Filters(team=FORMULA),
        rounds=(AuditRound(FORMULA, 3, 1),),
    )
    with speaking("en"):
        content = comparison_ods(found)
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist()[0] == "mimetype"
        root = ET.fromstring(archive.read("content.xml"))  # noqa: S314 - our own file
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in attributes if name.endswith("}formula")}
    assert '=HYPERLINK("x") <&> "' in {element.text for element in root.iter()}
