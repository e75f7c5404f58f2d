"""A token is unguessable, survives being read aloud and typed over, and betrays a slip of the finger."""

from __future__ import annotations

import hashlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.invitations.tokens import (
    ALPHABET,
    LENGTH,
    check_character,
    grouped,
    new_token,
    normalise,
    token_hash,
)

BODIES = st.text(alphabet=ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)
TOKENS = BODIES.map(lambda body: body + check_character(body))


def test_the_alphabet_has_31_characters_without_look_alikes() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 31
    assert not set("0o1li") & set(ALPHABET)


def test_a_token_holds_more_than_128_bits() -> None:
    assert (LENGTH - 1) * math.log2(len(ALPHABET)) > 128


def test_a_new_token_is_seven_groups_of_four() -> None:
    groups = new_token().split("-")
    assert [len(group) for group in groups] == [4] * 7


def test_new_tokens_are_valid_and_differ() -> None:
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(normalise(token) == token.replace("-", "") for token in tokens)


@given(TOKENS)
def test_the_shown_form_is_understood(token: str) -> None:
    assert normalise(grouped(token)) == token


@given(TOKENS)
def test_capitals_spaces_and_other_hyphens_do_not_matter(token: str) -> None:
    shown = grouped(token).upper()
    spoken = [shown.replace("-", mark) for mark in (" ", "", "\u2011", " \u2013 ", ".", "\u00a0", "\n")]
    assert {normalise(f"  {form}\u200b ") for form in spoken} == {token}


@given(TOKENS)
def test_keyboards_of_other_scripts_do_not_matter(token: str) -> None:
    cyrillic = token.translate(str.maketrans("abekmhpctyx", "авекмнрстух"))
    full_width = "".join(chr(ord(char) + 0xFEE0) for char in token)
    arabic = "".join(chr(0x0660 + int(char)) if char.isdigit() else char for char in token)
    assert {normalise(form) for form in (cyrillic, cyrillic.upper(), full_width, arabic)} == {token}


@given(TOKENS, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_noticed(token: str, place: int, wrong: str) -> None:
    typed = token[:place] + wrong + token[place + 1 :]
    assert normalise(typed) == (token if typed == token else None)


@given(TOKENS, st.integers(0, LENGTH - 2))
def test_every_swap_of_neighbours_is_noticed(token: str, place: int) -> None:
    typed = token[:place] + token[place + 1] + token[place] + token[place + 2 :]
    assert normalise(typed) == (token if typed == token else None)


def test_every_slip_in_one_token_is_noticed() -> None:
    token = normalise(new_token())
    assert token is not None
    slips = [
        token[:place] + char + token[place + 1 :]
        for place in range(LENGTH)
        for char in ALPHABET
        if char != token[place]
    ]
    assert len(slips) == 28 * 30
    assert all(normalise(slip) is None for slip in slips)


@given(TOKENS, st.sampled_from("0o1li!é"), st.integers(0, LENGTH - 1))
def test_a_character_outside_the_alphabet_is_a_mistake(token: str, char: str, place: int) -> None:
    assert normalise(token[:place] + char + token[place + 1 :]) is None


@given(TOKENS)
def test_a_wrong_length_is_a_mistake(token: str) -> None:
    assert normalise(token[:-1]) is None
    assert normalise(token + "2") is None


@given(st.text())
def test_any_text_is_a_token_or_none(text: str) -> None:
    token = normalise(text)
    assert token is None or normalise(token) == token


def test_a_very_long_text_is_refused() -> None:
    assert normalise("a" * 1_000_000) is None


@given(TOKENS)
def test_the_hash_is_sha256_of_the_normalised_form(token: str) -> None:
    assert token_hash(grouped(token).upper()) == hashlib.sha256(token.encode()).digest()


def test_a_mistyped_token_has_no_hash() -> None:
    with pytest.raises(ValueError, match="not a token"):
        token_hash("abcd")
