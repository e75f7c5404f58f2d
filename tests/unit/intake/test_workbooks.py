"""A workbook is opened only when it is what it says, has no password, and cannot fill the memory."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from survey.intake.faults import FileFault
from survey.intake.lines import Limits
from survey.intake.sheets import open_sheet
from tests.unit.intake.built_files import ods_file, repacked, xlsx_file

_SHEET = "xl/worksheets/sheet1.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def refusal(stream: BytesIO, limits: Limits | None = None) -> str:
    with pytest.raises(FileFault) as caught:
        list(open_sheet(stream, limits or Limits()).rows)
    return str(caught.value)


def with_cells(cells: str, prefix: str = "") -> BytesIO:
    sheet = f"<worksheet {_NAMESPACE}><sheetData>{cells}</sheetData></worksheet>"
    return repacked(xlsx_file(["a"]), {_SHEET: prefix.encode() + sheet.encode()})


def with_table(rows: str) -> BytesIO:
    stream = ods_file(["a"])
    with ZipFile(stream) as archive:
        content = archive.read("content.xml").decode()
    start, end = content.index("<table:table-row"), content.index("</table:table>")
    return repacked(stream, {"content.xml": (content[:start] + rows + content[end:]).encode()})


def test_another_kind_of_archive_is_refused() -> None:
    other = BytesIO()
    with ZipFile(other, "w") as archive:
        archive.writestr("hello.txt", "x")
    text_document = repacked(ods_file(["a"]), {"mimetype": b"application/vnd.oasis.opendocument.text"})
    for stream in (BytesIO(other.getvalue()), text_document):
        assert refusal(stream) == "This is not a CSV, XLSX or ODS file."


def test_a_workbook_without_content_is_empty() -> None:
    assert refusal(xlsx_file()) == refusal(ods_file()) == "The file is empty."


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.99])
def test_a_cut_off_workbook_is_damaged(keep: float) -> None:
    whole = xlsx_file(["a", "b"], [1, 2]).getvalue()
    assert refusal(BytesIO(whole[: int(len(whole) * keep)])) == "The file is damaged and cannot be opened."


def test_a_workbook_with_a_flipped_byte_is_damaged() -> None:
    stream = xlsx_file(["a", "b"], [1, 2])
    with ZipFile(stream) as archive:
        place = archive.getinfo(_SHEET).header_offset + 30 + len(_SHEET) + 40
    content = bytearray(stream.getvalue())
    content[place] ^= 0xFF
    assert refusal(BytesIO(bytes(content))) == "The file is damaged and cannot be opened."


def test_a_password_is_told_from_an_old_format() -> None:
    assert "has a password" in refusal(BytesIO(_OLE + "EncryptedPackage".encode("utf-16-le")))
    assert "old Excel file" in refusal(BytesIO(_OLE))


def test_an_ods_file_with_a_password_says_so() -> None:
    manifest = b'<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    assert "has a password" in refusal(repacked(ods_file(["a"]), {"META-INF/manifest.xml": manifest}))


def test_an_archive_with_a_password_says_so() -> None:
    content = bytearray(xlsx_file(["a"]).getvalue())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "has a password" in refusal(BytesIO(bytes(content)))


def with_tag(length: int) -> BytesIO:
    """A workbook with a tag of this length in one of its parts."""
    return repacked(xlsx_file(["a"]), {"xl/long.xml": b'<styleSheet a="' + b"x" * length + b'"/>'})


def test_a_tag_without_end_is_refused_and_a_long_one_is_not() -> None:
    assert refusal(with_tag(1 << 24), Limits()) == "The file is damaged and cannot be opened."
    assert open_sheet(with_tag(1 << 19)).header == ("a",)


def test_a_small_file_that_unpacks_to_a_large_one_is_refused() -> None:
    stream = repacked(xlsx_file(["a"]), {"xl/media/bomb.bin": bytes(3 << 20)})
    assert len(stream.getvalue()) < 1 << 16
    assert refusal(stream, Limits(unpacked_bytes=2 << 20)).startswith("The file is larger than 2 MB")


def test_a_false_size_in_the_directory_hides_nothing() -> None:
    stream = repacked(xlsx_file(["a"]), {"xl/media/bomb.bin": bytes(3 << 20)})
    with ZipFile(stream) as archive:
        real = archive.getinfo("xl/media/bomb.bin").file_size.to_bytes(4, "little")
    claimed = BytesIO(stream.getvalue().replace(real, (10).to_bytes(4, "little")))
    assert refusal(claimed, Limits(unpacked_bytes=2 << 20)).startswith("The file is larger than 2 MB")


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ('<row r="1000002"><c r="A1000002"><v>1</v></c></row>', "more than 1000000 rows"),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "more than 500 columns"),
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="KK900000"><v>1</v></c></row>', "too many cells"),
        ("<row>" + "<c><v>1</v></c>" * 501 + "</row>", "more than 500 columns"),
        ('<row r="1"><c r="D99999999990"><v>1</v></c></row>', "damaged"),
        ('<row r="1"><c r="xfd1"><v>1</v></c></row>', "damaged"),
        ('<row r="+1"><c><v>1</v></c></row>', "damaged"),
        ('<row r="1"><c r="A1"><v>1</v></row></c><row r="1000002"><c r="A1000002"><v>1</v></c></row>', "damaged"),
    ],
)
def test_one_far_cell_in_xlsx_is_found_before_room_is_made_for_it(cells: str, message: str) -> None:
    assert message in refusal(with_cells(cells))


@pytest.mark.parametrize(
    "prefix", ["rubbish", "<!DOCTYPE worksheet>", '<?xml version="1.0" encoding="utf-16"?>', "<x>"]
)
def test_a_sheet_that_cannot_be_followed_is_never_handed_on(prefix: str) -> None:
    far = '<row r="1000002"><c r="XFD1000002"><v>1</v></c></row>'
    assert refusal(with_cells(far, prefix)).startswith(("The file is damaged", "The file has more than"))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ('<table:table-row table:number-rows-repeated="1000002">{cell}</table:table-row>', "more than 1000000 rows"),
        ("<table:table-row>{wide}</table:table-row>", "more than 500 columns"),
        ('<table:table-row table:number-rows-repeated="900000">{many}</table:table-row>', "too many cells"),
        ('<table:table-row table:number-rows-repeated="+9">{cell}</table:table-row>', "damaged"),
    ],
)
def test_repeats_in_ods_are_counted_before_room_is_made_for_them(rows: str, message: str) -> None:
    cell = '<table:table-cell {repeat} office:value-type="float" office:value="1"/>'
    filled = rows.format(
        cell=cell.format(repeat=""),
        many=cell.format(repeat='table:number-columns-repeated="400"'),
        wide=cell.format(repeat='table:number-columns-repeated="16384"'),
    )
    assert message in refusal(with_table(filled))


def test_blank_cells_to_the_end_of_the_sheet_do_not_count() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'
    blank = '<table:table-cell table:number-columns-repeated="16383"/>'
    ods = with_table(
        f"<table:table-row>{cell}{blank}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1048575">{blank}</table:table-row>'
    )
    text = '<c r="A1" t="inlineStr"><is><t>a</t></is></c>'
    xlsx = with_cells(f'<row r="1">{text}</row><row r="1048576"><c r="XFD1048576" s="0"/></row>')
    assert open_sheet(ods).header == open_sheet(xlsx).header == ("a",)


def test_pictures_and_old_drawings_beside_the_sheet_are_passed_by() -> None:
    beside = {"xl/media/image1.png": bytes(range(256)) * 300, "xl/drawings/vmlDrawing1.vml": b"<xml><br></xml>"}
    assert open_sheet(repacked(xlsx_file(["a"]), beside)).header == ("a",)
