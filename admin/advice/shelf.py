"""The library as its page shows it: every piece with its words, and when it is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext

from admin.advice.wording import WHEN
from admin.insight.advised import KINDS, about
from admin.insight.figures import requirement
from admin.insight.formatting import short
from admin.insight.library.items import OWN, PLACE, Item, Need
from admin.insight.library.reading import library
from admin.insight.results import AdviceWords
from survey import dimensions
from survey.locale import page_language, translated


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of advice: its words in `language`, the rest in the language of the page."""

    code: str
    kind: str
    requirement: str
    words: AdviceWords
    language: str
    when: tuple[str, ...]
    item: Item

    @property
    def is_foreign(self) -> bool:
        """Whether its words are in another language than the page."""
        return self.language != page_language().code


@dataclass(frozen=True, slots=True)
class Shelf:
    """The advice on one B, or on the whole service and own criteria."""

    name: str
    pieces: tuple[Piece, ...]


def shelves(dimension: str | None = None) -> Iterator[Shelf]:
    """The library by B, or one B of it; what is about no B comes last."""
    chosen = dimensions.CODES if dimension is None else (dimension,)
    for code in chosen:
        yield _shelf(code)
    if dimension is None:
        yield _shelf(None)


def _shelf(dimension: str | None) -> Shelf:
    found = (item for item in library().items if item.dimension == dimension)
    return Shelf(about(dimension), tuple(_piece(item) for item in found))


def _piece(item: Item) -> Piece:
    words, language = item.words(page_language().code)
    return Piece(
        code=item.code,
        kind=translated(KINDS[item.kind]),
        requirement=_requirement(item),
        words=words,
        language=language,
        when=tuple(_when(need) for need in item.needs),
        item=item,
    )


def _requirement(item: Item) -> str:
    """The criterion that it is about, or nothing."""
    if item.criterion is None:
        return ""
    return str(gettext("A requirement of your own")) if item.criterion == OWN else requirement(item.criterion).text


def _when(need: Need) -> str:
    if need.value is None:
        return translated(WHEN[need.name])
    return str(gettext(WHEN[need.name], number=short(need.value)))


def shown(text: str) -> str:
    """A text of the library with a mark where an own criterion will stand."""
    return text.replace(PLACE, "…")
