"""The view as files: CSV and XLSX for spreadsheets, JSON for programs. Figures stay numbers, text never a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection
from dataclasses import astuple
from typing import TYPE_CHECKING, Any, Final

from flask_babel import gettext

from admin.audits.template import harmless
from admin.insight import story
from admin.insight.advised import recommendations
from admin.insight.answer_figures import answered, phone_log
from admin.insight.answering import funnel, modes, represented
from admin.insight.figures import Cell, FigureTable, compared, criteria, exact, trend
from admin.insight.formatting import decimal_symbol
from admin.insight.json_shape import as_json
from admin.insight.results import Comparison
from admin.insight.tidy import COLUMNS, NUMBERS, tidy, view
from admin.workbooks import new_workbook
from survey import dimensions
from survey.locale import page_language

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTE_ORDER_MARK: Final = "\ufeff"
"""Excel reads a CSV as UTF-8 only with this in front."""
_NAME_WIDTH: Final = 44
_CELL_WIDTH: Final = 20


def comparison_json(comparison: Comparison) -> bytes:
    """The comparison as JSON in UTF-8."""
    return json.dumps(as_json(comparison), ensure_ascii=False, indent=1).encode()


def comparison_csv(comparison: Comparison) -> bytes:
    """One figure a row with `;` between, decimals as the page's language writes them; the header names which.

    Each row also says what it is of: organisation, period, filters, weighting.
    """
    symbol = decimal_symbol()
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    seen = view(comparison)
    writer.writerow([*seen, *(csv_header(name, symbol, NUMBERS) for name in COLUMNS)])
    for row in tidy(comparison):
        writer.writerow([csv_cell(value, symbol) for value in (*seen.values(), *astuple(row))])
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def csv_header(name: str, symbol: str, numbers: Collection[str]) -> str:
    """The head of a column; of `numbers` it says how decimals are written."""
    if name not in numbers:
        return name
    return f"{name} (decimal {'comma' if symbol == ',' else 'point'})"


def csv_cell(value: str | float | bool | None, symbol: str) -> str:
    """One cell, which no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.10f}".replace(".", symbol)
    return harmless(value)


def tables(comparison: Comparison) -> tuple[FigureTable, ...]:
    """Every table of the page, in its order."""
    return (
        compared(comparison),
        exact(comparison),
        answered(comparison),
        *([phone_log(comparison.phone_log)] if comparison.phone_log else []),
        trend(comparison),
        *(table for code in dimensions.CODES if (table := criteria(comparison, code)).rows),
        *(table for make in (funnel, represented, modes) if (table := make(comparison)).rows),
    )


def comparison_xlsx(comparison: Comparison) -> bytes:
    """A workbook: the view as seen on the first sheet, one figure a row on the second."""
    written = io.BytesIO()
    with new_workbook(written) as book:
        write_sheets(book, comparison)
    return written.getvalue()


def write_sheets(book: Workbook, comparison: Comparison) -> None:
    """Write both sheets into a workbook, or what takes the same calls."""
    _SeenSheet(book, comparison).write()
    _write_tidy(book, comparison)


class _SeenSheet:
    """Writes the first sheet from top to bottom."""

    def __init__(self, book: Workbook, comparison: Comparison) -> None:
        self.comparison = comparison
        self.sheet: Worksheet = book.add_worksheet(str(gettext("Comparison"))[:31])
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.bold: Format = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.number: Format = book.add_format({"num_format": "#,##0.0", "valign": "top"})
        self.line = 0

    def write(self) -> None:
        """Write all of it."""
        self.sheet.set_column(0, 0, _NAME_WIDTH)
        self.sheet.set_column(1, 20, _CELL_WIDTH)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        if page_language().direction == "rtl":
            self.sheet.right_to_left()
        self._text(self.comparison.organisation.name, self.title)
        self._text("; ".join(story.in_view(self.comparison)))
        self._text(story.weighting(self.comparison))
        for sentence in story.findings(self.comparison):
            self._text(sentence)
        for table in tables(self.comparison):
            self._table(table)
        self._advice()
        self._notes()

    def _text(self, words: str, style: Any = None) -> None:
        self.sheet.write_string(self.line, 0, words, style)
        self.line += 1

    def _table(self, table: FigureTable) -> None:
        self.line += 1
        self._text(table.title, self.title)
        detailed = [any(row.cells[index].details for row in table.rows) for index in range(len(table.columns) - 1)]
        self._row([table.columns[0], *_with_details(table.columns[1:], detailed)], self.bold)
        for row in table.rows:
            self.sheet.write_string(self.line, 0, f"{row.name} – {row.about}" if row.about else row.name, self.wrapped)
            self._cells(row.cells, detailed)
            self.line += 1

    def _row(self, words: list[str], style: Any) -> None:
        for column, word in enumerate(words):
            self.sheet.write_string(self.line, column, word, style)
        self.line += 1

    def _cells(self, cells: tuple[Cell, ...], detailed: list[bool]) -> None:
        column = 1
        for cell, has_detail in zip(cells, detailed, strict=True):
            if cell.number is None:
                self.sheet.write_string(self.line, column, cell.text, self.wrapped)
            else:
                self.sheet.write_number(self.line, column, cell.number, self.number)
            if has_detail:
                self.sheet.write_string(self.line, column + 1, "; ".join(cell.details), self.wrapped)
            column += 2 if has_detail else 1

    def _advice(self) -> None:
        found = recommendations(self.comparison)
        if not found:
            return
        self.line += 1
        self._text(gettext("What you can do"), self.title)
        for advice in found:
            words = (advice.text, advice.first_step, advice.see_it_worked, advice.why_now, *advice.evidence)
            self._row([f"{advice.about}: {advice.title}", *words], None)

    def _notes(self) -> None:
        self.line += 1
        self._text(gettext("How to read this"), self.title)
        for note in story.notes(self.comparison):
            self._text(note)


def _with_details(names: tuple[str, ...], detailed: list[bool]) -> list[str]:
    """The columns' names, each with one more for its details where it has them."""
    columns = []
    for name, has_detail in zip(names, detailed, strict=True):
        columns.append(name)
        if has_detail:
            columns.append(str(gettext("%(name)s: details", name=name)))
    return columns


def _write_tidy(book: Workbook, comparison: Comparison) -> None:
    sheet = book.add_worksheet("figures")
    seen = view(comparison)
    bold = book.add_format({"bold": True})
    for column, name in enumerate((*seen, *COLUMNS)):
        sheet.write_string(0, column, name, bold)
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(tidy(comparison), start=1):
        for column, value in enumerate((*seen.values(), *astuple(row))):
            _write(sheet, line, column, value)


def _write(sheet: Worksheet, line: int, column: int, value: str | float | bool | None) -> None:
    """Text only ever as text: a name that looks like a formula stays a name."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(line, column, "yes" if value else "no")
    elif isinstance(value, str):
        sheet.write_string(line, column, value)
    else:
        sheet.write_number(line, column, value)
