"""From a sample to the score that is shown, with its interval, or hidden. Pure."""

from __future__ import annotations

from admin.insight.statistics import Sample, mean_interval
from admin.insight.terms import HIDDEN, NOT_MEASURED, Score

LEAST_CALLS = 2
"""One audited call is one employee's, and has no interval: it is never shown alone."""


def score(sample: Sample | None, n: int) -> Score:
    """The score of `n` cases, whose effective number is `sample.n`."""
    if sample is None:
        return NOT_MEASURED
    interval = mean_interval(sample)
    low, high = (interval.low, interval.high) if interval else (None, None)
    return Score(sample.mean, low, high, sample.sd, n, sample.n)


def audited_score(sample: Sample | None) -> Score:
    """The score of audited calls: hidden for a single call."""
    if sample is None:
        return NOT_MEASURED
    return score(sample, int(sample.n)) if sample.n >= LEAST_CALLS else HIDDEN
