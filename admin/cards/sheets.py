"""Which sheets there are to print, and which language stands where. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from math import ceil
from typing import Final

from survey.languages import DEFAULT, N_

ON_A_SHEET: Final = 4
"""Cards of A6 on a sheet of A4."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of sheet: its code, what it is called, its template, and its paper with the size beside A4."""

    code: str
    name: str
    template: str
    paper: str
    scale: float = 1.0


CARDS: Final = Kind("card", N_("Cards to hand out: four of A6 on A4, with marks to cut along"), "cards", "a4")
KINDS: Final = (
    CARDS,
    Kind("poster-a4", N_("Poster on A4"), "poster", "a4"),
    Kind("poster-a3", N_("Poster on A3"), "poster", "a3", 2**0.5),
)
BY_CODE: Final = {kind.code: kind for kind in KINDS}


def on_cards(languages: Sequence[str]) -> tuple[str, ...]:
    """The language of each card, on as few whole sheets as hold all `languages`; what is left over starts again."""
    places = ON_A_SHEET * ceil(len(languages) / ON_A_SHEET)
    return tuple(islice(cycle(languages), places))


def opens_in(languages: Sequence[str]) -> str | None:
    """The language that a code beside these languages opens the survey in; None where the phone's own decides.

    Dutch stands on what everybody gets, so it says nothing of who reads it.
    """
    return languages[0] if len(languages) == 1 and languages[0] != DEFAULT else None


def filename(slug: str, kind: str, languages: Sequence[str]) -> str:
    """What the file is called."""
    return "-".join(("klankbord", slug, kind, *languages)) + ".pdf"
