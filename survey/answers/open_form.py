"""Forms of the open link: each carries a signed number that can be used once, and the link as a QR code."""

from __future__ import annotations

import hashlib
import io
import secrets
from typing import Final

import segno
from flask import Response, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer

from survey import dimensions
from survey.settings import settings

LASTS: Final = 24 * 3600
"""Seconds that a form may be open before it is sent."""
MIMETYPES: Final = {"svg": "image/svg+xml", "png": "image/png"}


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt="open form")


def new_form() -> str:
    """A signed number for a form that is about to be shown."""
    return _signer().dumps(secrets.token_urlsafe(16))


def form_hash(signed: str) -> bytes | None:
    """SHA-256 of a form's number, 32 bytes; None where we didn't sign it, or too long ago."""
    try:
        number = _signer().loads(signed, max_age=LASTS)
    except BadSignature:
        return None
    return hashlib.sha256(str(number).encode()).digest()


def poster(slug: str, kind: str, channel: str | None) -> Response:
    """The open link as a QR code that says it is one: `kind` svg or png, error correction M, four modules of margin."""
    named = channel if channel in dimensions.CHANNELS else None
    address = settings().public_url + url_for("answers.open_link", slug=slug, channel=named, via="qr")
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind=kind, scale=8, border=4, light="white")
    response = Response(picture.getvalue(), mimetype=MIMETYPES[kind])
    response.headers["Content-Disposition"] = f'inline; filename="{slug}-qr.{kind}"'
    return response
