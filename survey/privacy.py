"""Keyed hashes, a trace that can be compared but not read back, and sealing, that can be opened with a key."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

IN_VAULT: Final = {"vault": True}
"""`info` of a column whose values a Vault sealed: what `addresses rotate` seals again."""


@lru_cache(maxsize=16)
def derived_key(secret: str, purpose: str) -> bytes:
    """A 32-byte key for one purpose (RFC 5869), so that no two uses of the secret share a key."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())


def keyed_hash(secret: str, purpose: str, value: str) -> bytes:
    """HMAC-SHA-256 of `value` under the key for `purpose`: 32 bytes."""
    return hmac.digest(derived_key(secret, purpose), value.encode(), "sha256")


class NotOurSealError(ValueError):
    """None of the keys opens this: it was sealed with a key that is gone, or has been changed."""


class NoKeyError(RuntimeError):
    """There is nothing to seal with: ADDRESS_KEYS is not set."""


class Vault:
    """Seals and opens short texts (Fernet: AES-128-CBC with HMAC-SHA-256); the first key seals, all of them open."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises NoKeyError where there are no keys."""
        if not keys:
            raise NoKeyError(
                "ADDRESS_KEYS is not set, so addresses can't be kept. "
                "Make a key with: flask --app wsgi addresses new-key"
            )
        fernets = [Fernet(key) for key in keys]
        self._newest = fernets[0]
        self._keys = MultiFernet(fernets)

    def seal(self, text: str) -> bytes:
        """`text`, readable only with a key. Never the same twice."""
        return self._keys.encrypt(text.encode())

    def open(self, sealed: bytes) -> str:
        """What was sealed. Raises NotOurSealError."""
        try:
            return self._keys.decrypt(sealed).decode()
        except InvalidToken as error:
            raise NotOurSealError("sealed with a key that is not in ADDRESS_KEYS") from error

    def reseal(self, sealed: bytes) -> bytes:
        """The same, sealed with the first key. Raises NotOurSealError."""
        try:
            return self._keys.rotate(sealed)
        except InvalidToken as error:
            raise NotOurSealError("sealed with a key that is not in ADDRESS_KEYS") from error

    def is_newest(self, sealed: bytes) -> bool:
        """Whether this was sealed with the first key."""
        try:
            self._newest.decrypt(sealed)
        except InvalidToken:
            return False
        return True
