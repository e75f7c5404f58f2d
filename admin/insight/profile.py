"""The profile: each B against its own side's mean over the B's, so that two rulers need not be one. Pure.

The means of one side share respondents (or calls), so their covariances belong in the variance. For means m
with covariance matrix V and a contrast c (1 for the B itself, minus 1/k for each of the k B's), the profile
is c·m and its variance is c'Vc.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from admin.insight.evidence import AuditedCall
from admin.insight.pooling import Pool
from admin.insight.results import ProfileGap
from admin.insight.statistics import Difference, Sample, sample_from_values, satterthwaite
from admin.insight.verdicts import tell
from survey import dimensions


@dataclass(frozen=True, slots=True)
class Side:
    """One side's B's that may be used, by code, and the covariances of their means by pairs of codes."""

    samples: Mapping[str, Sample]
    covariances: Mapping[tuple[str, str], float]

    def contrast(self, code: str, among: Sequence[str]) -> tuple[float, float]:
        """B `code` minus the mean over the B's `among` (points), and its variance (points²)."""
        weights = {other: (other == code) - 1 / len(among) for other in among}
        value = sum(weight * self.samples[other].mean for other, weight in weights.items())
        variance = sum(w**2 * self.samples[other].variance_of_mean for other, w in weights.items())
        for pair, covariance in self.covariances.items():
            first, second = (weights.get(name, 0.0) for name in pair)
            variance += 2 * first * second * covariance
        return value, max(0.0, variance)

    def degrees_of_freedom(self, among: Sequence[str]) -> float:
        """Those of the B with the fewest cases."""
        return min(self.samples[code].degrees_of_freedom for code in among)


def side(samples: Mapping[str, Sample], covariance: Callable[[str, str], float]) -> Side:
    """The B's that have a standard deviation, with the covariance of each pair of them."""
    usable = {code: sample for code, sample in samples.items() if sample.sd is not None}
    return Side(usable, {pair: covariance(*pair) for pair in combinations(usable, 2)})


def perceived_side(pooled: Pool, shown: Mapping[str, Sample]) -> Side:
    """The citizens' side from the pooled tallies, over the B's that may be shown."""
    return side(shown, pooled.covariance)


def measured_side(calls: Sequence[AuditedCall], shown: Mapping[str, Sample]) -> Side:
    """The auditors' side from the audited calls, over the B's that may be shown."""

    def covariance(first: str, second: str) -> float:
        here, there = dimensions.CODES.index(first), dimensions.CODES.index(second)
        return covariance_of_means([call.scores[here] for call in calls], [call.scores[there] for call in calls])

    return side(shown, covariance)


def covariance_of_means(first: Sequence[float | None], second: Sequence[float | None]) -> float:
    """Covariance of two means over partly the same cases: s_ab · n_ab / (n_a · n_b), 0 under two pairs."""
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    if len(pairs) < 2:
        return 0.0
    n = len(pairs)
    mean_a, mean_b = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    spread = sum((a - mean_a) * (b - mean_b) for a, b in pairs) / (n - 1)
    n_a, n_b = (sum(value is not None for value in values) for values in (first, second))
    return spread * n / (n_a * n_b)


def audited_samples(calls: Sequence[AuditedCall]) -> dict[str, Sample]:
    """Per B the sample of its scored calls (the call is the sampling unit); left out where there are none."""
    columns = zip(*(call.scores for call in calls), strict=True)
    by_code = dict(zip(dimensions.CODES, columns, strict=False))
    found = {
        code: sample_from_values([score for score in scores if score is not None]) for code, scores in by_code.items()
    }
    return {code: sample for code, sample in found.items() if sample is not None}


def profile_gaps(perceived: Side, measured: Side, margin: float) -> dict[str, ProfileGap]:
    """Per B that both sides have, the profile gap; empty where they share fewer than two B's."""
    among = [code for code in perceived.samples if code in measured.samples]
    if len(among) < 2:
        return {}
    freedom = (perceived.degrees_of_freedom(among), measured.degrees_of_freedom(among))
    return {code: _profile_gap(code, among, perceived, measured, freedom, margin) for code in among}


def _profile_gap(
    code: str,
    among: Sequence[str],
    perceived: Side,
    measured: Side,
    freedom: tuple[float, float],
    margin: float,
) -> ProfileGap:
    ours, our_variance = perceived.contrast(code, among)
    theirs, their_variance = measured.contrast(code, among)
    variances = (our_variance, their_variance)
    gap = Difference(ours - theirs, sum(variances), satterthwaite(variances, freedom))
    interval = gap.interval()
    return ProfileGap(gap.mean, interval.low, interval.high, tell(gap, gap.p(), margin))
