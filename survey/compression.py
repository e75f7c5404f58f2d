"""Brotli or gzip for the citizen's pages and the style sheets.

Staff's pages stay plain: they carry a form's secret next to text that others typed (the BREACH attack).
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from typing import Final

import brotli
from flask import Flask, Response, request
from werkzeug.http import parse_accept_header

SMALLEST: Final = 500
"""Bytes below which compression gains nothing."""
KINDS: Final = ("text/html", "text/css", "image/svg+xml", "text/javascript")


def register(app: Flask) -> None:
    """Compress what a citizen's browser loads."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """Compress the body where the browser accepts it; empty pages are few, so each is compressed once a worker."""
    if response.mimetype not in KINDS or request.path.startswith("/admin"):
        return response
    response.vary.add("Accept-Encoding")
    encoding = _encoding(request.headers.get("Accept-Encoding", ""))
    if encoding is None or response.headers.get("Content-Encoding") or response.status_code in (204, 304):
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < SMALLEST:
        return response
    # What comes back from a POST holds what a citizen typed: it must not stay in memory. Other pages differ each time.
    comes_again = request.method == "GET" and request.endpoint in {"static", "answers.personal"}
    squeeze = _kept if comes_again else _compressed
    response.set_data(squeeze(body, encoding))
    response.headers["Content-Encoding"] = encoding
    return response


@lru_cache(maxsize=256)
def _encoding(header: str) -> str | None:
    """The encoding to use for a browser that sends this header; None where it takes neither."""
    accepted = parse_accept_header(header)
    return next((name for name in ("br", "gzip") if accepted[name]), None)


@lru_cache(maxsize=256)
def _kept(body: bytes, encoding: str) -> bytes:
    return _compressed(body, encoding)


def _compressed(body: bytes, encoding: str) -> bytes:
    return brotli.compress(body, quality=9) if encoding == "br" else gzip.compress(body, 6, mtime=0)
