"""XLSX and ODS: what kind of archive it is, whether it is safe to open, and the rows of its first full sheet. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Sequence
from typing import BinaryIO, Final
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from survey.intake.cells import Cell
from survey.intake.extent import measure
from survey.intake.faults import FileFault
from survey.intake.lines import DAMAGED, NOT_OURS, Limits, Lines
from survey.languages import N_

ZIP_MARK: Final = b"PK\x03\x04"
OLE_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Start of old Excel files, and of new ones with a password."""

_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_ENCRYPTED_XLSX: Final = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_ENTRY: Final = 1
_UNREADABLE: Final = (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
_ENTRIES: Final = 10_000
_OLD: Final = N_("This is an old Excel file (.xls). Save it as XLSX and try again.")
_PASSWORD: Final = N_("The file has a password. Save it without a password and try again.")
_NO_CONTENT: Final = N_("The file is empty.")


def refuse_old_excel(stream: BinaryIO) -> None:
    """Raise the `FileFault` that fits an OLE file: a password, or an old format."""
    stream.seek(0)
    raise FileFault(_PASSWORD if _ENCRYPTED_XLSX in stream.read() else _OLD)


def read_workbook(stream: BinaryIO, limits: Limits) -> Lines:
    """The rows of the first visible sheet that has any; `FileFault` when it cannot or must not be opened."""
    first = next(read_visible(stream, limits), None)
    if first is None:
        raise FileFault(_NO_CONTENT)
    return first


def read_visible(stream: BinaryIO, limits: Limits) -> Iterator[Lines]:
    """The rows of each visible sheet that has any; `FileFault` when it cannot or must not be opened."""
    workbook = _opened(stream, limits)
    for sheet in workbook.sheets_metadata:
        if sheet.visible is SheetVisibleEnum.Visible:
            read = workbook.get_sheet_by_name(sheet.name)
            if read.end is not None:
                rows = _Rows(read)
                yield Lines(sheet.name, read.end[0] + 1, rows.position, iter(rows))


def read_named(stream: BinaryIO, names: Collection[str], limits: Limits) -> dict[str, list[tuple[int, Sequence[Cell]]]]:
    """The numbered rows (from 1) of the sheets with these names, capitals or not; those that it lacks are left out.

    `FileFault` when the workbook cannot or must not be opened.
    """
    workbook = _opened(stream, limits)
    found = {name.strip().casefold(): name for name in workbook.sheet_names}
    return {
        name: list(enumerate(workbook.get_sheet_by_name(found[name]).iter_rows(), start=1))
        for name in names
        if name in found
    }


def _opened(stream: BinaryIO, limits: Limits) -> CalamineWorkbook:
    try:
        with ZipFile(stream) as archive:
            _check(archive, limits)
    except _UNREADABLE:
        raise FileFault(DAMAGED) from None
    stream.seek(0)
    try:
        return CalamineWorkbook.from_filelike(stream)
    except PasswordError:
        raise FileFault(_PASSWORD) from None
    except CalamineError:
        raise FileFault(DAMAGED) from None


def _check(archive: ZipFile, limits: Limits) -> None:
    names = set(archive.namelist())
    if any(entry.flag_bits & _ENCRYPTED_ENTRY for entry in archive.infolist()):
        raise FileFault(_PASSWORD)
    if len(archive.infolist()) > _ENTRIES:
        raise FileFault(DAMAGED)
    if "mimetype" in names:
        _check_ods(archive, names)
    elif not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise FileFault(NOT_OURS)
    measure(archive, limits)


def _check_ods(archive: ZipFile, names: set[str]) -> None:
    with archive.open("mimetype") as entry:
        if not entry.read(100).strip().startswith(_ODS):
            raise FileFault(NOT_OURS)
    if "META-INF/manifest.xml" in names:
        with archive.open("META-INF/manifest.xml") as entry:
            if b"encryption-data" in entry.read(1 << 20):
                raise FileFault(_PASSWORD)


class _Rows:
    """Rows of a sheet, counted as they go by."""

    def __init__(self, sheet: CalamineSheet) -> None:
        self._sheet = sheet
        self._read = 0

    def position(self) -> int:
        return self._read

    def __iter__(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        for number, cells in enumerate(self._sheet.iter_rows(), start=1):
            self._read = number
            yield number, cells
