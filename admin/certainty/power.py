"""How likely a difference is to be found, and how many cases it takes. Pure.

The power of Welch's test: under a true difference d its statistic has about a noncentral t distribution with
noncentrality d divided by the standard error, and Welch-Satterthwaite degrees of freedom (Moser, Stevens and Watts
1989). For groups of equal size and spread it is exact: the sample sizes of Cohen (1988).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Final

from admin.insight.statistics import satterthwaite

POWER: Final = 0.8
"""The chance to find a difference that a plan asks for (Cohen 1988)."""
LEAST: Final = 2
"""Fewer cases have no standard deviation."""
MOST: Final = 20_000
"""A plan of more cases than this is no plan."""
FAR: Final = 25.0
"""Standard errors beyond which SciPy's noncentral t may be no number. The power has come as far as it can by then."""
NEAR: Final = 5.0
"""Standard errors beyond which no difference is found the wrong way round, and SciPy's tail may be no number."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side's standard deviation (points) and its number of cases, which may be an effective number."""

    sd: float
    n: float

    def grown(self, n: float) -> Side:
        """With at least n cases."""
        return Side(self.sd, max(self.n, n))

    @property
    def variance(self) -> float:
        """Of the mean."""
        return self.sd**2 / self.n


def power(first: Side, second: Side, difference: float, significance: float) -> float:
    """The chance (0-1) that two sides which lie `difference` points apart are told apart; 0 under two cases a side."""
    from scipy.special import nctdtr, stdtrit

    if min(first.n, second.n) < LEAST:
        return 0.0
    variances = (first.variance, second.variance)
    if sum(variances) == 0:
        return 1.0
    freedom = satterthwaite(variances, (first.n - 1, second.n - 1))
    away = min(FAR, abs(difference) / sqrt(sum(variances)))
    critical = float(stdtrit(freedom, 1 - significance / 2))
    found = 1 - float(nctdtr(freedom, away, critical))
    if away < NEAR:
        found += float(nctdtr(freedom, away, -critical))
    return min(1.0, max(0.0, found))


def cases_needed(fixed: Side, growing: Side, difference: float, significance: float) -> int | None:
    """Fewest cases on the growing side that give a power of 0.8; None where `MOST` do not."""

    def enough(n: float) -> bool:
        return power(growing.grown(n), fixed, difference, significance) >= POWER

    found = _least(enough)
    return None if found is None else max(found, ceil(growing.n))


def both_needed(first: Side, second: Side, difference: float, significance: float) -> tuple[int, int] | None:
    """Cases on either side, such that both means become equally exact and the power 0.8; None beyond `MOST`."""
    largest = max(first.sd, second.sd)
    if largest == 0:
        return LEAST, LEAST

    def sizes(n: float) -> tuple[int, int]:
        ours, theirs = (ceil(max(LEAST, side.n, n * (side.sd / largest) ** 2)) for side in (first, second))
        return ours, theirs

    def enough(n: float) -> bool:
        ours, theirs = sizes(n)
        return power(first.grown(ours), second.grown(theirs), difference, significance) >= POWER

    found = _least(enough)
    return None if found is None else sizes(found)


def _least(enough: Callable[[float], bool]) -> int | None:
    """The least whole number from `LEAST` to `MOST` that is enough, by halving."""
    if not enough(MOST):
        return None
    short, found = LEAST - 1, MOST
    while found - short > 1:
        middle = (short + found) // 2
        short, found = (short, middle) if enough(middle) else (middle, found)
    return found
