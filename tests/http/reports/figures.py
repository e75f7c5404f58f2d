"""The main figures of a view as each page and file shows them: per B citizens, audits and the difference."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from survey import dimensions
from tests.http.insight.pages import parsed, table
from tests.unit.reports.pdf_text import words

Figures = dict[str, tuple[str, str, str]]
"""By the name of the B, in the page's one decimal; HIDDEN or ABSENT where there is no figure."""

HIDDEN, ABSENT = "Too few answers", "–"
COMPARED = "The five B's, perceived and measured"
_SCORE = r"(\d+\.\d|Too few answers|Too few calls|Not audited)"
_REACH = r"(?: \S+ to \S+)?"
_ROW = _SCORE + _REACH + r"(?: \S+ answers?)? " + _SCORE + _REACH + r"(?: \S+ calls?)? ([−+]?\d+\.\d|–)"


def fetched(client: FlaskClient, kind: str, view: str, language: str = "en") -> bytes:
    """The report of this kind of a view, as who is signed in gets it."""
    response = client.get(f"/admin/reports/download?{view}&kind={kind}&report_language={language}")
    assert response.status_code == 200, response.status
    return response.get_data()


def on_page(client: FlaskClient, view: str) -> Figures:
    rows = table(parsed(client.get(f"/admin/?{view}&lang=en")), COMPARED)
    return {name: (cells[0], cells[1], cells[2]) for name, cells in rows.items()}


def in_pdf(content: bytes) -> Figures:
    """From the table with the five B's: the names stand in the chart and elsewhere too."""
    text = words(content)
    found = {}
    for each in dimensions.DIMENSIONS:
        match = re.search(rf"{each.name} (?:{re.escape(each.about)} )?{_ROW}", text)
        assert match, f"no row of {each.name} in: {text}"
        found[each.name] = (match[1], match[2], match[3])
    return found


def in_sheet(content: bytes) -> Figures:
    """From the first sheet, where text and figures stand as on the page."""
    rows = _sheets(content)[0]
    named = {str(row[0]): row for row in rows}
    head = next(row for row in rows if row[0] == "B")
    places = [head.index(name) for name in ("Citizens", "Audits", "Difference")]
    found = {}
    for each in dimensions.DIMENSIONS:
        row = named[f"{each.name} – {each.about}"]
        citizens, audits, gap = (row[place] for place in places)
        found[each.name] = (_score(citizens), _score(audits), _gap(gap))
    return found


def in_tidy_sheet(content: bytes) -> Figures:
    header, *rows = _sheets(content)[1]
    return _tidy([dict(zip(map(str, header), row, strict=False)) for row in rows], "value")


def in_csv(content: bytes) -> Figures:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    return _tidy(list(rows), "value (decimal point)")


def in_json(found: dict[str, Any]) -> Figures:
    return {
        dimensions.BY_CODE[row["dimension"]].name: (
            HIDDEN if row["perceived"]["hidden"] else _score(row["perceived"]["mean"]),
            _score(row["measured"]["mean"]),
            _gap(row["gap"]["mean"]),
        )
        for row in found["dimensions"]
    }


def _sheets(content: bytes) -> list[list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _tidy(rows: list[dict[str, Any]], value: str) -> Figures:
    cells = {
        (row["dimension"], row["figure"]): HIDDEN if row["hidden"] == "yes" else row.get(value, "")
        for row in rows
        if row["part"] == "dimensions"
    }
    return {
        each.name: (
            _score(cells[each.code, "perceived"]),
            _score(cells[each.code, "measured"]),
            _gap(cells[each.code, "gap"]),
        )
        for each in dimensions.DIMENSIONS
    }


def _score(value: Any) -> str:
    if value in {None, ""}:
        return "Not audited"
    return str(value) if value in {HIDDEN, "Not audited"} else f"{float(value):.1f}"


def _gap(value: Any) -> str:
    if value in {None, "", ABSENT}:
        return ABSENT
    number = round(float(value), 1)
    return f"{abs(number):.1f}" if number == 0 else f"{'+' if number > 0 else '−'}{abs(number):.1f}"
