"""Files that another instance could send, and what can be wrong with them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from admin.benchmark import contents, envelope
from admin.benchmark.contents import Contents, Peer, PeerScore

UNTIL = date(2026, 3, 31)
MADE = datetime(2026, 4, 22, 8, 0, tzinfo=UTC)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
PUBLIC = envelope.public_half(KEY)


def peers(number: int = 6, start: int = 500, first: int = 0) -> tuple[Peer, ...]:
    """So many organisations, each ten tenths better than the one before, as far as scores go."""
    return tuple(
        Peer(f"{first + place:032x}", (PeerScore("bekend", "perceived", min(1000, start + 10 * place), 120),))
        for place in range(number)
    )


def body(made_at: datetime = MADE, until: date = UNTIL, found: tuple[Peer, ...] | None = None) -> dict[str, Any]:
    """The contents of a good file."""
    return contents.written(Contents("https://elders.example", made_at, until, peers() if found is None else found))


def signed(what: dict[str, Any], key: Ed25519PrivateKey = KEY) -> bytes:
    """A file with these contents and a signature that fits."""
    return envelope.sealed(what, key)
