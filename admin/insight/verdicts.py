"""Verdict and quadrant: what two scores together allow us to say. Pure."""

from __future__ import annotations

from admin.insight.statistics import SIGNIFICANCE, Difference, equivalent
from admin.insight.terms import Quadrant, Score, Verdict


def tell(gap: Difference, p: float, margin: float) -> Verdict:
    """The verdict on a gap with its (adjusted) p and the relevance margin in points.

    In line where the gap is equivalent to none within the margin; more positive or more critical where p is
    under 0.05 and the gap at least the margin; else it cannot be told.
    """
    if equivalent(gap, margin):
        return Verdict.IN_LINE
    if p >= SIGNIFICANCE or abs(gap.mean) < margin:
        return Verdict.CANNOT_TELL
    return Verdict.MORE_POSITIVE if gap.mean > 0 else Verdict.MORE_CRITICAL


def quadrant(perceived: Score, measured: Score, norm: float) -> Quadrant | None:
    """Both means against the norm (at the norm is good), or None where one is missing or hidden."""
    if perceived.mean is None or measured.mean is None:
        return None
    if perceived.mean >= norm:
        return Quadrant.BOTH_GOOD if measured.mean >= norm else Quadrant.GOODWILL_AT_RISK
    return Quadrant.BLIND_SPOT if measured.mean >= norm else Quadrant.PRIORITY


def says_otherwise(absolute: Verdict, profile: Verdict) -> bool:
    """Whether both can tell and tell different things."""
    return absolute != profile and Verdict.CANNOT_TELL not in {absolute, profile}
