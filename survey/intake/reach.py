"""How a citizen can be reached about a contact, as it was sent: beside the contact, never in it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

ADDRESS_FIELDS: Final = ("email", "mobile", "letter")
"""Fields with an address. Whether it can be used is judged later: one that can't is as good as none."""
CONFIDENTIAL: Final = "confidential"
REACH_FIELDS: Final = (*ADDRESS_FIELDS, CONFIDENTIAL)
LONGEST_ADDRESS: Final = 1000
"""Characters; a longer one is none."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Addresses as they were written (never shown, so that no error or log has them); `letter` has a line a line."""

    email: str | None = field(default=None, repr=False)
    mobile: str | None = field(default=None, repr=False)
    letter: str | None = field(default=None, repr=False)
    confidential: bool = False


NOWHERE: Final = Reach()
"""Of a contact that came without any address."""
