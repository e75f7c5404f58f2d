"""Reads the library of advice from its files, and refuses it where anything is missing or unclear. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from admin.insight.library.conditions import CONDITIONS
from admin.insight.library.items import OWN, PLACE, Item, Library, Need
from admin.insight.results import AdviceKind, AdviceWords
from admin.insight.terms import Quadrant
from survey import dimensions
from survey.criteria.catalogue import BY_CODE as CRITERIA

FOLDER: Final = Path(__file__).parent
REQUIREMENTS: Final = "requirements.toml"
LANGUAGES: Final = ("nl", "en")
LONGEST: Final = {"title": 70, "text": 420, "first_step": 300, "see_it_worked": 300}
"""The words of a piece of advice, each with its greatest length in characters."""
LONGEST_SENTENCE: Final = 22
"""In words: what a reader at level B1 takes in at once."""
_NEEDED: Final = ("code", "kind", "evidence", "serves", "reviewed", *LANGUAGES)
_FIELDS: Final = frozenset({*_NEEDED, "dimension", "criterion", "quadrants"})
_CODE: Final = re.compile(r"[a-z_]+(\.[a-z_]+){1,2}")
_SENTENCE_END: Final = re.compile(r"[.!?:;]\s+")
_FORBIDDEN: Final = re.compile(r"[<>%{}]|\s\s|\n")
Table = Mapping[str, Any]


class UnusableLibrary(ValueError):
    """The library can't be used; the message has a line for every fault, with its file, piece of advice and field."""


@cache
def library() -> Library:
    """The library of this program. Raises UnusableLibrary."""
    return read({path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))})


def read(files: Mapping[str, str]) -> Library:
    """The library in these files (TOML by name), in the order of the five B's. Raises UnusableLibrary."""
    faults: list[str] = []
    tables = {name: _parsed(name, text, faults) for name, text in files.items()}
    serves = tables.pop(REQUIREMENTS, {})
    found = [(f"{name}, {_name(table)}", table) for name, parsed in tables.items() for table in _pieces(parsed)]
    for place, table in found:
        faults += [f"{place}, {fault}" for fault in _faults(table, serves)]
    faults += [f"{place}, code: expected each code once" for place in _repeated(found)]
    if faults:
        raise UnusableLibrary("\n".join(faults))
    items = [_item(table, serves) for _, table in found]
    return Library(tuple(sorted(items, key=lambda item: _place(item.dimension))))


def _parsed(name: str, text: str, faults: list[str]) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{name}: {error}")
        return {}


def _pieces(parsed: Table) -> list[Table]:
    return [table for table in parsed.get("advice", []) if isinstance(table, dict)]


def _name(table: Table) -> str:
    return str(table.get("code", "a piece without code"))


def _repeated(found: list[tuple[str, Table]]) -> Iterator[str]:
    seen: set[str] = set()
    for place, table in found:
        if _name(table) in seen:
            yield place
        seen.add(_name(table))


def _place(dimension: str | None) -> int:
    return len(dimensions.CODES) if dimension is None else dimensions.CODES.index(dimension)


def _faults(table: Table, serves: Table) -> Iterator[str]:
    missing = [name for name in _NEEDED if name not in table]
    yield from (f"{name}: is missing" for name in missing)
    yield from (f"{name}: is not a field of a piece of advice" for name in sorted(table.keys() - _FIELDS))
    if missing:
        return
    yield from _subject_faults(table)
    yield from _choice_faults(table, serves)
    yield from _evidence_faults(table)
    yield from _review_faults(table["reviewed"])
    for language in LANGUAGES:
        yield from (f"{language}.{fault}" for fault in _word_faults(table[language], _is_own(table)))
    yield from _same_words(table)


def _subject_faults(table: Table) -> Iterator[str]:
    code, dimension, criterion = table["code"], table.get("dimension"), table.get("criterion")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        yield f"code: found {code!r}, expected small letters with one or two dots"
        return
    if dimension is not None and dimension not in dimensions.CODES:
        yield f"dimension: found {dimension!r}, expected one of {', '.join(dimensions.CODES)}"
    if criterion not in {None, OWN} and criterion not in CRITERIA:
        yield f"criterion: found {criterion!r}, expected a built-in criterion or {OWN!r}"
    elif criterion not in {None, OWN} and CRITERIA[criterion].dimension != dimension:
        yield f"criterion: {criterion} does not belong to {dimension}"
    begin = criterion or dimension or "everything"
    if code != begin and not code.startswith(f"{begin}."):
        yield f"code: found {code!r}, expected it to begin with {begin!r}"


