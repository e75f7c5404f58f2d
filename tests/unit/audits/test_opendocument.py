"""A round as OpenDocument: a file that opens, whatever texts hold."""

from __future__ import annotations

from io import BytesIO

from python_calamine import CalamineWorkbook

from admin.audits.exchange.contents import Table
from admin.audits.exchange.opendocument import as_ods


def test_what_xml_has_no_place_for_is_left_out() -> None:
    content = as_ods([Table("scores", (("reference",), ('<&>"\x00\x0b\ud800\uffff 漢😀',)))])
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    assert book.get_sheet_by_name("scores").to_python() == [["reference"], ['<&>" 漢😀']]
