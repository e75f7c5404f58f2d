"""A comparison as the JSON that the command, the API and other programs read. Pure."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from admin.insight.results import Comparison, Mark, Period, TrendPoint


def as_json(comparison: Comparison) -> dict[str, Any]:
    """`comparison` as nested dicts and lists that `json.dumps` takes; keys are the field names.

    Days are ISO 8601. A period is `{from, to}`; the mark's and a trend point's score stand among their own keys.
    """
    shaped: dict[str, Any] = _shape(comparison)
    return shaped


def _shape(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Period):
        return {"from": _shape(value.start), "to": _shape(value.end)}
    if isinstance(value, Mark):
        return {**_shape(value.score), "report_mark": _shape(value.report_mark)}
    if isinstance(value, TrendPoint):
        return {"month": value.month, "dimension": value.dimension, **_shape(value.perceived)}
    if is_dataclass(value):
        return {field.name: _shape(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_shape(item) for item in value]
    return value
