"""A comparison as the JSON that the command, the API and other programs read. Pure."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import StrEnum
from functools import singledispatch
from typing import Any

from admin.insight.results import Comparison, Mark, TrendPoint
from admin.insight.terms import Period


def as_json(comparison: Comparison) -> dict[str, Any]:
    """`comparison` as nested dicts and lists that `json.dumps` takes; keys are the field names.

    Days are ISO 8601. A period is `{from, to}`; the mark's and a trend point's score stand among their
    own keys. Advice has its words in Dutch (`nl`) and English (`en`).
    """
    return _fields(comparison)


def _fields(record: Any) -> dict[str, Any]:
    return {field.name: shape(getattr(record, field.name)) for field in fields(record)}


@singledispatch
def shape(value: Any) -> Any:
    """Any of the frozen values that make a comparison, as `json.dumps` takes it."""
    return _fields(value)


@shape.register(type(None))
@shape.register(str)
@shape.register(int)
@shape.register(float)
def _plain(value: Any) -> Any:
    return value


@shape.register
def _word(value: StrEnum) -> Any:
    return value.value


@shape.register
def _day(value: date) -> str:
    return value.isoformat()


@shape.register
def _list(value: tuple) -> list[Any]:  # type: ignore[type-arg]  # singledispatch wants the bare class
    return [shape(item) for item in value]


@shape.register
def _period(value: Period) -> dict[str, Any]:
    return {"from": shape(value.start), "to": shape(value.end)}


@shape.register
def _mark(value: Mark) -> dict[str, Any]:
    return {**_fields(value.score), "report_mark": _fields(value.report_mark)}


@shape.register
def _trend_point(value: TrendPoint) -> dict[str, Any]:
    return {"month": value.month, "dimension": value.dimension, **_fields(value.perceived)}
