"""Places in a text that are filled in when it is sent: `%(link)s`. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from markupsafe import Markup, escape

from survey.languages import N_

MEANINGS: Final[Mapping[str, str]] = {
    "organisation": N_("The name of your organisation."),
    "link": N_("The citizen's own link to the questions."),
    "days": N_("How many days the link still works."),
    "until": N_("The last day that the link works."),
    "opt_out": N_("The link to stop invitations."),
}
"""Every place, and what comes there."""
NEEDED: Final = "link"
"""What no text can do without: there would be nothing to answer."""
_PLACE: Final = re.compile(r"%\(([^)\s]{0,40})\)s")
_BROKEN: Final = re.compile(r"%\((?![^)\s]{0,40}\)s)[^\s]{0,40}")


def places(text: str) -> list[str]:
    """The names of the places in this text, in their order."""
    return _PLACE.findall(text)


def unknown(text: str) -> list[str]:
    """What looks like a place but is none that we can fill in, as it stands in the text."""
    strange = (f"%({name})s" for name in places(text) if name not in MEANINGS)
    return list(dict.fromkeys((*strange, *_BROKEN.findall(text))))


def misses_link(text: str) -> bool:
    """Whether the text has no place for the link."""
    return NEEDED not in places(text)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with every place filled in; what is no place of ours stays as it is."""
    return _PLACE.sub(lambda found: str(values.get(found[1], found[0])), text)


def fill_html(text: str, values: Mapping[str, str]) -> Markup:
    """The same as HTML: text and values escaped, but for values that are HTML already."""
    parts = _PLACE.split(text)
    return Markup("").join(
        _value(part, values) if is_name else escape(part) for part, is_name in zip(parts, _turns(parts), strict=True)
    )


def _turns(parts: list[str]) -> list[bool]:
    return [bool(number % 2) for number in range(len(parts))]


def _value(name: str, values: Mapping[str, str]) -> Markup:
    return escape(values.get(name, f"%({name})s"))
