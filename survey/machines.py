"""Machines that call us: the bearer token that they show (RFC 6750), and problem details (RFC 9457) as our answer."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from flask import Response, request

PROBLEM: Final = "application/problem+json"


def new_token(prefix: str) -> str:
    """A fresh token, of which only the hash is kept; by its prefix a person, or a scanner of leaks, sees what it is."""
    return prefix + secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """SHA-256 (32 bytes) of a token: enough for 256 random bits, which nobody can guess."""
    return hashlib.sha256(token.encode()).digest()


def shown_token() -> str:
    """The bearer token that came with this request; empty where none did."""
    shown = request.authorization
    return (shown.token if shown is not None and shown.type == "bearer" else None) or ""


def problem(
    status: int, detail: str, headers: Mapping[str, str] | None = None, errors: list[dict[str, str]] | None = None
) -> Response:
    """What is wrong with a request, in English; `errors` are the single things to mend."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if errors:
        body["errors"] = errors
    return Response(json.dumps(body), status, headers, content_type=PROBLEM)
