"""The comparison as an OpenDocument spreadsheet: the same sheets as the workbook for Excel, by the same writers.

`Book` and `Sheet` take the calls that `admin.insight.exports` makes of an xlsxwriter workbook, so that what stands
in a sheet is decided in one place. Text is only ever text: a cell never holds a formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast
from xml.sax.saxutils import quoteattr

from admin.audits.exchange.opendocument import NAMES, escaped, packed
from admin.insight.exports import write_sheets
from admin.insight.results import Comparison

_SPACES: Final = ("office", "table", "text", "style")
_ATTRIBUTES: Final = "".join(f' xmlns:{name}="{NAMES}{name}:1.0"' for name in _SPACES)
_START: Final = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3"{_ATTRIBUTES}'
    f' xmlns:number="{NAMES}datastyle:1.0" xmlns:fo="{NAMES}xsl-fo-compatible:1.0"><office:automatic-styles>'
)
_BODY: Final = "</office:automatic-styles><office:body><office:spreadsheet>"
_END: Final = "</office:spreadsheet></office:body></office:document-content>"
_CENTIMETRES: Final = 0.2
"""Of one character of a column's width."""


@dataclass(frozen=True, slots=True)
class Style:
    """How cells look, by a name."""

    name: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a cell."""

    value: str | float
    style: Style | None


@dataclass(slots=True)
class Sheet:
    """A sheet that is written cell by cell, from top to bottom."""

    name: str
    rows: dict[int, dict[int, Written]] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    is_rtl: bool = False

    def write_string(self, row: int, column: int, text: str, style: Style | None = None) -> None:
        """Put a text in a cell."""
        self.rows.setdefault(row, {})[column] = Written(text, style)

    def write_number(self, row: int, column: int, number: float, style: Style | None = None) -> None:
        """Put a number in a cell."""
        self.rows.setdefault(row, {})[column] = Written(float(number), style)

    def set_column(self, first: int, last: int, width: float, _style: Style | None = None) -> None:
        """Make columns so many characters wide."""
        self.widths.update(dict.fromkeys(range(first, last + 1), width))

    def right_to_left(self) -> None:
        """Let the columns run from right to left."""
        self.is_rtl = True

    def set_landscape(self) -> None:
        """Leave the paper to whoever prints it."""

    def fit_to_pages(self, _width: int, _height: int) -> None:
        """Leave the paper to whoever prints it."""

    def freeze_panes(self, _row: int, _column: int) -> None:
        """Leave it out: it is kept outside the contents of the sheet."""


@dataclass(slots=True)
class Book:
    """Sheets and styles."""

    sheets: list[Sheet] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)

    def add_worksheet(self, name: str) -> Sheet:
        """A new sheet behind the others."""
        self.sheets.append(Sheet(name))
        return self.sheets[-1]

    def add_format(self, properties: Mapping[str, Any]) -> Style:
        """A new style, by the properties that xlsxwriter knows."""
        self.styles.append(Style(f"look{len(self.styles)}", properties))
        return self.styles[-1]


def comparison_ods(comparison: Comparison) -> bytes:
    """A spreadsheet: the view as seen on the first sheet, one figure a row on the second."""
    book = Book()
    write_sheets(cast(Any, book), comparison)
    styles = [*map(_style, book.styles), *map(_table_style, enumerate(book.sheets))]
    widths = sorted({width for sheet in book.sheets for width in sheet.widths.values()})
    columns = map(_column_style, widths)
    tables = map(_table, enumerate(book.sheets))
    return packed("".join([_START, *styles, *columns, _BODY, *tables, _END]))


def _style(style: Style) -> str:
    found, name = style.properties, style.name
    cell = 'fo:wrap-option="wrap" ' if found.get("text_wrap") else ""
    cell += 'style:vertical-align="top" ' if found.get("valign") == "top" else ""
    cell += 'fo:border-bottom="0.5pt solid #000000" ' if found.get("bottom") else ""
    text = 'fo:font-weight="bold" ' if found.get("bold") else ""
    text += f'fo:font-size="{found["font_size"]}pt"' if "font_size" in found else ""
    number, shown = "", ""
    if "num_format" in found:
        places = len(found["num_format"].partition(".")[2])
        shown = f' style:data-style-name="number-{name}"'
        number = (
            f'<number:number-style style:name="number-{name}"><number:number number:decimal-places="{places}"'
            f' number:min-decimal-places="{places}" number:min-integer-digits="1" number:grouping="true"/>'
            "</number:number-style>"
        )
    return (
        f'{number}<style:style style:name="{name}" style:family="table-cell"{shown}>'
        f"<style:table-cell-properties {cell}/><style:text-properties {text}/></style:style>"
    )


def _table_style(placed: tuple[int, Sheet]) -> str:
    place, sheet = placed
    direction = "rl-tb" if sheet.is_rtl else "lr-tb"
    return (
        f'<style:style style:name="sheet{place}" style:family="table">'
        f'<style:table-properties style:writing-mode="{direction}"/></style:style>'
    )


def _column_style(width: float) -> str:
    return (
        f'<style:style style:name="wide{width:g}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * _CENTIMETRES:g}cm"/></style:style>'
    )


def _table(placed: tuple[int, Sheet]) -> str:
    place, sheet = placed
    columns = "".join(
        f'<table:table-column table:style-name="wide{sheet.widths[column]:g}"/>' for column in sorted(sheet.widths)
    )
    rows = "".join(_row(sheet.rows.get(line, {})) for line in range(max(sheet.rows, default=-1) + 1))
    name = quoteattr(sheet.name)
    return f'<table:table table:name={name} table:style-name="sheet{place}">{columns}{rows}</table:table>'


def _row(cells: Mapping[int, Written]) -> str:
    written = "".join(_cells(cells))
    return f"<table:table-row>{written or '<table:table-cell/>'}</table:table-row>"


def _cells(cells: Mapping[int, Written]) -> Iterator[str]:
    for column in range(max(cells, default=-1) + 1):
        if column not in cells:
            yield "<table:table-cell/>"
            continue
        value, style = cells[column].value, cells[column].style
        look = f' table:style-name="{style.name}"' if style else ""
        if isinstance(value, str):
            kind, text = 'office:value-type="string"', value
        else:
            kind, text = f'office:value-type="float" office:value="{value:.15g}"', f"{value:.15g}"
        yield f"<table:table-cell{look} {kind}><text:p>{escaped(text)}</text:p></table:table-cell>"
