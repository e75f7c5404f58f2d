"""CSV as offices write it: whatever the separator, whatever the encoding, read line by line. Pure."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO, TextIOWrapper
from typing import BinaryIO, Final

from survey.intake.faults import FileFault
from survey.intake.lines import NOT_OURS, Lines
from survey.languages import N_

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SEPARATORS: Final = (";", "\t", ",")
_NO_CONTENT: Final = " \r\n" + "".join(_SEPARATORS)
_CHUNK: Final = 1 << 16
_EMPTY: Final = N_("The file is empty.")
_QUOTES: Final = N_("Line %(line)s cannot be read: a quotation mark is not closed or stands in the wrong place.")


def read_delimited(stream: BinaryIO, size: int) -> Lines:
    """The lines of a CSV file of `size` bytes; `FileFault` when it is no text or holds no text."""
    encoding = _encoding(stream)
    with _text(stream, encoding) as text:
        sample = text.read(_CHUNK)
    start = sample.lstrip()
    if start.startswith(("<", "%PDF", "{\\rtf")):
        raise FileFault(NOT_OURS)
    if not start:
        raise FileFault(_EMPTY)
    return Lines("", size, stream.tell, _records(stream, encoding, sample))


@contextmanager
def _text(stream: BinaryIO, encoding: str) -> Iterator[TextIOWrapper]:
    """The whole stream as text; the stream stays open, for it is the caller's."""
    stream.seek(0)
    text = TextIOWrapper(stream, encoding, newline="")
    try:
        yield text
    finally:
        if not stream.closed:
            text.detach()


def _encoding(stream: BinaryIO) -> str:
    """The encoding by the file's mark, else UTF-8 when all of it is, else Windows-1252."""
    stream.seek(0)
    start = stream.read(4)
    marked = [encoding for mark, encoding in _MARKS if start.startswith(mark)]
    for encoding in marked[:1] or ("utf-8", "cp1252"):
        if _is_text(stream, encoding):
            return encoding
    raise FileFault(NOT_OURS)


def _is_text(stream: BinaryIO, encoding: str) -> bool:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := stream.read(_CHUNK):
            if "\0" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _records(stream: BinaryIO, encoding: str, sample: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it starts on."""
    named = _named_separator(sample)
    separator = named or _likely_separator(sample)
    with _text(stream, encoding) as text:
        reader = csv.reader(text, delimiter=separator, strict=True)
        start = 1
        try:
            for cells in reader:
                if not (named and start == 1):
                    yield start, cells
                start = reader.line_num + 1
        except csv.Error:
            raise FileFault(_QUOTES, line=start) from None


def _named_separator(sample: str) -> str | None:
    """The separator that Excel's own first line `sep=;` names."""
    first = sample.split("\n", 1)[0].rstrip("\r").strip('"')
    return first[4] if first.lower().startswith("sep=") and len(first) == 5 else None


def _likely_separator(sample: str) -> str:
    """The separator that cuts the header into most columns."""
    return max(_SEPARATORS, key=lambda separator: _columns(sample, separator))


def _columns(sample: str, separator: str) -> int:
    reader = csv.reader(StringIO(sample, newline=""), delimiter=separator)
    try:
        return next((len(cells) for cells in reader if any(cell.strip(_NO_CONTENT) for cell in cells)), 0)
    except csv.Error:
        return 0
