"""JSON Schema of the comparison, read from the dataclasses it is made of, so that it can't drift from them. Pure."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from admin.insight.results import Comparison, Mark, ReportMark, TrendPoint
from admin.insight.terms import Period, Score

Schema = dict[str, Any]
_PLAIN: Final[Mapping[Any, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    NoneType: {"type": "null"},
}


def comparison_schemas() -> dict[str, Schema]:
    """The schema of `Comparison`, and of everything in it, by name; refers to `#/components/schemas/`."""
    found: dict[str, Schema] = {}
    _schema(Comparison, found)
    return found


def reference(name: str) -> Schema:
    """What refers to the schema of this name."""
    return {"$ref": f"#/components/schemas/{name}"}


def object_of(properties: Mapping[str, Schema], description: str = "", optional: tuple[str, ...] = ()) -> Schema:
    """An object with these members, all required but the optional ones; a later version may add others."""
    return {
        "type": "object",
        **({"description": description} if description else {}),
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
    }


def _schema(kind: Any, found: dict[str, Schema]) -> Schema:
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0], found)}
    if isinstance(kind, UnionType):
        return _union([_schema(each, found) for each in get_args(kind)])
    if kind.__name__ not in found:
        found[kind.__name__] = {}  # so that a type may hold itself
        found[kind.__name__] = _described(kind, found)
    return reference(kind.__name__)


def _union(kinds: list[Schema]) -> Schema:
    """`type: [string, null]` where that says it all."""
    if all(kind.keys() == {"type"} for kind in kinds):
        return {"type": [kind["type"] for kind in kinds]}
    return {"anyOf": kinds}


def _described(kind: type, found: dict[str, Schema]) -> Schema:
    description = " ".join((inspect.getdoc(kind) or "").split())
    if issubclass(kind, StrEnum):
        return {"type": "string", "description": description, "enum": [each.value for each in kind]}
    return object_of(_members(kind, found), description)


def _members(kind: type, found: dict[str, Schema]) -> dict[str, Schema]:
    """The members of a dataclass as `json_shape` writes them."""
    if not is_dataclass(kind):
        raise TypeError(f"{kind} is not part of a comparison")
    if kind is Period:
        day = _schema(date | None, found)
        return {"from": day, "to": day}
    if kind is Mark:
        return {**_members(Score, found), "report_mark": _schema(ReportMark, found)}
    if kind is TrendPoint:
        return {"month": {"type": "string"}, "dimension": {"type": "string"}, **_members(Score, found)}
    hints = get_type_hints(kind)
    return {field.name: _schema(hints[field.name], found) for field in fields(kind)}
