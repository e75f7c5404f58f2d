"""Do audits and citizens point at the same requirements? Kendall's rank correlation, all of it from its source. Pure.

The audits rank the requirements of a B by how far their scores fall short of 100, citizens by how often those with a
low score name them. The sign is set so that 1 is full agreement: what audits score lowest is named most. At -1 citizens
name most what audits score highest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import erfc, factorial, sqrt
from typing import Final

from admin.insight.results import CriterionComparison, RankAgreement
from survey import dimensions

LEAST_RANKED: Final = 3
"""Two requirements can only be in the same order or not."""
MOST_EXACT: Final = 30
"""Up to so many requirements without ties p is exact."""


@dataclass(frozen=True, slots=True)
class Order:
    """Kendall's S (concordant minus discordant pairs) of n things, its variance under no agreement, untied pairs."""

    n: int
    score: int
    variance: float
    untied: tuple[int, int]

    @property
    def has_ties(self) -> bool:
        """Whether any two things share a place on a side."""
        return min(self.untied) < self.n * (self.n - 1) // 2

    def tau(self) -> float | None:
        """Tau-b, -1 to 1 (Kendall 1945); None where a side does not tell any two things apart."""
        spread = self.untied[0] * self.untied[1]
        return self.score / sqrt(spread) if spread else None

    def p(self) -> float:
        """Two-sided p of no agreement: exact without ties, else from the normal distribution (Kendall 1970)."""
        if not self.has_ties and 1 < self.n <= MOST_EXACT:
            return _exact(self.n, abs(self.score))
        return erfc(abs(self.score) / sqrt(2 * self.variance)) if self.variance > 0 else 1.0


def order(first: Sequence[float], second: Sequence[float]) -> Order:
    """How two rankings of the same things agree."""
    pairs = list(combinations(zip(first, second, strict=True), 2))
    score = sum(_sign(a - c) * _sign(b - d) for (a, b), (c, d) in pairs)
    untied = (sum(a != c for (a, _), (c, _) in pairs), sum(b != d for (_, b), (_, d) in pairs))
    return Order(len(first), score, _variance(first, second), untied)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _variance(first: Sequence[float], second: Sequence[float]) -> float:
    """Of S under no agreement, corrected for ties (Kendall 1970, section 4.9)."""
    n = len(first)
    ties = [list(Counter(values).values()) for values in (first, second)]
    whole = n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for side in ties for t in side)
    a, b = (sum(t * (t - 1) for t in side) for side in ties)
    c, d = (sum(t * (t - 1) * (t - 2) for t in side) for side in ties)
    found = whole / 18
    if n > 1:
        found += a * b / (2 * n * (n - 1))
    if n > 2:
        found += c * d / (9 * n * (n - 1) * (n - 2))
    return found


def _exact(n: int, score: int) -> float:
    """The part of all n! orders whose S is at least so far from 0, by their numbers of inversions."""
    orders = [1]
    for length in range(2, n + 1):
        orders = [sum(orders[max(0, i - length + 1) : i + 1]) for i in range(len(orders) + length - 1)]
    few = (n * (n - 1) // 2 - score) // 2
    return min(1.0, 2 * sum(orders[: few + 1]) / factorial(n))


def together(orders: Iterable[Order]) -> Order:
    """Several rankings as one, things being compared within their own ranking only (Taylor 1987)."""
    found = list(orders)
    return Order(
        sum(each.n for each in found),
        sum(each.score for each in found),
        sum(each.variance for each in found),
        (sum(each.untied[0] for each in found), sum(each.untied[1] for each in found)),
    )


def rank_agreement(criteria: Sequence[CriterionComparison]) -> tuple[RankAgreement, ...]:
    """Per B, and then (dimension None) over the B's together: where enough requirements are both scored and named."""
    by_code = {code: _of_dimension(code, criteria) for code in dimensions.CODES}
    orders: dict[str | None, Order] = {code: each for code, each in by_code.items() if each is not None}
    if len(orders) > 1:
        orders[None] = together(list(orders.values()))
    found = (_agreement(code, each) for code, each in orders.items())
    return tuple(each for each in found if each is not None)


def _of_dimension(code: str, criteria: Sequence[CriterionComparison]) -> Order | None:
    both = [
        (100 - row.measured.mean, row.reason_share)
        for row in criteria
        if row.dimension == code and row.measured.mean is not None and row.reason_share is not None
    ]
    return order(*zip(*both, strict=True)) if len(both) >= LEAST_RANKED else None


def _agreement(code: str | None, found: Order) -> RankAgreement | None:
    tau = found.tau()
    return None if tau is None else RankAgreement(code, tau, found.p(), found.n)
