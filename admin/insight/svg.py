"""Makes matplotlib's SVG fit to show: described, in the page's direction, and without what a content policy blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"
FONTS: Final = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif"
_MIRRORED: Final = {"start": "end", "end": "start"}


@dataclass(frozen=True, slots=True)
class Description:
    """What a screen reader says of a chart, in which language and direction."""

    title: str
    text: str
    language: str
    direction: str


def described(drawn: str, description: Description) -> bytes:
    """The drawing as UTF-8, with title and description, its styles as attributes and its text as text."""
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    root = ET.fromstring(drawn)  # noqa: S314 - our own drawing, made a moment ago
    _drop_styles(root)
    for element in root.iter():
        _style_to_attributes(element)
    _set_text(root, description.direction)
    _describe(root, description)
    finished: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return finished


def _drop_styles(root: ET.Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in {f"{{{SVG}}}style", f"{{{SVG}}}metadata"}:
                parent.remove(child)


def _style_to_attributes(element: ET.Element) -> None:
    """Move each declaration to the attribute of the same name: policies block `style`, not these."""
    for declaration in element.attrib.pop("style", "").split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            element.set(name.strip(), value.strip())


def _set_text(root: ET.Element, direction: str) -> None:
    for text in root.iter(f"{{{SVG}}}text"):
        text.set("font-family", FONTS)
        if direction == "rtl":
            text.set("direction", "rtl")
            # The start of a text that runs from right to left is its right side.
            anchor = text.get("text-anchor", "start")
            text.set("text-anchor", _MIRRORED.get(anchor, anchor))


def _describe(root: ET.Element, description: Description) -> None:
    root.attrib.update(
        {
            "role": "img",
            "aria-labelledby": "title description",
            "lang": description.language,
            "stroke-linejoin": "round",
            "stroke-linecap": "butt",
        }
    )
    for position, (name, words) in enumerate((("title", description.title), ("desc", description.text))):
        element = ET.Element(f"{{{SVG}}}{name}", {"id": "title" if name == "title" else "description"})
        element.text = words
        root.insert(position, element)
