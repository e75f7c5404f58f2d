"""The signature with which a telephone provider proves that a request is its own. Pure.

As Twilio documents it (and Telnyx, SignalWire and others follow): the full address with its query, then each POST field
by name in alphabetical order with its value right behind it, of which the HMAC-SHA-1 in base64 is sent along.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit, urlunsplit

HEADER: Final = "X-Twilio-Signature"
_USUAL_PORT: Final = {"http": 80, "https": 443}

Fields = Iterable[tuple[str, str]]


def signature(secret: str, url: str, fields: Fields) -> str:
    """The signature of a request: 28 characters of base64. A value that is there twice counts once, in order."""
    signed = url + "".join(name + value for name, value in sorted(set(fields)))
    # SHA-1 is the provider's choice; in an HMAC its collisions give nobody a way in.
    return base64.b64encode(hmac.new(secret.encode(), signed.encode(), hashlib.sha1).digest()).decode()


def is_signed(secret: str, url: str, fields: Fields, shown: str) -> bool:
    """Whether `shown` is the signature of this request; the provider may or may not write the usual port."""
    known = list(fields)
    found = [hmac.compare_digest(signature(secret, each, known).encode(), shown.encode()) for each in _written(url)]
    return any(found)


def _written(url: str) -> tuple[str, ...]:
    """The address as it is, without its port, and with the usual one."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition(":")[0] if parts.port else parts.netloc
    bare = urlunsplit(parts._replace(netloc=host))
    usual = urlunsplit(parts._replace(netloc=f"{host}:{_USUAL_PORT.get(parts.scheme, 80)}"))
    return url, bare, usual
