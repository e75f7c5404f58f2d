"""Words are found without regard to capitals and accents."""

from __future__ import annotations

import pytest

from admin.comments.suggestions import suggestions
from admin.comments.words import has_all, is_about, searchable, terms_of, words_of


@pytest.mark.parametrize(
    ("query", "is_found"),
    [("GEINFORMEERD", True), ("geïnformeerd", True), ("wacht", True), ("tijd lang", True), ("kort", False), ("", True)],
)
def test_a_search_finds_parts_of_words(query: str, is_found: bool) -> None:
    text = searchable("Lange wachttijd, en niet geïnformeerd!")
    assert has_all(text, terms_of(query)) is is_found


def test_a_theme_is_about_words_from_their_beginning() -> None:
    text = searchable("Steeds doorverbonden. Ik word niet teruggebeld; terug bellen zou")
    assert is_about(text, [searchable("Doorverbond")])
    assert is_about(text, [searchable("terug bel")])
    assert not is_about(text, [searchable("verbonden")])
    assert not is_about(text, [searchable("bellen terug")])
    assert not is_about(text, [""])


def test_markers_are_no_words() -> None:
    assert words_of("Bel mij op [phone] of [e-mail], é!") == ["bel", "mij", "op", "of", "é"]


def _comments(*texts: str, language: str = "nl") -> list[tuple[str, str]]:
    return [(language, text) for text in texts]


def test_frequent_words_and_pairs_are_suggested() -> None:
    comments = _comments(
        *(f"zin {number} het keuzemenu is te lang" for number in range(5)),
        *(f"zin {number} niet doorverbonden graag" for number in range(4)),
        *(f"iets anders {number}" for number in range(30)),
    )
    found = {(each.words, each.comments) for each in suggestions(comments)}
    assert ("keuzemenu is", 5) not in found
    assert any("keuzemenu" in words for words, _ in found)
    assert any("doorverbonden" in words for words, _ in found)
    assert not any("anders" in words for words, _ in found), "it is in most comments, so it tells nothing apart"


def test_what_a_theme_has_is_not_suggested_again() -> None:
    comments = _comments(*(f"{number} keuzemenu" for number in range(5)))
    assert [each.words for each in suggestions(comments)] == ["keuzemenu"]
    assert suggestions(comments, ["keuzemen"]) == ()


def test_languages_are_counted_apart() -> None:
    comments = _comments(*["waiting"] * 2) + _comments(*["waiting"] * 3, language="en")
    assert [(each.language, each.comments) for each in suggestions(comments)] == [("en", 3)]
