"""Where scores of organisations lie, so that the score of none can be read off. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

FEWEST_OTHERS: Final = 5
"""Others that must be there before anything about them is shown."""
_QUARTERS: Final = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Between which scores (0-100, whole points) the lowest quarter, the halves and the highest quarter lie."""

    organisations: int
    lower: int
    middle: int
    upper: int

    def place(self, score: float) -> int:
        """In which quarter a score lies: 0 is the lowest, 3 the highest."""
        return bisect_right((self.lower, self.middle, self.upper), score)


def quartiles(scores: Sequence[float], fewest: int = FEWEST_OTHERS) -> Quartiles | None:
    """The quartiles of scores of 0-100 in whole points, or None on fewer than `fewest`.

    Harrell and Davis (1982), "A new distribution-free quantile estimator": each quartile is a weighted mean of
    all scores, so that none of the three is the score of one organisation. The weights are those of a beta
    distribution over the ranks.
    """
    if len(scores) < max(fewest, FEWEST_OTHERS):
        return None
    ranked = sorted(scores)
    found = (sum(w * score for w, score in zip(weights(len(ranked), each), ranked, strict=True)) for each in _QUARTERS)
    return Quartiles(len(ranked), *(min(100, max(0, round(each))) for each in found))


def weights(number: int, quantile: float) -> tuple[float, ...]:
    """How much each of `number` ranked values counts in a quantile (0-1); together 1."""
    from scipy.special import betainc

    first, second = (number + 1) * quantile, (number + 1) * (1 - quantile)
    edges = [float(betainc(first, second, rank / number)) for rank in range(number + 1)]
    return tuple(high - low for low, high in pairwise(edges))
