"""Spoken codes: an employee reads eight characters aloud, the citizen types them at `/code`.

Seven random characters of the tokens' alphabet (31 letters and digits that neither look nor sound alike in print) and
one check character: 34.7 bits. That is too few to be safe by itself, so only a keyed hash is kept and guessing is
throttled, per network and for all networks together (`docs/security.md` has the sum).
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Final

from survey.invitations.tokens import ALPHABET, check_character, tidied
from survey.privacy import keyed_hash
from survey.settings import settings

LENGTH: Final = 8
"""Characters, the check character included."""
LASTS: Final = timedelta(days=7)
"""How long a code can be used, unless told otherwise."""
LONGEST_TYPED: Final = 60
"""More characters than anybody types by mistake."""


def new_code() -> str:
    """A fresh code as it is read aloud and printed: `K7PM-4MDX`."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return written(body + check_character(body))


def written(normalised: str) -> str:
    """A normalised code in capitals, in two groups of four."""
    capitals = normalised.upper()
    return f"{capitals[: LENGTH // 2]}-{capitals[LENGTH // 2 :]}"


def normalise(text: str) -> str | None:
    """The code in what somebody typed, in small letters without hyphens; None when it is mistyped.

    Capitals, spaces, hyphens and look-alikes of other scripts are tolerated, as in tokens. One wrong character, or
    two neighbours that changed places, is always found.
    """
    if len(text) > LONGEST_TYPED:
        return None
    code = tidied(text)
    if len(code) != LENGTH or any(char not in ALPHABET for char in code):
        return None
    return code if check_character(code[:-1]) == code[-1] else None


def code_hash(code: str) -> bytes:
    """The keyed hash (32 bytes) that is kept of a code. Raises ValueError on a mistyped one."""
    normalised = normalise(code)
    if normalised is None:
        raise ValueError("not a code: wrong length, character or check character")
    return keyed_hash(settings().secret_key, "spoken codes", normalised)
