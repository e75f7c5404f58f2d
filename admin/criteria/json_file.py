"""A set of criteria as a JSON file. Pure.

`{"format": "klankbord-criteria", "format_version": 1, "criteria": [...]}`; each criterion is an object with `code`,
`scale`, `norm` and `limit` (seconds; only on the scale `seconds`), `weight` (1 where it is left out) and `active` (true
where it is left out). An organisation's own criteria also have `requirement` (`nl`, `en`) and `reasons` (by language
code; `nl` is needed).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from admin.criteria.entries import FIELDS, Entry, Place, ReadSet, SetFault, as_fields, read_entries
from survey import languages
from survey.criteria.catalogue import Criterion
from survey.intake.cells import Cell
from survey.intake.faults import FileFault, shown
from survey.languages import N_

FORMAT: Final = "klankbord-criteria"
VERSION: Final = 1
_GROUPS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "requirement": ("requirement_", ("nl", "en")),
    "reasons": ("reason_", languages.CODES),
}
"""Objects within a criterion: the beginning of their fields' names, and their keys."""
_PLAIN: Final = FIELDS[:6]
_TOP: Final = ("format", "format_version", "criteria")

_NOT_JSON: Final = N_("This is neither a JSON file nor a workbook (XLSX): see line %(line)s, character %(column)s.")
_NOT_TEXT: Final = N_("This is neither a JSON file nor a workbook (XLSX).")
_OBJECT: Final = N_("an object with “criteria”")
_CRITERION: Final = N_("an object: a criterion with its code")
_LIST: Final = N_("a list of criteria")
_WORD: Final = N_("“%(word)s”")
_KEYS: Final = N_("one of: %(names)s")
_BY_LANGUAGE: Final = N_("an object with words by language")
_ONE_VALUE: Final = N_("a text, a number, true or false")


class _Unreadable(ValueError):
    """What JSON's own rules let through, and no other program reads the same."""


def as_json(criteria: Sequence[Criterion]) -> bytes:
    """The file, in UTF-8."""
    content = {"format": FORMAT, "format_version": VERSION, "criteria": [_object(each) for each in criteria]}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _object(criterion: Criterion) -> dict[str, Any]:
    fields = {name: _plain(value) for name, value in as_fields(criterion).items() if value is not None}
    found: dict[str, Any] = {name: fields[name] for name in _PLAIN if name in fields}
    for group, (start, keys) in _GROUPS.items():
        words = {key: fields[start + key] for key in keys if start + key in fields}
        if words:
            found[group] = words
    return found


def _plain(value: str | float | bool) -> str | float | bool:
    """A whole number without a needless “.0”."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def read_json(content: bytes) -> ReadSet:
    """The criteria in the file, with every fault by its JSON pointer. Raises FileFault where it is no JSON."""
    faults: list[SetFault] = []
    entries = tuple(_entries(_parsed(content), faults))
    if faults and not entries:
        return ReadSet((), tuple(faults))
    read = read_entries(entries, Place("/criteria"))
    return ReadSet(read.criteria, (*faults, *read.faults))


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise FileFault(_NOT_JSON, line=error.lineno, column=error.colno) from None
    except (ValueError, RecursionError):
        raise FileFault(_NOT_TEXT) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Unreadable("a name stands twice in one object")
    return found


def _no_constant(name: str) -> Any:
    raise _Unreadable(f"{name} is no number of JSON")


def _entries(content: Any, faults: list[SetFault]) -> Iterator[Entry]:
    if not isinstance(content, dict):
        faults.append(_fault("", content, _OBJECT))
        return
    for name, wanted in (("format", FORMAT), ("format_version", VERSION)):
        if content.get(name) != wanted:
            faults.append(_fault(f"/{name}", content.get(name), _WORD, word=str(wanted)))
    faults += _unknown(content, _TOP, "")
    criteria = content.get("criteria")
    if not isinstance(criteria, list):
        faults.append(_fault("/criteria", criteria, _LIST))
        return
    for place, each in enumerate(criteria):
        if isinstance(each, dict):
            yield _entry(each, f"/criteria/{place}", faults)
        else:
            faults.append(_fault(f"/criteria/{place}", each, _CRITERION))


def _entry(found: dict[str, Any], pointer: str, faults: list[SetFault]) -> Entry:
    faults += _unknown(found, (*_PLAIN, *_GROUPS), pointer)
    fields: dict[str, Cell] = {}
    for name in _PLAIN:
        _keep(fields, name, found.get(name), f"{pointer}/{name}", faults)
    for group, (start, keys) in _GROUPS.items():
        words = found.get(group)
        if isinstance(words, dict):
            faults += _unknown(words, keys, f"{pointer}/{group}")
            for key in keys:
                _keep(fields, start + key, words.get(key), f"{pointer}/{group}/{key}", faults)
        elif words is not None:
            faults.append(_fault(f"{pointer}/{group}", words, _BY_LANGUAGE))
    return Entry(fields, lambda name: Place(pointer + _path(name)))


def _keep(fields: dict[str, Cell], name: str, value: Any, pointer: str, faults: list[SetFault]) -> None:
    if isinstance(value, dict | list):
        faults.append(_fault(pointer, value, _ONE_VALUE))
    elif value is not None and value != "":
        fields[name] = value


def _path(name: str) -> str:
    for group, (start, _) in _GROUPS.items():
        if name.startswith(start):
            return f"/{group}/{name.removeprefix(start)}"
    return f"/{name}"


def _unknown(found: Mapping[str, Any], known: Sequence[str], pointer: str) -> list[SetFault]:
    names = ", ".join(known)
    return [
        _fault(f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}", name, _KEYS, names=names)
        for name in found
        if name not in known
    ]


def _fault(pointer: str, value: Any, expected: str, **values: str) -> SetFault:
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
    return SetFault(Place(pointer), shown(text), expected, values)
