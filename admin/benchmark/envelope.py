"""A signed file: contents in canonical JSON, an Ed25519 signature (RFC 8032) over them, and whose key it was. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from survey.languages import N_

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a file: a thousand organisations are a fifth of it."""
_PURPOSE: Final = b"klankbord benchmark file\n"
"""Signed along, so that a signature under something else never fits a file."""
_KEY: Final = re.compile(r"[0-9a-f]{64}")


class RefusedFile(ValueError):
    """A file that is not taken in; `message` is an English message id with `values` to fill in."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message % values)
        self.message = message
        self.values = values


@dataclass(frozen=True, slots=True)
class Envelope:
    """A file before its signature was looked at: contents, public key (64 hexadecimal digits), signature."""

    contents: dict[str, Any]
    key: str
    signature: bytes


def canonical(contents: dict[str, Any]) -> bytes:
    """The one way to write these contents: keys sorted, no spaces, UTF-8. They hold no broken numbers."""
    return json.dumps(contents, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def sealed(contents: dict[str, Any], key: Ed25519PrivateKey) -> bytes:
    """A file with these contents, signed."""
    signature = key.sign(_PURPOSE + canonical(contents))
    envelope = {"contents": contents, "key": public_half(key), "signature": b64encode(signature).decode()}
    return json.dumps(envelope, ensure_ascii=False, indent=1).encode()


def public_half(key: Ed25519PrivateKey) -> str:
    """The public key as 64 hexadecimal digits."""
    return key.public_key().public_bytes_raw().hex()


def fingerprint(key: str) -> str:
    """What people read to each other to know that they mean the same key: 32 digits of its SHA-256, in groups."""
    digits = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:32]
    return " ".join(digits[place : place + 4] for place in range(0, 32, 4))


def key_in(text: str) -> str | None:
    """The public key in what somebody typed or pasted, or None where there is none."""
    digits = "".join(text.split()).lower()
    return digits if _KEY.fullmatch(digits) else None


def opened(file: bytes) -> Envelope:
    """What is in a file. Raises RefusedFile where it is no such file; nothing in it is believed yet."""
    if len(file) > LARGEST:
        raise RefusedFile(TOO_LARGE)
    try:
        read = json.loads(
            file.decode("utf-8-sig"), object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number
        )
        contents, key, signature = read["contents"], read["key"], b64decode(read["signature"], validate=True)
    except (ValueError, KeyError, TypeError, RecursionError, NotBase64) as fault:
        raise RefusedFile(_NO_FILE) from fault
    if set(read) != {"contents", "key", "signature"} or not isinstance(contents, dict) or not isinstance(key, str):
        raise RefusedFile(_NO_FILE)
    if not _KEY.fullmatch(key):
        raise RefusedFile(_NO_FILE)
    return Envelope(contents, key, signature)


TOO_LARGE: Final = N_("This file is too large to be a file with scores.")
_NO_FILE: Final = N_("This is no file with scores of another Klankbord, or it was damaged on the way.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that comes twice: two readers could believe different ones."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name comes twice")
    return found


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no whole number")


def check_signature(envelope: Envelope) -> None:
    """Raise RefusedFile where the contents are not what the holder of the key signed."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(envelope.key)).verify(
            envelope.signature, _PURPOSE + canonical(envelope.contents)
        )
    except (InvalidSignature, ValueError) as fault:
        raise RefusedFile(
            N_("The signature does not fit: this file was changed after it was made. Ask the sender for a new one.")
        ) from fault
