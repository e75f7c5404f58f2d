"""Every character that a code can have has a word of its own in both spelling alphabets."""

from __future__ import annotations

import pytest

from admin.codes.spelling import DUTCH, INTERNATIONAL, spelled
from survey.invitations import codes, tokens

LETTERS = [each.upper() for each in tokens.ALPHABET if each.isalpha()]


@pytest.mark.parametrize("words", [DUTCH, INTERNATIONAL], ids=["Dutch", "international"])
def test_each_letter_has_a_word_that_begins_with_it(words: dict[str, str]) -> None:
    assert sorted(words) == LETTERS
    assert all(word.startswith(letter) for letter, word in words.items())
    assert len(set(words.values())) == len(words)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_code_is_spelled_in_its_groups(language: str) -> None:
    code = codes.new_code()
    groups = spelled(code, language)
    assert "-".join("".join(each.character for each in group) for group in groups) == code
    assert all(each.word == each.character for group in groups for each in group if each.character.isdigit())


def test_dutch_and_frisian_say_karel_and_others_kilo() -> None:
    assert [spelled("K", language)[0][0].word for language in ("nl", "fy", "en", "ar")] == [
        "Karel", "Karel", "Kilo", "Kilo",
    ]  # fmt: skip
