"""Which groups really differ: against the mean of all, and which places each can have. Pure.

A list by rank makes differences out of noise (Goldstein and Spiegelhalter 1996, League tables and their limitations).
So every place is a range, and whatever can be chance is called that.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from admin.groups.results import Against
from admin.insight.statistics import SIGNIFICANCE, Difference, Sample, holm, satterthwaite, welch
from admin.insight.terms import Score

Places = tuple[int, int]


def places(scores: Mapping[str, Score]) -> dict[str, Places]:
    """The first and last place (1 is the highest score) that each group can have, all at once at 95 %.

    Every two groups are compared by Welch's test (1947), Holm (1979) adjusts for there being so many pairs. A group
    stands under each group that is certainly higher and above each that is certainly lower (Mogstad, Romano, Shaikh
    and Wilhelm 2024, Inference for ranks). Scores without a spread take no part.
    """
    samples = _samples(scores)
    pairs = list(combinations(samples, 2))
    gaps = [welch(samples[one], samples[other]) for one, other in pairs]
    tested = [(pair, gap) for pair, gap in zip(pairs, gaps, strict=True) if gap is not None]
    above = dict.fromkeys(samples, 0)
    below = dict.fromkeys(samples, 0)
    for ((one, other), gap), p in zip(tested, holm([gap.p() for _, gap in tested]), strict=True):
        if p < SIGNIFICANCE:
            higher, lower = (one, other) if gap.mean > 0 else (other, one)
            above[lower] += 1
            below[higher] += 1
    return {name: (1 + above[name], len(samples) - below[name]) for name in samples}


def against_mean(scores: Mapping[str, Score]) -> dict[str, Against]:
    """Each group against the plain mean of all groups, itself included; Holm (1979) adjusts for the groups.

    Analysis of means (Nelson, Wludyka and Copeland 2005) with variances that may differ (Welch-Satterthwaite).
    Empty for fewer than two groups.
    """
    samples = _samples(scores)
    if len(samples) < 2:
        return {}
    gaps = {name: _from_mean(name, samples) for name in samples}
    adjusted = holm([gap.p() for gap in gaps.values()])
    return {name: _told(gap, p) for (name, gap), p in zip(gaps.items(), adjusted, strict=True)}


def _samples(scores: Mapping[str, Score]) -> dict[str, Sample]:
    """The scores that have a spread."""
    return {
        name: Sample(score.mean, score.sd, score.n_effective)
        for name, score in scores.items()
        if score.mean is not None and score.sd is not None and score.n_effective is not None and score.n_effective > 1
    }


def _from_mean(name: str, samples: Mapping[str, Sample]) -> Difference:
    k = len(samples)
    mean = sum(sample.mean for sample in samples.values()) / k
    weights = {other: (1 - 1 / k) if other == name else 1 / k for other in samples}
    parts = [sample.variance_of_mean * weights[other] ** 2 for other, sample in samples.items()]
    freedom = [sample.degrees_of_freedom for sample in samples.values()]
    return Difference(samples[name].mean - mean, sum(parts), satterthwaite(parts, freedom))


def _told(gap: Difference, p: float) -> Against:
    if p >= SIGNIFICANCE:
        return Against.ALIKE
    return Against.HIGHER if gap.mean > 0 else Against.LOWER
