"""The least that an OpenDocument spreadsheet needs (OASIS OpenDocument 1.3, parts 2 and 3): sheets of plain cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from admin.audits.exchange.contents import Table, Value

_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
NAMES: Final = "urn:oasis:names:tc:opendocument:xmlns:"
"""What the names of OpenDocument's own XML namespaces begin with."""
_NO_XML: Final = dict.fromkeys({*range(32)} - {9, 10, 13} | {*range(0xD800, 0xE000), 0xFFFE, 0xFFFF})
_MANIFEST: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<manifest:manifest xmlns:manifest="{NAMES}manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_START: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3"'
    + "".join(f' xmlns:{name}="{NAMES}{name}:1.0"' for name in ("office", "table", "text", "style"))
    + f' xmlns:number="{NAMES}datastyle:1.0"><office:automatic-styles>'
    '<number:date-style style:name="day-format"><number:day number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:year number:style="long"/>'
    '</number:date-style><style:style style:name="day" style:family="table-cell" style:data-style-name="day-format"/>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_END: Final = "</office:spreadsheet></office:body></office:document-content>"


def as_ods(tables: Sequence[Table]) -> bytes:
    """The sheets as one ODS file."""
    return packed("".join([_START, *(_table(each) for each in tables), _END]))


def packed(contents: str) -> bytes:
    """An ODS file of this `content.xml`."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        # Readers tell the kind of file by this entry: it comes first and is not packed (part 2, 3.3).
        archive.writestr("mimetype", _TYPE, ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", contents)
    return file.getvalue()


def _table(table: Table) -> str:
    return f"<table:table table:name={quoteattr(table.name)}>{''.join(map(_row, table.rows))}</table:table>"


def _row(row: Sequence[Value]) -> str:
    return f"<table:table-row>{''.join(_cells(row)) or '<table:table-cell/>'}</table:table-row>"


def _cells(row: Sequence[Value]) -> Iterator[str]:
    for value in row:
        if value is None:
            yield "<table:table-cell/>"
        elif isinstance(value, str):
            yield _cell('office:value-type="string"', value)
        elif isinstance(value, date):
            day = f'table:style-name="day" office:value-type="date" office:date-value="{value.isoformat()}"'
            yield _cell(day, value.strftime("%d-%m-%Y"))
        else:
            yield _cell(f'office:value-type="float" office:value="{value:.15g}"', f"{value:.15g}")


def _cell(attributes: str, text: str) -> str:
    return f"<table:table-cell {attributes}><text:p>{escaped(text)}</text:p></table:table-cell>"


def escaped(text: str) -> str:
    """A text as XML holds it, without the characters that XML has no place for: one would spoil the whole file."""
    return escape(text.translate(_NO_XML))
