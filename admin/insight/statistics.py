"""Means, shares, gaps and their intervals, each formula from its source. Pure.

SciPy is imported inside the functions: only `scipy.special`, which loads fast and is light.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf, isfinite, sqrt
from statistics import NormalDist
from typing import Final

LEVEL: Final = 0.95
"""Two-sided level of every interval that is shown."""
SIGNIFICANCE: Final = 0.05
ANSWER_STEP: Final = 25.0
"""Points between two neighbouring answers of 1-5, on 0-100."""
ROUNDING: Final = 1e-12
"""Relative error that adding up and subtracting floating-point squares may leave."""
MOST_RESPONSES: Final = 100_000
"""Beyond this many further responses we say that responses alone will not tell."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper limit, in the unit of what it is about."""

    low: float
    high: float

    def within(self, margin: float) -> bool:
        """Whether the whole interval lies strictly between -margin and +margin."""
        return -margin < self.low and self.high < margin


@dataclass(frozen=True, slots=True)
class Sample:
    """Mean and standard deviation (0-100) of `n` cases; `n` may be an effective number, so not whole.

    `sd` is None where n leaves no degree of freedom (n <= 1).
    """

    mean: float
    sd: float | None
    n: float

    @property
    def variance_of_mean(self) -> float:
        """Squared standard error of the mean; infinite where there is no standard deviation.

        A sample without any spread proves no certainty. It counts as if one of its values lay one answer
        step off, which is the least spread that citizens' answers could have shown.
        """
        if self.sd is None:
            return inf
        return (self.sd**2 or ANSWER_STEP**2 / self.n) / self.n

    @property
    def degrees_of_freedom(self) -> float:
        """n - 1."""
        return self.n - 1


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of means with its variance and degrees of freedom."""

    mean: float
    variance: float
    degrees_of_freedom: float

    def interval(self, level: float = LEVEL) -> Interval:
        """Two-sided t interval, cut to what a difference of two 0-100 scores can be."""
        return _around(self.mean, self.variance, self.degrees_of_freedom, level, -100.0, 100.0)

    def p(self) -> float:
        """Two-sided p-value of no difference."""
        from scipy.special import stdtr

        if self.variance == 0:
            return float(self.mean == 0)
        return float(2 * stdtr(self.degrees_of_freedom, -abs(self.mean) / sqrt(self.variance)))


def sample_from_sums(n: float, total: float, total_of_squares: float) -> Sample | None:
    """The sample behind a sum and a sum of squares, or None for n = 0.

    A spread that is no more than rounding in the sums counts as none.
    """
    if n <= 0:
        return None
    mean = total / n
    if n <= 1:
        return Sample(mean, None, n)
    squares = total_of_squares - n * mean**2
    return Sample(mean, sqrt(squares / (n - 1)) if squares > ROUNDING * total_of_squares else 0.0, n)


def sample_from_values(values: Sequence[float]) -> Sample | None:
    """Mean and standard deviation (n - 1) of `values`, or None where there are none."""
    if not values:
        return None
    mean = sum(values) / len(values)
    if len(values) == 1:
        return Sample(mean, None, 1)
    if min(values) == max(values):
        return Sample(values[0], 0.0, len(values))
    squares = sum((value - mean) ** 2 for value in values)
    return Sample(mean, sqrt(squares / (len(values) - 1)), len(values))


def mean_interval(sample: Sample, level: float = LEVEL, least: float = 0.0, most: float = 100.0) -> Interval | None:
    """Two-sided t interval of a mean, cut to `least`..`most`, or None without a standard deviation."""
    if sample.sd is None:
        return None
    return _around(sample.mean, sample.variance_of_mean, sample.degrees_of_freedom, level, least, most)


def _around(mean: float, variance: float, df: float, level: float, least: float, most: float) -> Interval:
    reach = _t_quantile(df, level) * sqrt(variance) if variance else 0.0
    if not isfinite(reach):
        return Interval(least, most)
    return Interval(min(most, max(least, mean - reach)), max(least, min(most, mean + reach)))


def _t_quantile(df: float, level: float) -> float:
    from scipy.special import stdtrit

    if df <= 0:
        return inf
    return float(stdtrit(df, (1 + level) / 2))


def wilson(successes: float, n: float, level: float = LEVEL) -> Interval | None:
    """Score interval of a proportion on 0-1 (Wilson 1927; method 3 of Newcombe 1998), None for n = 0.

    Both counts may be effective numbers.
    """
    if n <= 0:
        return None
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = successes / n
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z / (1 + z**2 / n) * sqrt(max(0.0, share * (1 - share)) / n + z**2 / (4 * n**2))
    return Interval(max(0.0, middle - reach), min(1.0, middle + reach))


def welch(first: Sample, second: Sample) -> Difference | None:
    """First mean minus second, variances unequal (Welch 1947); None where a side has no deviation."""
    if first.sd is None or second.sd is None:
        return None
    parts = (first.variance_of_mean, second.variance_of_mean)
    freedom = (first.degrees_of_freedom, second.degrees_of_freedom)
    return Difference(first.mean - second.mean, sum(parts), satterthwaite(parts, freedom))


def satterthwaite(variances: Sequence[float], degrees_of_freedom: Sequence[float]) -> float:
    """Degrees of freedom of a sum of independent variances (Welch-Satterthwaite); infinite for sum 0."""
    spread = sum(v**2 / df for v, df in zip(variances, degrees_of_freedom, strict=True))
    return sum(variances) ** 2 / spread if spread > 0 else inf


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """p-values adjusted for being several tests, in the given order (Holm 1979, step down)."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted = [0.0] * len(p_values)
    so_far = 0.0
    for rank, index in enumerate(order):
        so_far = max(so_far, min(1.0, (len(order) - rank) * p_values[index]))
        adjusted[index] = so_far
    return tuple(adjusted)


