"""Exports as other tools write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO

import xlsxwriter

_HEADER = '"id","submitdate","lastpage","startlanguage","De medewerker luisterde naar mij","Rapportcijfer","Afdeling"'
_LINE = '"{n}","2024-0{month}-1{day} 10:00:00","1","nl","A{answer}","{mark}","Burgerzaken","tekst {n}"'
LIMESURVEY = "\n".join(
    [
        f'{_HEADER},"Licht toe"',
        *(_LINE.format(n=n, month=1 + n % 2, day=n % 9, answer=1 + n % 5, mark=6 + n % 4) for n in range(24)),
        '"99","","1","nl","A1","","",""',
    ]
)
"""24 answers, 12 in January and 12 in February 2024, and one that was never sent in."""

TOUCHPOINTS = "ID,UUID,Answer 01,Answer 02,Answer 03,Answer 06,Answer 07,Answer 08,Created At\n" + "".join(
    f"{n},u{n},5,4,free text {n},3,2,1,2023-03-31 22:30:00 UTC\n" for n in range(12)
)
"""Twelve answers at half past midnight on the first of April, Dutch time."""


_QUESTIONS = ["Hoe tevreden bent u?", "Geholpen?"]
_MORNING = datetime(2024, 5, 3, 9, tzinfo=UTC).replace(tzinfo=None)


def microsoft_forms() -> BytesIO:
    """Twelve answers in words: the mark in words that we know, being helped in words that we do not know."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Form1")
        moment = book.add_format({"num_format": "m/d/yy h:mm:ss"})
        sheet.write_row(
            0, 0, ["ID", "Start time", "Completion time", "Email", "Name", "Hoe tevreden bent u?", "Geholpen?"]
        )
        for row in range(1, 13):
            sheet.write(row, 0, row)
            sheet.write_datetime(row, 1, _MORNING, moment)
            sheet.write_datetime(row, 2, _MORNING + timedelta(minutes=row), moment)
            sheet.write_row(row, 3, ["anonymous", "", "Zeer tevreden" if row > 6 else "Ontevreden", "Jazeker"])
    stream.seek(0)
    return stream
