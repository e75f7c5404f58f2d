"""What the phone log measures, from its sums. Pure."""

from __future__ import annotations

from admin.insight.evidence import PhoneLog
from admin.insight.results import PhoneLogFigures, Share, WithinNorm
from admin.insight.scores import score
from admin.insight.statistics import Interval, sample_from_sums, t_interval, wilson
from admin.insight.terms import HIDDEN, Score


def phone_figures(log: PhoneLog, min_group: int) -> PhoneLogFigures:
    """Shares, waits and scores of `log`; the exchange's own ratings are hidden under `min_group` of them."""
    waits = sample_from_sums(log.wait_n, log.wait_sum, log.wait_sumsq)
    reach = t_interval(waits) if waits else None
    within = share(log.within_n, log.wait_n)
    return PhoneLogFigures(
        offered=log.offered,
        answered=log.answered,
        answered_share=share(log.answered, log.offered),
        wait_n=log.wait_n,
        wait_mean_seconds=waits.mean if waits else None,
        wait_low_seconds=reach.low if reach else None,
        wait_high_seconds=reach.high if reach else None,
        within_norm=WithinNorm(within.share, within.low, within.high, within.n, log.norm_seconds),
        wait_score=_wait_score(log),
        resolved=share(log.resolved_yes, log.resolved_n),
        source_rating=_source_rating(log) if log.rating_n >= min_group else HIDDEN,
    )


def share(part: int, whole: int) -> Share:
    """`part` of `whole` in per cent with Wilson's interval."""
    interval = wilson(part, whole)
    if interval is None:
        return Share(None, None, None, whole)
    low, high = per_cent(interval)
    return Share(100 * part / whole, low, high, whole)


def per_cent(interval: Interval) -> tuple[float, float]:
    """Limits of a proportion as 0-100."""
    return 100 * interval.low, 100 * interval.high


def _wait_score(log: PhoneLog) -> Score:
    """Mean of a wait's score: 100 up to the norm, 0 from the limit, linear between."""
    limit = log.limit_seconds
    slope = 100 / max(1, limit - log.norm_seconds)  # with limit at the norm no wait lies between them
    total = slope * (log.between_n * limit - log.between_sum)
    squares = slope**2 * (log.between_n * limit**2 - 2 * limit * log.between_sum + log.between_sumsq)
    sample = sample_from_sums(log.wait_n, 100 * log.within_n + total, 100**2 * log.within_n + squares)
    return score(sample, log.wait_n)


def _source_rating(log: PhoneLog) -> Score:
    """Ratings 1-5 as 0-100: (x-1)·25."""
    total = 25 * (log.rating_sum - log.rating_n)
    squares = 25**2 * (log.rating_sumsq - 2 * log.rating_sum + log.rating_n)
    return score(sample_from_sums(log.rating_n, total, squares), log.rating_n)
