"""What a PDF says, and what it says of itself."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

BROKEN = re.compile(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])")


def pages(content: bytes) -> list[str]:
    """The words of each page with single spaces between; a word that was broken over two lines is whole again."""
    texts = (page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return [" ".join(BROKEN.sub("", text).split()) for text in texts]


def words(content: bytes) -> str:
    """The words of all pages."""
    return " ".join(pages(content))


def tags(content: bytes) -> list[str]:
    """The kinds of all elements of the tree of tags, in reading order."""
    found: list[str] = []
    _walk(root(PdfReader(io.BytesIO(content)))["/StructTreeRoot"], found)
    return found


def root(reader: PdfReader) -> dict[str, Any]:
    """The catalogue of a document, in which it says what it is."""
    catalogue: Any = reader.trailer["/Root"]
    return {name: catalogue[name] for name in catalogue}


def alternatives(content: bytes) -> list[str]:
    """The text in place of each figure."""
    reader = PdfReader(io.BytesIO(content))
    elements: Iterator[Any] = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1))
    return [str(each["/Alt"]) for each in elements if isinstance(each, dict) and "/Alt" in each]


def _walk(element: Any, found: list[str]) -> None:
    if not isinstance(element, dict):
        return
    if "/S" in element:
        found.append(str(element["/S"]).lstrip("/"))
    below = element.get("/K", [])
    below = below.get_object() if hasattr(below, "get_object") else below
    for each in below if isinstance(below, list) else [below]:
        _walk(each.get_object() if hasattr(each, "get_object") else each, found)
