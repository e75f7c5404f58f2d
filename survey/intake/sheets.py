"""A CSV, XLSX or ODS file as one shape: column names and rows. Pure.

What kind of file it is is told from its content, not from its name.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import BinaryIO, Final

from survey.intake.cells import Cell
from survey.intake.delimited import read_delimited
from survey.intake.faults import Fault, FileFault, FileFaults, shown
from survey.intake.lines import TOO_MANY_COLUMNS, TOO_MANY_ROWS, Limits, Lines
from survey.intake.workbooks import OLE_MARK, ZIP_MARK, read_visible, read_workbook, refuse_old_excel
from survey.languages import N_

HeaderTest = Callable[[Sequence[str]], bool]
"""Whether these names are the header that is looked for."""

HEADER_WITHIN: Final = 20
"""Rows in which a header is looked for: above it stand titles and groups."""
_LIMITS: Final = Limits()
_EMPTY: Final = N_("The file is empty.")
_NO_HEADER: Final = N_("The first row must hold the names of the columns.")
_SAME_NAME: Final = N_("More than one column is called “%(column)s”. Give each column its own name.")
_NOTHING_MORE: Final = N_("nothing after the last column")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file (from 1), a cell for each column (None is blank), and cells beyond the last."""

    number: int
    cells: tuple[Cell, ...]
    surplus: tuple[Cell, ...] = ()

    def surplus_fault(self) -> Fault:
        """The fault of a row that has cells beyond the last column: its cells have shifted."""
        return Fault(self.number, "", shown(self.surplus[0]), _NOTHING_MORE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Column names (empty for a column without a name) and the rows below them that are not blank, to be read once.

    For a progress bar: `total` is the size of the whole, `position()` how much of it has been read.
    """

    name: str
    header: tuple[str, ...]
    rows: Iterator[Row]
    total: int
    position: Callable[[], int]
    header_row: int = 1


def open_sheet(stream: BinaryIO, limits: Limits = _LIMITS) -> Sheet:
    """The first sheet with content of a seekable stream, which must stay open while the rows are read.

    The first row with content is the header. `FileFault` when the file cannot be used; from `rows` as well, where a
    later line of a CSV file cannot be read or the rows are too many.
    """
    lines = _lines(stream, limits)
    for number, cells in lines.numbered:
        header = _header(cells)
        if header:
            _check_header(header, limits)
            rows = _rows(lines, len(header), limits)
            return Sheet(lines.name, header, rows, lines.total, lines.position, number)
    raise FileFault(_EMPTY)


def find_sheet(stream: BinaryIO, tests: Sequence[HeaderTest], limits: Limits = _LIMITS) -> Sheet:
    """The first visible sheet that has a header by the first test that any sheet passes, in its first 20 rows.

    Where a header is merged over two rows, a blank name is the one above it. Without any such header the sheet that
    `open_sheet` gives. `FileFault` as there.
    """
    for is_header in tests:
        for lines in _each_lines(stream, limits):
            sheet = _below_header(lines, is_header, limits)
            if sheet is not None:
                return sheet
    return open_sheet(stream, limits)


def _each_lines(stream: BinaryIO, limits: Limits) -> Iterator[Lines]:
    stream.seek(0)
    is_archive = stream.read(len(ZIP_MARK)) == ZIP_MARK
    return read_visible(stream, limits) if is_archive else iter([_lines(stream, limits)])


def _below_header(lines: Lines, is_header: HeaderTest, limits: Limits) -> Sheet | None:
    above: tuple[str, ...] = ()
    for number, cells in islice(lines.numbered, HEADER_WITHIN):
        names = _header(cells)
        merged = tuple(name or higher for name, higher in zip_longest(names, above, fillvalue=""))
        header = next(filter(is_header, (names, merged)), None)
        if header is not None:
            _check_header(header, limits)
            rows = _rows(lines, len(header), limits)
            return Sheet(lines.name, header, rows, lines.total, lines.position, number)
        above = names
    return None


def _lines(stream: BinaryIO, limits: Limits) -> Lines:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    mark = stream.read(len(OLE_MARK))
    if not mark:
        raise FileFault(_EMPTY)
    if mark == OLE_MARK:
        refuse_old_excel(stream)
    if mark.startswith(ZIP_MARK):
        return read_workbook(stream, limits)
    return read_delimited(stream, size)


def _header(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Column names on one line each, without the nameless ones at the end."""
    names = [" ".join(shown(cell).split()) if not isinstance(cell, str) else " ".join(cell.split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _check_header(header: tuple[str, ...], limits: Limits) -> None:
    if len(header) > limits.columns:
        raise FileFault(TOO_MANY_COLUMNS, columns=limits.columns)
    if not any(letter.isalpha() for name in header for letter in name):
        raise FileFault(_NO_HEADER)
    counts = Counter(name.casefold() for name in header if name)
    doubles = [name for name in dict.fromkeys(header) if name and counts[name.casefold()] > 1]
    if doubles:
        raise FileFaults(FileFault(_SAME_NAME, column=name) for name in doubles)


def _rows(lines: Lines, width: int, limits: Limits) -> Iterator[Row]:
    count = 0
    for number, raw in lines.numbered:
        cells = tuple(map(_blank_as_none, raw))
        if all(cell is None for cell in cells):
            continue
        count += 1
        if count > limits.rows:
            raise FileFault(TOO_MANY_ROWS, rows=limits.rows)
        yield _row(number, cells, width)


def _row(number: int, cells: tuple[Cell, ...], width: int) -> Row:
    if len(cells) == width:
        return Row(number, cells)
    padded = cells[:width] + (None,) * (width - len(cells))
    return Row(number, padded, tuple(cell for cell in cells[width:] if cell is not None))


def _blank_as_none(cell: Cell) -> Cell:
    return None if isinstance(cell, str) and not cell.strip() else cell
