"""Words in comments: found without regard to capitals and accents. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MARKER: Final = re.compile(r"\[[^\]\[]{1,30}\]")
"""What stands for personal data that was taken out, such as `[phone]`."""


def folded(text: str) -> str:
    """Text without capitals and accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text).casefold() if not _is_accent(letter))


def _is_accent(letter: str) -> bool:
    return unicodedata.category(letter) == "Mn"


def words_of(text: str) -> list[str]:
    """The words of a text in their order, in lower case with their accents; markers of what was masked are none."""
    return _WORD.findall(unicodedata.normalize("NFC", _MARKER.sub(" ", text)).casefold())


def searchable(text: str) -> str:
    """The text as `has_all` and `is_about` search it: its folded words, a space before each."""
    return "".join(f" {folded(word)}" for word in _WORD.findall(text))


def has_all(text: str, terms: Iterable[str]) -> bool:
    """Whether each of these folded terms stands somewhere in a searchable text, within a word too."""
    return all(term in text for term in terms)


def terms_of(query: str) -> tuple[str, ...]:
    """The folded words that a search is for."""
    return tuple(folded(word) for word in _WORD.findall(query))


def is_about(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of these phrases (`searchable`) stands in a searchable text; its last word may go on there."""
    return any(phrase in text for phrase in phrases if phrase)
