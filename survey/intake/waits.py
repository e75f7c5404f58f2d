"""Waiting times in classes: fine ones for percentiles, wide ones that may stand on an answer. Pure."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

STEP: Final = 5
"""Seconds a fine class is wide: class 0 is 0-4 seconds, class 1 is 5-9 seconds."""
LAST: Final = 120
"""The fine class of every wait of ten minutes or longer."""
UP_TO: Final = (30, 60, 120, 300)
"""Seconds up to and including which the wide classes 0-3 reach; class 4 is every longer wait.

So wide that the class on an answer, beside its day, team and topic, points at no single call.
"""
WIDE: Final = range(len(UP_TO) + 1)


def fine_class(seconds: int) -> int:
    """The fine class of a wait."""
    return min(seconds // STEP, LAST)


def wide_class(seconds: int | None) -> int | None:
    """The wide class of a wait; None where the wait is not known."""
    return None if seconds is None else bisect_left(UP_TO, seconds)
