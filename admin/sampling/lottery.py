"""Drawing lots: which of some things are chosen follows from a seed and their names alone. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from secrets import randbelow
from typing import Final

MOST_SEED: Final = 999_999_999


def new_seed() -> int:
    """A seed that nobody could foresee."""
    return 1 + randbelow(MOST_SEED)


def in_drawn_order(names: Iterable[str], seed: int) -> list[str]:
    """The names in the order of their lots: the first n are a simple random sample of n.

    The lot of a name is SHA-256 of seed and name, so it depends on no database, platform or order, and a larger
    sample with the same seed holds the smaller one.
    """
    return sorted(names, key=lambda name: (sha256(f"{seed}\n{name}".encode()).digest(), name))