def _choice_faults(table: Table, serves: Table) -> Iterator[str]:
    kinds = [kind.value for kind in AdviceKind]
    if table["kind"] not in kinds:
        yield f"kind: found {table['kind']!r}, expected one of {', '.join(kinds)}"
    if table["serves"] not in serves:
        yield f"serves: found {table['serves']!r}, expected one of {', '.join(sorted(serves))}"
    known = {quadrant.value for quadrant in Quadrant}
    chosen = table.get("quadrants", ["priority"])
    if not isinstance(chosen, list) or not chosen or not known.issuperset(chosen):
        yield f"quadrants: found {chosen!r}, expected some of {', '.join(sorted(known))}"


def _evidence_faults(table: Table) -> Iterator[str]:
    evidence = table["evidence"]
    if not isinstance(evidence, dict) or not evidence:
        yield "evidence: expected at least one condition"
        return
    for name, value in evidence.items():
        if name not in CONDITIONS:
            yield f"evidence.{name}: is not a condition; known: {', '.join(sorted(CONDITIONS))}"
        elif CONDITIONS[name].takes_number and (isinstance(value, bool) or not isinstance(value, int | float)):
            yield f"evidence.{name}: found {value!r}, expected a number"
        elif not CONDITIONS[name].takes_number and value is not True:
            yield f"evidence.{name}: found {value!r}, expected true"
        elif CONDITIONS[name].about == "criterion" and "criterion" not in table:
            yield f"evidence.{name}: needs a criterion"


def _review_faults(reviewed: Any) -> Iterator[str]:
    if not isinstance(reviewed, dict) or reviewed.keys() != {"on", "by"}:
        yield f"reviewed: found {reviewed!r}, expected the fields on and by"
        return
    if type(reviewed["on"]) is not date:
        yield f"reviewed.on: found {reviewed['on']!r}, expected a day"
    if not isinstance(reviewed["by"], str) or not reviewed["by"].strip():
        yield "reviewed.by: expected who reviewed it"


def _is_own(table: Table) -> bool:
    return table.get("criterion") == OWN


def _word_faults(words: Any, is_own: bool) -> Iterator[str]:
    if not isinstance(words, dict) or words.keys() != LONGEST.keys():
        yield f"words: expected the fields {', '.join(LONGEST)}"
        return
    for name, text in words.items():
        yield from (f"{name}: {fault}" for fault in _text_faults(text, LONGEST[name], is_own))
    if is_own and PLACE not in str(words["title"]):
        yield f"title: expected {PLACE} in it"


def _text_faults(text: Any, longest: int, is_own: bool) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip() or text != text.strip():
        yield "expected words, without white space around them"
        return
    if len(text) > longest:
        yield f"has {len(text)} characters, at most {longest}"
    for sentence in _SENTENCE_END.split(text):
        if len(sentence.split()) > LONGEST_SENTENCE:
            yield f"a sentence has {len(sentence.split())} words, at most {LONGEST_SENTENCE}: {sentence!r}"
    if found := _FORBIDDEN.search(text.replace(PLACE, "") if is_own else text):
        yield f"found {found.group()!r}, which no text may have"


def _same_words(table: Table) -> Iterator[str]:
    dutch, english = (table[language] if isinstance(table[language], dict) else {} for language in LANGUAGES)
    yield from (f"en.{name}: is the same as in Dutch" for name in LONGEST if dutch.get(name) == english.get(name))


def _item(table: Table, serves: Table) -> Item:
    words = {
        language: AdviceWords(**table[language], telefoonwijzer=serves[table["serves"]][language])
        for language in LANGUAGES
    }
    return Item(
        code=table["code"],
        dimension=table.get("dimension"),
        criterion=table.get("criterion"),
        quadrants=frozenset(map(Quadrant, table.get("quadrants", Quadrant))),
        kind=AdviceKind(table["kind"]),
        needs=tuple(
            Need(name, None if isinstance(value, bool) else float(value)) for name, value in table["evidence"].items()
        ),
        serves=table["serves"],
        **words,
        reviewed_on=table["reviewed"]["on"],
        reviewed_by=table["reviewed"]["by"],
    )
