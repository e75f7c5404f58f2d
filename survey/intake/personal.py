"""Whether a text that must say nothing of a person holds a telephone number or an e-mail address. Pure."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException

from survey.languages import N_

REGION: Final = "NL"
PERSONAL: Final = N_("a text without a telephone number or e-mail address")
_EMAIL: Final = re.compile(r"[^\s@]@[^\W_][\w-]*(?:\.[\w-]+)*\.[^\W\d_]{2,}")
_ROW: Final = re.compile(r"(\+|(?<!\d)(?=0))(\d+(?:[ .\-/()]{1,3}\d+)*)")
"""Groups of digits that begin as a number that can be dialled: with a plus, or with a zero."""
_CALENDAR: Final = re.compile(
    r"(?<!\d)(?:\d{1,2}([-./])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([-./])\d{1,2}\2\d{1,2}|\d{1,2}:\d\d(?::\d\d)?)(?!\d)"
)
_UUID: Final = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])", re.IGNORECASE)
"""Registers name a record so; some of its digits can look like a number."""
_FEWEST: Final = 9
_MOST: Final = 17
"""Digits of a number with its zeros in front."""


def names_somebody(text: str) -> bool:
    """Whether somebody can be called or written to by this text. A number counts with a leading 0, 00 or + only."""
    if "@" in text and _EMAIL.search(text):
        return True
    rows = _ROW.finditer(_CALENDAR.sub("|", _UUID.sub("|", text)))
    return any(_is_number(row[1] + digits) for row in rows for digits in accumulate(re.findall(r"\d+", row[2])))


def hidden_if_personal(text: str) -> str:
    """The text, or nothing of it where somebody can be reached by it."""
    return "…" if names_somebody(text) else text


def _is_number(written: str) -> bool:
    if not _FEWEST <= len(written) <= _MOST:
        return False
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(written, REGION))
    except NumberParseException:
        return False
