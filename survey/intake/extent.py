"""How large a spreadsheet really is, found by unpacking it piece by piece before anyone loads it whole. Pure.

A few kilobytes can unpack to gigabytes, and one cell in the last corner of a sheet makes a reader reserve room for
all the cells before it; neither shows in the size of the file.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from survey.intake.faults import FileFault
from survey.intake.lines import DAMAGED, TOO_MANY_COLUMNS, TOO_MANY_ROWS, Limits
from survey.languages import N_

_CHUNK: Final = 1 << 16
_LONGEST_TAG: Final = 1 << 20
"""Bytes of one tag or comment: the fullest cell in an attribute has some hundreds of thousands."""
_PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_SHEET_MARKS: Final = (b"sheetData", b"table:table")
_DIGITS: Final = re.compile(r"[0-9]{1,7}")
_TOO_LARGE: Final = N_("The file is larger than %(megabytes)s MB when it is unpacked. Send it in parts.")
_TOO_WIDE: Final = N_("The sheet has too many cells: %(rows)s rows of %(columns)s columns. Send it in parts.")


def measure(archive: ZipFile, limits: Limits) -> None:
    """Pass a workbook that stays within the limits; `FileFault` names the one it breaks, `BadZipFile` damage."""
    room = limits.unpacked_bytes
    for entry in archive.infolist():
        room -= _measure_entry(archive, entry, room, limits)


def _measure_entry(archive: ZipFile, entry: ZipInfo, room: int, limits: Limits) -> int:
    """Bytes this entry unpacks to, at most `room`."""
    # The size in the directory is the sender's word for it: read on to the real end.
    entry.file_size = room + 2 * _CHUNK
    size, sheet = 0, _SheetScan(limits)
    with archive.open(entry) as content:
        while chunk := content.read(_CHUNK):
            size += len(chunk)
            if size > room:
                raise FileFault(_TOO_LARGE, megabytes=limits.unpacked_bytes >> 20)
            sheet.feed(chunk)
    return size


class _SheetScan:
    """Follows the rows and cells in a piece of XML, of either format, and stops at the limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits, self._read = limits, 0
        # Named here, for the name in the file itself may be false.
        self._parser: expat.XMLParserType | None = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._element
        self._parser.StartDoctypeDeclHandler = self._no_doctype
        self._in_sheet, self._tail = False, b""
        self._row = self._column = self._last_row = self._last_column = 0
        self._row_end = self._column_end = 0

    def feed(self, chunk: bytes) -> None:
        """Read the next piece; `FileFault` at a limit, or where a sheet cannot be followed."""
        if self._parser is not None:
            try:
                self._parser.Parse(chunk, False)
                self._read += len(chunk)
                # Before 2.6 expat reads an unfinished tag anew with each piece: without end that takes hours.
                if self._read - self._parser.CurrentByteIndex > _LONGEST_TAG:
                    raise FileFault(DAMAGED)
            except expat.ExpatError:
                self._parser = None
        if self._parser is None:
            self._pass_by(chunk)

    def _pass_by(self, chunk: bytes) -> None:
        """Pictures and old drawings are no XML; a sheet that is not may be any size to a reader less strict."""
        seen = self._tail + chunk
        if self._in_sheet or any(mark in seen for mark in _SHEET_MARKS):
            raise FileFault(DAMAGED)
        self._tail = seen[-16:]

    def _no_doctype(self, *_: object) -> None:
        raise FileFault(DAMAGED)

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                self._place(attributes.get("r"))
            case "row":
                self._row, self._column = _whole(attributes.get("r"), self._row + 1), 0
            case "v" | "is" | "f":
                self._content(self._row, self._column)
            case "sheetData" | "table":
                self._in_sheet, self._row, self._row_end = True, 0, 0
            case "table-row":
                self._row, self._column_end = self._row_end + 1, 0
                self._row_end += _whole(attributes.get("table:number-rows-repeated"), 1)
            case "table-cell" | "covered-table-cell":
                self._column_end += _whole(attributes.get("table:number-columns-repeated"), 1)
                if any(name.startswith("office:") for name in attributes):
                    self._content(self._row_end, self._column_end)
            case "p":
                self._content(self._row_end, self._column_end)

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
        elif match := _PLACE.fullmatch(reference):
            self._row, self._column = int(match[2]), _column_number(match[1])
        else:
            raise FileFault(DAMAGED)

    def _content(self, row: int, column: int) -> None:
        self._last_row, self._last_column = max(self._last_row, row), max(self._last_column, column)
        rows, columns = self._last_row, self._last_column
        if rows > self._limits.rows + 1:
            raise FileFault(TOO_MANY_ROWS, rows=self._limits.rows)
        if columns > self._limits.columns:
            raise FileFault(TOO_MANY_COLUMNS, columns=self._limits.columns)
        if rows * columns > self._limits.cells:
            raise FileFault(_TOO_WIDE, rows=rows, columns=columns)


def _whole(text: str | None, otherwise: int) -> int:
    """The number in an attribute; no other way of writing it passes, for another reader may read it otherwise."""
    if text is None:
        return otherwise
    if not _DIGITS.fullmatch(text):
        raise FileFault(DAMAGED)
    return int(text)


@lru_cache(maxsize=1024)
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
