"""What may be sent to us: how much, and JSON that anybody may have written."""

from __future__ import annotations

from typing import Any, Final

from flask import Flask, request

LARGEST_PUBLIC: Final = 256 * 1024
"""Bytes of a body at an address that is open to everybody: a filled-in survey has some thousands."""
LARGEST_FORM: Final = 2 * 1024 * 1024
"""Bytes of a form without files: a round of audited calls has some hundreds of thousands."""
STAFF: Final = ("/admin/", "/api/")
"""Where the rest is: files are sent there, and each has a limit of its own."""


def register(app: Flask) -> None:
    """Refuse larger bodies while they are read: one that comes in pieces does not say how long it is."""
    app.before_request(_limit)


def _limit() -> None:
    if not request.path.startswith(STAFF):
        request.max_content_length = LARGEST_PUBLIC
    elif request.mimetype == "application/x-www-form-urlencoded":
        request.max_content_length = LARGEST_FORM


def json_object() -> dict[str, Any] | None:
    """The JSON object that was sent, whatever it is said to be; None where it is none."""
    try:
        found = request.get_json(force=True, silent=True)
    except RecursionError:  # brackets within brackets, thousands deep
        return None
    return found if isinstance(found, dict) else None
