"""A round as XLSX, CSV or ODS."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Final

from admin.audits.exchange.contents import Table, Value
from admin.audits.exchange.opendocument import as_ods
from admin.audits.template import harmless
from admin.workbooks import new_workbook

MIMETYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
}


def written(tables: Sequence[Table], kind: str) -> bytes:
    """The file of this kind (a key of MIMETYPES); CSV has the first sheet alone."""
    if kind == "xlsx":
        return _as_xlsx(tables)
    return as_ods(tables) if kind == "ods" else _as_csv(tables[0])


def _as_csv(table: Table) -> bytes:
    """As Excel in the Netherlands opens it right: UTF-8 with its mark, semicolons, decimal commas."""
    text = StringIO()
    csv.writer(text, delimiter=";").writerows([_text(value) for value in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _text(value: Value) -> str:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else f"{value:.15g}".replace(".", ",")


def _as_xlsx(tables: Sequence[Table]) -> bytes:
    content = BytesIO()
    with new_workbook(content) as book:
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(table.rows[0]) - 1, 18)
            for number, row in enumerate(table.rows):
                for place, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(number, place, value, None if number else heading)
                    elif isinstance(value, date):
                        sheet.write_datetime(number, place, value, day)
                    elif value is not None:
                        sheet.write_number(number, place, value)
    return content.getvalue()
