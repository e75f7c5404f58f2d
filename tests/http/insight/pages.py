"""The comparison's page as a reader finds it: its tables by their titles."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib
from werkzeug.test import TestResponse

PERIOD = "from=2026-01&to=2026-04"
"""The months in which the town of `opinions` lives."""


def parsed(response: TestResponse) -> Element:
    page: Element = html5lib.HTMLParser(namespaceHTMLElements=False).parse(response.get_data(as_text=True))
    return page


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def table(page: Element, title: str) -> dict[str, list[str]]:
    """The main words of each cell, by the name of its row."""
    for found in page.iter("table"):
        caption = found.find("caption")
        if caption is not None and words(caption) == title:
            return {_name(row): [_main(cell) for cell in row.iter("td")] for row in found.findall("tbody/tr")}
    raise LookupError(f"no table {title!r}")


def _name(row: Element) -> str:
    header = row.find("th")
    assert header is not None
    return (header.text or "").strip()


def _main(cell: Element) -> str:
    for tag in ("strong", "span"):
        if (found := cell.find(tag)) is not None:
            return words(found)
    return words(cell)
