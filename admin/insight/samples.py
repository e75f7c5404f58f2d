"""From a score that is shown back to the sample behind it. Pure."""

from __future__ import annotations

from admin.insight.statistics import Sample
from admin.insight.terms import Score


def sample_of(score: Score) -> Sample | None:
    """Mean, deviation and effective number of a score, or None where nothing is shown."""
    if score.mean is None or score.n_effective is None:
        return None
    return Sample(score.mean, score.sd, score.n_effective)
