"""The JSON that came with a request."""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn

from flask import request

from admin.api.problems import Problem, Refused

LARGEST: Final = 8 * 1024 * 1024
"""Bytes."""


def json_body() -> Any:
    """The body as JSON. Raises Refused: 415 for another media type, 400 where it is not JSON; 413 when too large."""
    if request.mimetype != "application/json":
        raise Refused(Problem(415, "Send the body as application/json.", headers={"Accept": "application/json"}))
    request.max_content_length = LARGEST
    try:
        return json.loads(request.get_data(cache=False), parse_constant=_no_json)
    except (ValueError, RecursionError) as error:
        raise Refused(Problem(400, f"The body is not valid JSON{_where(error)}.")) from error


def _no_json(constant: str) -> NoReturn:
    raise ValueError(constant)


def _where(error: Exception) -> str:
    return f": line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
