"""Do the verdicts hold under other choices than those of the page? Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from admin.certainty.results import Choice, Variation
from admin.insight.results import Comparison, PhoneLogFigures
from admin.insight.samples import sample_of
from admin.insight.statistics import Sample, bounded_difference, holm
from admin.insight.terms import Score, Verdict
from admin.insight.verdicts import tell

REACHABLE: Final = "bereikbaar"
"""The B that the phone log measures too."""
Samples = Mapping[str, Sample]


def variations(
    comparison: Comparison, reweighted: Comparison | None, equal_criteria: Samples, phone_log: Sample | None
) -> tuple[Variation, ...]:
    """The verdicts by every other choice that can be made here, B's without a gap left out.

    `reweighted` is the same view with its answers weighted the other way, `equal_criteria` the audits with every
    criterion weighing the same, `phone_log` the score of Bereikbaar by the phone log.
    """
    return tuple(_variations(comparison, reweighted, equal_criteria, phone_log))


def _variations(
    comparison: Comparison, reweighted: Comparison | None, equal_criteria: Samples, phone_log: Sample | None
) -> Iterator[Variation]:
    answers = samples(comparison, "perceived")
    audits, margin = samples(comparison, "measured"), comparison.margin
    yield Variation(Choice.HALF_MARGIN, verdicts(answers, audits, margin / 2))
    yield Variation(Choice.DOUBLE_MARGIN, verdicts(answers, audits, margin * 2))
    if reweighted is not None:
        yield Variation(Choice.OTHER_WEIGHTS, verdicts(samples(reweighted, "perceived"), audits, margin))
    if equal_criteria:
        shown = {code: sample for code, sample in equal_criteria.items() if code in audits}
        yield Variation(Choice.EQUAL_CRITERIA, verdicts(answers, shown, margin))
    if phone_log is not None:
        found = verdicts(answers, {**audits, REACHABLE: phone_log}, margin)
        yield Variation(Choice.PHONE_LOG, {code: each for code, each in found.items() if code == REACHABLE})


def samples(comparison: Comparison, side: str) -> dict[str, Sample]:
    """The samples behind the scores of one side, `perceived` or `measured`, by B."""
    scores: dict[str, Score] = {row.dimension: getattr(row, side) for row in comparison.dimensions}
    found = {code: sample_of(score) for code, score in scores.items()}
    return {code: sample for code, sample in found.items() if sample is not None}


def verdicts(perceived: Samples, measured: Samples, margin: float) -> dict[str, Verdict]:
    """The verdict of each B that both sides have, as the comparison tells it."""
    pairs = {code: (sample, measured[code]) for code, sample in perceived.items() if code in measured}
    gaps = {code: gap for code, pair in pairs.items() if (gap := bounded_difference(*pair)) is not None}
    adjusted = holm([gap.p() for gap in gaps.values()])
    return {code: tell(gap, p, margin) for (code, gap), p in zip(gaps.items(), adjusted, strict=True)}


def by_phone_log(figures: PhoneLogFigures, answered_weight: float, waiting_weight: float) -> Sample | None:
    """The score (0-100) of Bereikbaar by the phone log, each call offered being scored on both requirements.

    As in an audit a call's score is the weighted mean of what applies to it: a call that was not answered has no
    waiting time. None where the log lacks either, or neither requirement is in use.
    """
    share, wait, n = figures.answered_share.share, figures.wait_score, figures.offered
    weight = answered_weight + waiting_weight
    if share is None or wait.mean is None or wait.sd is None or weight <= 0 or n < 2:
        return None
    part = share / 100
    if answered_weight == 0:
        return Sample(wait.mean, wait.sd, wait.n_effective or 0.0)
    of_answered = (100 * answered_weight + waiting_weight * wait.mean) / weight
    within = (waiting_weight / weight * wait.sd) ** 2
    mean = part * of_answered
    variance = part * (within + of_answered**2) - mean**2
    return Sample(mean, max(0.0, variance) ** 0.5, n)
