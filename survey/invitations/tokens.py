"""Invitation tokens: unguessable, readable aloud, and telling a slip of the finger from a wrong link. Pure.

A token is 27 random characters of a 31-letter alphabet (133.7 bits) and one check character. The check is a
weighted sum modulo 31. Because 31 is prime, and no weight or difference of neighbouring weights is 0 modulo
31, every single wrong character and every swap of two different neighbours changes it (Verhoeff 1969, Error
detecting decimal codes).
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from typing import Final
from uuid import UUID

from survey.privacy import keyed_hash

ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""Digits and small letters without those that look or sound alike in print: 0, o, 1, l, i."""
LENGTH: Final = 28
"""Characters without hyphens, the check character included."""
GROUP: Final = 4

_VALUE: Final = {char: value for value, char in enumerate(ALPHABET)}
_AS_WE_WRITE: Final = re.compile(f"[{ALPHABET}-]+")
_CYRILLIC: Final = str.maketrans("авекмнрстух", "abekmhpctyx")
_SEPARATORS: Final = frozenset(" \t\r\n.,_")


def new_token() -> str:
    """A fresh token as shown to people: seven groups of four, `abcd-efgh-...`."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return grouped(body + check_character(body))


def derived_token(secret: str, invitation_id: UUID) -> str:
    """The token of an invitation that a message goes out for: the same whenever the message is put together.

    HMAC-SHA-256 of the invitation's id under the instance's secret, written in the alphabet: nothing to keep, and
    nothing to find in the database. The 256 bits are reduced to 27 characters (133.7 bits) with a bias under 2^-122.
    """
    number = int.from_bytes(keyed_hash(secret, "invitation tokens", str(invitation_id)))
    body = ""
    for _ in range(LENGTH - 1):
        number, value = divmod(number, len(ALPHABET))
        body += ALPHABET[value]
    return grouped(body + check_character(body))


def grouped(normalised: str) -> str:
    """A normalised token with a hyphen after every fourth character."""
    return "-".join(normalised[start : start + GROUP] for start in range(0, len(normalised), GROUP))


def check_character(body: str) -> str:
    """The character that makes the weighted sum of the whole token 0 modulo 31 (weights 2-28, itself 1)."""
    total = sum(weight * _VALUE[char] for weight, char in enumerate(body, start=2))
    return ALPHABET[-total % len(ALPHABET)]


def normalise(text: str) -> str | None:
    """The token in what somebody typed or followed, without hyphens; None when it is mistyped.

    Capitals, spaces, any kind of hyphen, dots, full-width characters, other scripts' digits and the Cyrillic
    letters that look like ours are tolerated. Characters that the alphabet leaves out for their looks
    (0, o, 1, l, i) look like none that it has, so they are a mistake.
    """
    if len(text) > 4 * LENGTH:
        return None
    token = text.replace("-", "") if _AS_WE_WRITE.fullmatch(text) else tidied(text)
    if len(token) != LENGTH or any(char not in _VALUE for char in token):
        return None
    return token if check_character(token[:-1]) == token[-1] else None


def tidied(text: str) -> str:
    """What somebody typed in small letters and digits, without separators of any kind."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(_CYRILLIC)
    return "".join(_digit(char) for char in plain if not _is_separator(char))


def _is_separator(char: str) -> bool:
    return char in _SEPARATORS or unicodedata.category(char) in ("Pd", "Zs", "Cf")


def _digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


def token_hash(token: str) -> bytes:
    """SHA-256 (32 bytes) of the normalised token: all that is stored of it.

    A plain hash is enough, for 133 random bits cannot be searched. Raises ValueError on a mistyped token.
    """
    normalised = normalise(token)
    if normalised is None:
        raise ValueError("not a token: wrong length, character or check character")
    return hashlib.sha256(normalised.encode("ascii")).digest()
