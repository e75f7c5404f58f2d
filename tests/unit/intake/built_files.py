"""Files as offices send them, built on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

LOG_HEADER = (
    "Call Id;Agent;Date;Time;Topic;Answered (Y/N);Resolved;Speed of answer in seconds;AvgTalkDuration;"
    "Satisfaction rating;Calls Answered (Y);Total Calls Resolved"
)
LOG = "\r\n".join(
    [
        LOG_HEADER,
        "A001;Kim;04.01.2021;0.38400462962963;Contract related;Y;Y;109;12:02:23 AM;3;Y;3",
        "A002;Sam;04.01.2021;0.5;Payment related;N;N;;;;N;",
        "A003;Kim;05.01.2021;0.75;Contract related;Y;N;30;12:00:37 AM;5;Y;1",
        "",
    ]
)

_FORMATS = {datetime: "dd-mm-yyyy hh:mm:ss", date: "dd-mm-yyyy", time: "h:mm:ss AM/PM"}


def csv_file(text: str = LOG, encoding: str = "utf-8") -> BytesIO:
    return BytesIO(text.encode(encoding))


def xlsx_file(*rows: Sequence[object], first_row: int = 0, hidden_sheet: bool = False) -> BytesIO:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        if hidden_sheet:
            hidden = book.add_worksheet("Verborgen")
            hidden.write(0, 0, "not for reading")
        sheet = book.add_worksheet("Gesprekken")
        sheet.activate()
        if hidden_sheet:
            sheet.set_first_sheet()
            hidden.hide()
        for number, cells in enumerate(rows, start=first_row):
            for column, cell in enumerate(cells):
                form = _FORMATS.get(type(cell))
                sheet.write(number, column, cell, form and book.add_format({"num_format": form}))
    return BytesIO(stream.getvalue())


def ods_file(*rows: Sequence[object]) -> BytesIO:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Gesprekken")
    document.spreadsheet.addElement(table)
    for cells in rows:
        row = TableRow()
        table.addElement(row)
        for cell in cells:
            row.addElement(_ods_cell(cell))
    stream = BytesIO()
    document.write(stream)
    return BytesIO(stream.getvalue())


def _ods_cell(cell: object) -> TableCell:
    match cell:
        case None:
            return TableCell()
        case int() | float():
            return TableCell(valuetype="float", value=str(cell))
        case date():
            return TableCell(valuetype="date", datevalue=cell.isoformat())
        case time():
            return TableCell(valuetype="time", timevalue=cell.strftime("PT%HH%MM%SS"))
    text = TableCell(valuetype="string")
    text.addElement(P(text=str(cell)))
    return text


def repacked(archive: BytesIO, replaced: dict[str, bytes]) -> BytesIO:
    """The same archive with some of its entries replaced or added."""
    stream = BytesIO()
    with ZipFile(archive) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in replaced:
                new.writestr(name, old.read(name))
        for name, content in replaced.items():
            new.writestr(name, content)
    return BytesIO(stream.getvalue())
