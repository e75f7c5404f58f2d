"""Keyed hashes: a trace that can be compared but not read back without the instance's secret."""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def derived_key(secret: str, purpose: str) -> bytes:
    """A 32-byte key for one purpose (RFC 5869), so that no two uses of the secret share a key."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())


def keyed_hash(secret: str, purpose: str, value: str) -> bytes:
    """HMAC-SHA-256 of `value` under the key for `purpose`: 32 bytes."""
    return hmac.new(derived_key(secret, purpose), value.encode(), hashlib.sha256).digest()
