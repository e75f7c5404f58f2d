"""Every address of staff's side, with the ids and words that a test puts in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule

from admin.accounts.permission import staff_endpoints

_PLACE = re.compile(r"<(?:(?P<kind>\w+)(?:\((?P<choices>[^)]*)\))?:)?\w+>")


def staff_rules(app: Flask, method: str) -> list[Rule]:
    """The rules of staff's side that take this method."""
    endpoints = staff_endpoints(app)
    rules = app.url_map.iter_rules()
    found = [rule for rule in rules if rule.endpoint in endpoints and method in (rule.methods or ())]
    assert found, "a walk over nothing proves nothing"
    return found


def takes_ids(rule: Rule) -> bool:
    """Whether the address names one thing of an organisation; a number counts within the reader's own."""
    return any(place["kind"] not in {"any", "int"} for place in _PLACE.finditer(rule.rule))


def addresses(rule: Rule, ids: Sequence[UUID], words: Sequence[str]) -> Iterator[str]:
    """The rule's addresses with each of these ids and words in its places."""
    places = list(_PLACE.finditer(rule.rule))
    for values in product(*(_values(place, ids, words) for place in places)):
        address, end = "", 0
        for place, value in zip(places, values, strict=True):
            address += rule.rule[end : place.start()] + value
            end = place.end()
        yield address + rule.rule[end:]


def _values(place: re.Match[str], ids: Sequence[UUID], words: Sequence[str]) -> list[str]:
    kind = place["kind"]
    if kind == "uuid":
        return [str(each) for each in ids]
    if kind == "any":
        return [choice.strip(" '\"") for choice in place["choices"].split(",")]
    return ["1"] if kind in {"int", "float"} else list(words)
