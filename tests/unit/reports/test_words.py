"""Both languages say the same things, with the same places to fill in."""

from __future__ import annotations

import re
from typing import Any

from admin.reports.colours import colours
from admin.reports.words import LANGUAGES, fitting, words

PLACE = re.compile(r"\{\w+\}")


def _shape(value: Any) -> Any:
    if isinstance(value, str):
        assert value.strip()
        return sorted(PLACE.findall(value))
    if isinstance(value, list):
        return [_shape(each) for each in value]
    return {name: _shape(each) for name, each in value.items()}


def test_both_languages_have_the_same_words() -> None:
    shapes = [_shape(words(language).texts) for language in LANGUAGES]
    assert shapes[0] == shapes[1]


def test_a_reader_of_another_language_gets_dutch() -> None:
    assert [fitting(code) for code in ("nl", "en", "ar", "fy")] == ["nl", "en", "nl", "nl"]


def test_colours_are_those_of_the_tokens() -> None:
    found = colours()
    assert {"text", "text-subtle", "line", "action", "action-tint", "on-action", "link"} <= found.keys()
    assert found["action"] == "#00566b"
