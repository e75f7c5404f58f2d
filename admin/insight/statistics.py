"""Means, shares, gaps and their intervals, each formula from its source. Pure.

SciPy is imported inside the functions: only `scipy.special`, which loads fast and is light.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, hypot, inf, isfinite, log, sqrt
from statistics import NormalDist
from typing import Final

LEVEL: Final = 0.95
"""Two-sided level of every interval that is shown."""
SIGNIFICANCE: Final = 0.05
ANSWER_STEP: Final = 25.0
"""Points between two neighbouring answers of 1-5, on 0-100."""
ROUNDING: Final = 1e-12
"""Relative error that adding up and subtracting floating-point squares may leave."""
LEAST_STANDARD_ERRORS: Final = 1e-6
"""Nearer than this a p-value is 1, and reaches are lost in rounding."""
MOST_STEPS: Final = 50
"""Six do nearly always."""
SMALLEST: Final = 1e-9
"""Points; a reach of less is rounding."""
MOST_STANDARD_ERRORS: Final = 1e6
"""Farther off than this, a p-value is 0."""
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


@dataclass(frozen=True, slots=True)
class BoundedDifference(Difference):
    """A difference of the means of two independent samples of 0-100 scores, `first` minus `second`.

    Its interval is put together from those of both means ("square and add": Newcombe 1998, method 10; Zou and
    Donner 2008), with Welch-Satterthwaite degrees of freedom. Its p is the level at which that interval reaches 0.
    """

    first: Sample
    second: Sample

    def interval(self, level: float = LEVEL) -> Interval:
        """Two-sided interval, in points."""
        return self._limits(_t_quantile(self.degrees_of_freedom, level))

    def p(self) -> float:
        """Two-sided p-value of no difference."""
        from scipy.special import stdtr

        return float(2 * stdtr(self.degrees_of_freedom, -self._away()))

    def _limits(self, t: float) -> Interval:
        return Interval(
            max(-100.0, self.mean - self._reach(t, down=True)), min(100.0, self.mean + self._reach(t, down=False))
        )

    def _reach(self, t: float, *, down: bool) -> float:
        first, second = _bounded(self.first, t), _bounded(self.second, t)
        if down:
            return hypot(self.first.mean - first.low, second.high - self.second.mean)
        return hypot(first.high - self.first.mean, self.second.mean - second.low)

    def _away(self) -> float:
        """The t at which the interval just reaches 0: by the secant method on logarithms, nearly a straight line."""
        t = abs(self.mean) / sqrt(self.variance)
        if t < LEAST_STANDARD_ERRORS:
            return t
        short = self._short(t)
        step = short
        for _ in range(MOST_STEPS):
            if abs(short) < ROUNDING or t > MOST_STANDARD_ERRORS:
                break
            step = max(-1.0, min(1.0, step))
            t *= exp(step)
            before, short = short, self._short(t)
            if short == before:
                break
            step *= short / (before - short)
        return t

    def _short(self, t: float) -> float:
        """The logarithm of how many times too short the interval at `t` is to reach 0."""
        return log(abs(self.mean) / max(self._reach(t, down=self.mean > 0), SMALLEST))


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


def mean_interval(sample: Sample, level: float = LEVEL) -> Interval | None:
    """Two-sided interval of a mean of 0-100 scores that lean to one side, or None without a standard deviation.

    Wilson's score interval (1927) for a bounded mean, as for a share from a survey: with the number of yes-or-no
    cases that would have the sample's own variance, and Student's t for z (Korn and Graubard 1998; Franco, Little,
    Louis and Slud 2019). It never leaves 0-100.
    """
    if sample.sd is None:
        return None
    return _bounded(sample, _t_quantile(sample.degrees_of_freedom, level))


def t_interval(sample: Sample, level: float = LEVEL, least: float = 0.0, most: float = inf) -> Interval | None:
    """Two-sided t interval of any mean, cut to `least`..`most`, or None without a standard deviation."""
    if sample.sd is None:
        return None
    return _around(sample.mean, sample.variance_of_mean, sample.degrees_of_freedom, level, least, most)


def _bounded(sample: Sample, t: float) -> Interval:
    """The limits at which the mean lies `t` standard errors away, where the error is that of the limit."""
    if not isfinite(t):
        return Interval(0.0, 100.0)
    spread = sample.mean * (100 - sample.mean)
    if sample.sd == 0 or spread <= 0:
        one_off = ANSWER_STEP / sample.n
        spread = max(spread, one_off * (100 - one_off))
    return _score_limits(min(1.0, max(0.0, sample.mean / 100)), spread / sample.variance_of_mean, t)


def _score_limits(share: float, n: float, t: float) -> Interval:
    middle = (share + t**2 / (2 * n)) / (1 + t**2 / n)
    reach = t / (1 + t**2 / n) * sqrt(share * (1 - share) / n + t**2 / (4 * n**2))
    # At an end of the scale a limit is the share itself, but for rounding.
    return Interval(100 * max(0.0, min(share, middle - reach)), 100 * min(1.0, max(share, middle + reach)))


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
    limits = _score_limits(min(1.0, max(0.0, successes / n)), n, NormalDist().inv_cdf((1 + level) / 2))
    return Interval(limits.low / 100, limits.high / 100)


def welch(first: Sample, second: Sample) -> Difference | None:
    """First mean minus second, variances unequal (Welch 1947); None where a side has no deviation."""
    if first.sd is None or second.sd is None:
        return None
    parts = (first.variance_of_mean, second.variance_of_mean)
    freedom = (first.degrees_of_freedom, second.degrees_of_freedom)
    return Difference(first.mean - second.mean, sum(parts), satterthwaite(parts, freedom))


def bounded_difference(first: Sample, second: Sample) -> BoundedDifference | None:
    """First mean minus second of 0-100 scores, variances unequal; None where a side has no deviation."""
    gap = welch(first, second)
    if gap is None:
        return None
    return BoundedDifference(gap.mean, gap.variance, gap.degrees_of_freedom, first, second)


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
    gap = bounded_difference(perceived, measured)
    if gap is None:
        return False
    apart = gap.interval(1 - SIGNIFICANCE / tests)
    surely = apart.low > 0 or apart.high < 0
    return (surely and abs(gap.mean) >= margin) or equivalent(gap, margin)


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
