"""The drawn calls as files to take along: CSV and XLSX, text never a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from typing import Final

from flask_babel import gettext

from admin.audits.template import harmless
from admin.insight import wording
from admin.insight.exports import XLSX_TYPE
from admin.sampling.frame import DrawnLine
from admin.workbooks import new_workbook

_WIDTHS: Final = (24, 12, 8, 24, 14)


def _header() -> tuple[str, ...]:
    return tuple(map(str, (gettext("Reference"), gettext("Day"), gettext("Time"), gettext("Team"), gettext("Channel"))))


def _channel(code: str) -> str:
    return str(gettext(wording.CHANNELS[code])) if code in wording.CHANNELS else code


def as_csv(calls: Sequence[DrawnLine]) -> bytes:
    """One call a row, days as 2026-03-01, as Excel opens it right: UTF-8 with its mark, semicolons."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_header())
    for call in calls:
        moment = call.occurred_at
        cells = (call.reference, moment.date().isoformat(), f"{moment:%H:%M}", call.team, _channel(call.channel))
        writer.writerow([harmless(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(calls: Sequence[DrawnLine]) -> bytes:
    """One call a row, days and times as Excel's own."""
    content = BytesIO()
    with new_workbook(content) as book:
        sheet = book.add_worksheet()
        bold, day, time = (book.add_format(look) for look in ({"bold": True}, _as("yyyy-mm-dd"), _as("hh:mm")))
        for column, (name, width) in enumerate(zip(_header(), _WIDTHS, strict=True)):
            sheet.write_string(0, column, name, bold)
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        for line, call in enumerate(calls, start=1):
            moment = call.occurred_at.replace(tzinfo=None)
            sheet.write_string(line, 0, call.reference)
            sheet.write_datetime(line, 1, moment.date(), day)
            sheet.write_datetime(line, 2, moment.time(), time)
            sheet.write_string(line, 3, call.team)
            sheet.write_string(line, 4, _channel(call.channel))
    return content.getvalue()


def _as(pattern: str) -> dict[str, str]:
    return {"num_format": pattern}


WRITERS: Final[dict[str, tuple[Callable[[Sequence[DrawnLine]], bytes], str]]] = {
    "xlsx": (as_xlsx, XLSX_TYPE),
    "csv": (as_csv, "text/csv"),
}
"""By the end of a file's name: what writes it, and its type."""
