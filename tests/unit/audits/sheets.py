"""Audit sheets as people send them, for the tests of this room."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any
from uuid import UUID

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from xlsxwriter import Workbook

from survey.criteria.catalogue import CATALOGUE
from survey.criteria.current import CriteriaSet

CRITERIA = CriteriaSet(3, CATALOGUE)
TEAMS = {"Burgerzaken": UUID(int=1), "Belastingen": UUID(int=2)}


def as_csv(rows: Sequence[Sequence[object]], encoding: str = "utf-8", delimiter: str = ";") -> BytesIO:
    """The rows as a CSV file."""
    text = StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return BytesIO(text.getvalue().encode(encoding))


def as_xlsx(rows: Sequence[Sequence[Any]]) -> BytesIO:
    """The rows as an Excel workbook."""
    content = BytesIO()
    with Workbook(content, {"in_memory": True, "default_date_format": "dd-mm-yyyy"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return BytesIO(content.getvalue())


def as_ods(rows: Sequence[Sequence[object]]) -> BytesIO:
    """The rows as an OpenDocument spreadsheet, every cell a text."""
    book = OpenDocumentSpreadsheet()
    table = Table(name="gesprekken")
    book.spreadsheet.addElement(table)
    for row in rows:
        line = TableRow()
        table.addElement(line)
        for value in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
    content = BytesIO()
    book.write(content)
    return BytesIO(content.getvalue())
