"""Which groups of a row of counts must stay hidden so that no small group can be had. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")


def hidden_groups(counts: Mapping[Key, int], least: int) -> frozenset[Key]:
    """Keys of the groups to hide, where the total of all groups is shown elsewhere.

    Every group under `least` is hidden. Where those together could be had by subtraction from the total
    and are fewer than `least` (but not nobody), the smallest group shown is hidden too, the first of
    equals, until they are enough.
    """
    hidden = {key for key, count in counts.items() if count < least}
    shown = sorted((key for key in counts if key not in hidden), key=counts.__getitem__)
    together = sum(counts[key] for key in hidden)
    for key in shown:
        if not 0 < together < least:
            break
        hidden.add(key)
        together += counts[key]
    return frozenset(hidden)
