"""How a sample is spread over strata, and how large it must be. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, sqrt
from typing import Final, TypeVar

from admin.insight.statistics import LEVEL, Sample

ASSUMED_SD: Final = 25.0
"""Points of 0-100 by which calls are taken to spread where no earlier round tells."""
LEAST_CALLS: Final = 10
"""Calls of earlier rounds from which their own spread is used."""

Key = TypeVar("Key")


def allocate(strata: Mapping[Key, int], size: int) -> dict[Key, int]:
    """`size` spread over the strata (each with its number of contacts) in proportion, by largest remainder.

    Each stratum gets the whole part of its share; what is left goes one by one to the largest remainders, at equal
    remainders in the order of the strata (Hamilton's method). A stratum never gets more than it has; where `size` is
    more than there is, each gets all it has.
    """
    contacts = sum(strata.values())
    if size >= contacts:
        return dict(strata)
    shares = {key: divmod(max(size, 0) * number, contacts) for key, number in strata.items()}
    given = {key: whole for key, (whole, _) in shares.items()}
    left = max(size, 0) - sum(given.values())
    for key in sorted(shares, key=lambda each: -shares[each][1])[:left]:
        given[key] += 1
    return given


def half_width(calls: int, sd: float, contacts: int) -> float:
    """Half of the 95 % interval of a mean over `calls` of `contacts`, in the unit of `sd`; infinite under two calls.

    t(calls - 1) · sd / sqrt(calls) · sqrt(1 - calls / contacts): Cochran 1977, "Sampling Techniques", sections 2.6
    and 2.8. Strata are left out: they can only make it narrower.
    """
    from scipy.special import stdtrit

    if calls >= contacts:
        return 0.0
    if calls < 2:
        return inf
    t = float(stdtrit(calls - 1, (1 + LEVEL) / 2))
    return t * sd / sqrt(calls) * sqrt(1 - calls / contacts)


def calls_needed(margin: float, sd: float, contacts: int) -> int:
    """The fewest calls (at most all) with `half_width` within `margin`: Cochran 1977, section 4.6, with t for z."""
    short, enough = 0, contacts
    while enough - short > 1:
        middle = (short + enough) // 2
        if half_width(middle, sd, contacts) <= margin:
            enough = middle
        else:
            short = middle
    return enough


def usable_sd(earlier: Sample | None) -> float | None:
    """The spread of earlier rounds where it tells something: over enough calls, and not none at all."""
    if earlier is None or earlier.n < LEAST_CALLS:
        return None
    return earlier.sd or None
