"""What the comparison's page shows of a view, and what each file says of the same: text for text, as people read it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from tests.http.insight.pages import parsed, words

Cell = tuple[str, ...]
"""The main words of a cell, and the smaller lines under it."""
Tables = dict[str, dict[str, tuple[Cell, ...]]]
"""By the title of the table and the name of the row."""
Sheet = list[list[Any]]

COMPARED = "The five B's, perceived and measured"
_HYPHEN = re.compile(r"(?<=[^\W\d])[-\u00ad](?=[^\W\d])")
_NUMBER = re.compile(r"[+−-]?[\d,]+(?:\.(?P<decimals>\d+))?")


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything with a figure on the page: tables, large figures, charts in words, advice; and the page itself."""

    tables: Tables
    facts: tuple[Cell, ...]
    charts: tuple[str, ...]
    evidence: tuple[str, ...]
    page: Element


def fetched(client: FlaskClient, kind: str, view: str, language: str = "en") -> bytes:
    """The report of this kind of a view, as who is signed in gets it."""
    response = client.get(f"/admin/reports/download?{view}&kind={kind}&report_language={language}")
    assert response.status_code == 200, response.status
    return response.get_data()


def on_page(client: FlaskClient, view: str) -> Seen:
    page = parsed(client.get(f"/admin/?{view}&lang=en"))
    advice = (item for each in _of_class(page, "ol", "advice") for item in _of_class(each, "p", "hint"))
    return Seen(
        {words(_found(table, "caption")): dict(map(_row, table.findall("tbody/tr"))) for table in page.iter("table")},
        tuple(_cell(each) for facts in _of_class(page, "dl", "facts") for each in facts.iter("dd")),
        tuple(image.get("alt", "") for image in _of_class(page, "img", "chart")),
        tuple(words(each) for each in advice),
        page,
    )


def _of_class(page: Element, tag: str, name: str) -> Iterator[Element]:
    return (each for each in page.iter(tag) if name in each.get("class", "").split())


def _found(element: Element, path: str) -> Element:
    found = element.find(path)
    assert found is not None, path
    return found


def _row(row: Element) -> tuple[str, tuple[Cell, ...]]:
    return words(_found(row, "th")), tuple(_cell(each) for each in row.iter("td"))


def _cell(cell: Element) -> Cell:
    main = cell.find("strong")
    if main is None:
        main = _found(cell, "span")
    return words(main), *(words(each) for each in cell.iter("small"))


def not_in_full(seen: Seen, text: str) -> list[str]:
    """Which rows, large figures and figures of advice the text of the full report lacks."""
    rows = [_line(name, cells) for table in seen.tables.values() for name, cells in table.items()]
    return _missing([*rows, *map(" ".join, seen.facts), *seen.evidence], text)


def not_in_summary(seen: Seen, text: str) -> list[str]:
    """The same of the summary, which has the five B's without the quadrant, and of a verdict its name."""
    rows = [
        _line(name.split()[0], (*scores, verdict[:1]))
        for name, (*scores, verdict, _) in seen.tables.get(COMPARED, {}).items()
    ]
    return _missing([*rows, *map(" ".join, seen.facts)], text)


def _missing(wanted: list[str], text: str) -> list[str]:
    found = _joined(text)
    return [each for each in wanted if _joined(each) not in found]


def _joined(text: str) -> str:
    """Without hyphens between letters: a PDF does not tell those of a word from those at the end of a line."""
    return _HYPHEN.sub("", text).replace("\u00ad", "-")


def _line(name: str, cells: tuple[Cell, ...]) -> str:
    return " ".join([name, *(part for cell in cells for part in cell)])


def sheets(content: bytes) -> list[Sheet]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def not_in_sheet(seen: Seen, sheet: Sheet) -> list[str]:
    """What the first sheet of a workbook lacks or tells otherwise; its figures are numbers."""
    told = "\n".join(" ".join(map(str, row)) for row in sheet)
    wrong = [each for each in seen.evidence if each not in told]
    for title, table in seen.tables.items():
        rows = _below(title, sheet, len(table))
        for name, cells in table.items():
            found = rows.get(name, [])
            if len(found) != len(cells) or not all(map(_is_same, cells, found)):
                wrong.append(f"{title}: {_line(name, cells)}, in the sheet {found}")
    return wrong


def _below(title: str, sheet: Sheet, number: int) -> dict[str, list[tuple[Any, str]]]:
    """The rows of the table with this title: of each cell its value and its details."""
    places = [place for place, row in enumerate(sheet) if row[0] == title and not any(row[1:])]
    if not places:
        return {}
    head, *rows = sheet[places[0] + 1 : places[0] + 2 + number]
    return {str(row[0]).replace(" – ", " ", 1): list(_values(head, row)) for row in rows}


def _values(head: list[Any], row: list[Any]) -> Iterator[tuple[Any, str]]:
    is_detail = [str(name).endswith(": details") for name in (*head, "")]
    for place in range(1, len(head)):
        if head[place] and not is_detail[place]:
            yield row[place], str(row[place + 1]) if is_detail[place + 1] else ""


def _is_same(shown: Cell, found: tuple[Any, str]) -> bool:
    value, details = found
    return reads(shown[0], value) and "; ".join(shown[1:]) == details


def reads(shown: str, value: Any) -> bool:
    """Whether a text shows this value: the same text, or the number in as many decimals as the text has."""
    if isinstance(value, str):
        return shown == value
    number = _NUMBER.search(shown)
    if number is None:
        return False
    decimals = len(number["decimals"] or "")
    return float(number[0].replace("−", "-").replace(",", "")) == float(f"{value:.{decimals}f}")