def equivalent(difference: Difference, margin: float) -> bool:
    """Two one-sided tests at 0.05 (Schuirmann 1987): the 90 % interval lies wholly within the margin."""
    return difference.interval(1 - 2 * SIGNIFICANCE).within(margin)


def effective_number(weights_sum: float, weights_square_sum: float) -> float:
    """Kish's effective number of cases (1965): (sum of weights)² / sum of squared weights; 0 without."""
    return weights_sum**2 / weights_square_sum if weights_square_sum > 0 else 0.0


@dataclass(frozen=True, slots=True)
class PairSums:
    """Number of pairs, both sums, both sums of squares and the sum of products."""

    n: int
    a: int
    b: int
    aa: int
    bb: int
    ab: int


def correlation(pairs: PairSums) -> float | None:
    """Pearson's correlation (-1 to 1), or None where a side has no spread or pairs are fewer than 3."""
    spread = (pairs.n * pairs.aa - pairs.a**2) * (pairs.n * pairs.bb - pairs.b**2)
    if pairs.n < 3 or spread <= 0:
        return None
    return max(-1.0, min(1.0, (pairs.n * pairs.ab - pairs.a * pairs.b) / sqrt(spread)))


def tells(perceived: Sample, measured: Sample, margin: float, tests: int) -> bool:
    """Whether these two would give a verdict; p counts times the number of tests (Holm's first step)."""
    gap = welch(perceived, measured)
    if gap is None:
        return False
    apart = abs(gap.mean) >= margin and tests * gap.p() < SIGNIFICANCE
    return apart or equivalent(gap, margin)


def responses_needed(perceived: Sample, responses: int, measured: Sample, margin: float, tests: int) -> int | None:
    """Fewest further responses after which a verdict could be told, if means and spreads stay as they are.

    `perceived.n` may be an effective number: it grows in step with `responses`. None where even
    `MOST_RESPONSES` would not tell: then it is audited calls that lack, or the gap is at the margin.
    """

    def told_after(further: int) -> bool:
        grown = replace(perceived, n=perceived.n * (responses + further) / responses)
        return tells(grown, measured, margin, tests)

    if responses <= 0 or not told_after(MOST_RESPONSES):
        return None
    short, enough = 0, MOST_RESPONSES
    while enough - short > 1:
        middle = (short + enough) // 2
        short, enough = (short, middle) if told_after(middle) else (middle, enough)
    return enough
