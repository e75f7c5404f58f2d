"""The words that only the reports have, in the two languages that reports are written in. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).resolve().parents[2] / "templates" / "report"
LANGUAGES: Final = ("nl", "en")
"""Languages that a report can be in; the first is the one where the reader's own is not among them."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: `words("title", organisation="...")`. KeyError where there are none."""

    language: str
    texts: Mapping[str, Any]

    def __call__(self, key: str, **filled: str) -> str:
        """The text of this key with its places filled in."""
        return str(self.texts[key]).format(**filled) if filled else str(self.texts[key])

    def brief(self, **filled: str) -> tuple[str, ...]:
        """What to know before judging, for who has one page."""
        return tuple(text.format(**filled) for text in self.texts["brief"])

    def methods(self, **filled: str) -> tuple[tuple[str, str], ...]:
        """How it was measured: name and text of each part, with its places filled in."""
        return tuple((part["name"], part["text"].format(**filled)) for part in self.texts["methods"])


@lru_cache(maxsize=len(LANGUAGES))
def words(language: str) -> Words:
    """The words of a language of `LANGUAGES`."""
    return Words(language, tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8")))


def fitting(language: str) -> str:
    """The language of a report for a reader of this language."""
    return language if language in LANGUAGES else LANGUAGES[0]
