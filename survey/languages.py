"""The one list of languages a citizen can choose from. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a marker
    """Mark a message for translation and give it back unchanged; it is translated where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its ISO 639-1 code, its own name, and its ISO 639-2 codes as contact registers write them."""

    code: str
    name: str
    three_letters: tuple[str, ...]
    direction: str = "ltr"


LANGUAGES: Final = (
    Language("nl", "Nederlands", ("nld", "dut")),
    Language("en", "English", ("eng",)),
    Language("fy", "Frysk", ("fry",)),
    Language("de", "Deutsch", ("deu", "ger")),
    Language("fr", "Français", ("fra", "fre")),
    Language("es", "Español", ("spa",)),
    Language("pl", "Polski", ("pol",)),
    Language("tr", "Türkçe", ("tur",)),
    Language("ar", "العربية", ("ara",), "rtl"),
    Language("uk", "Українська", ("ukr",)),
)
CODES: Final = tuple(language.code for language in LANGUAGES)
BY_CODE: Final = {language.code: language for language in LANGUAGES}
DEFAULT: Final = "nl"

_THREE_LETTERS: Final = {three: language.code for language in LANGUAGES for three in language.three_letters}


def recognise(tag: str | None) -> str | None:
    """The code of one of our languages in a tag such as `nl`, `nl-NL`, `NLD` or `fy_NL`, or None."""
    if not tag:
        return None
    primary = tag.strip().replace("_", "-").split("-")[0].lower()
    return primary if primary in BY_CODE else _THREE_LETTERS.get(primary)


def choose(*wishes: str | None, browser: Iterable[str] = (), default: str = DEFAULT) -> str:
    """The first language we have among `wishes` (link, contact), then the browser's, then `default`."""
    for wish in (*wishes, *browser):
        if (code := recognise(wish)) is not None:
            return code
    return default
