"""Spells a code as it is said over the phone. Pure.

In Dutch and Frisian by the Dutch spelling alphabet, in all other languages by that of the ICAO (Annex 10, volume II).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DUTCH: Final = {
    "A": "Anton", "B": "Bernard", "C": "Cornelis", "D": "Dirk", "E": "Eduard", "F": "Ferdinand", "G": "Gerard",
    "H": "Hendrik", "J": "Johan", "K": "Karel", "M": "Marie", "N": "Nico", "P": "Pieter", "Q": "Quotiënt",
    "R": "Rudolf", "S": "Simon", "T": "Teunis", "U": "Utrecht", "V": "Victor", "W": "Willem", "X": "Xantippe",
    "Y": "Ypsilon", "Z": "Zaandam",
}  # fmt: skip
INTERNATIONAL: Final = {
    "A": "Alfa", "B": "Bravo", "C": "Charlie", "D": "Delta", "E": "Echo", "F": "Foxtrot", "G": "Golf", "H": "Hotel",
    "J": "Juliett", "K": "Kilo", "M": "Mike", "N": "November", "P": "Papa", "Q": "Quebec", "R": "Romeo",
    "S": "Sierra", "T": "Tango", "U": "Uniform", "V": "Victor", "W": "Whiskey", "X": "X-ray", "Y": "Yankee",
    "Z": "Zulu",
}  # fmt: skip
IN_DUTCH: Final = frozenset({"nl", "fy"})


@dataclass(frozen=True, slots=True)
class Spelled:
    """One character of a code and the word that it is said as; a digit is its own word."""

    character: str
    word: str


def spelled(code: str, language: str) -> tuple[tuple[Spelled, ...], ...]:
    """The groups of a written code (`K7PM-4MDX`), each character with its word, for who works in this language."""
    words = DUTCH if language in IN_DUTCH else INTERNATIONAL
    return tuple(tuple(Spelled(each, words.get(each, each)) for each in group) for group in code.split("-"))
