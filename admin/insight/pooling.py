"""Strata of answers pooled into one sample per question, weighted to the contacts or not. Pure.

Weighting is post-stratification: an answer stands for contacts / answers of its team × channel. The weights
are scaled to a mean of 1 over the answers whose contacts are known; an answer whose contacts are not known
weighs 1. Variances are Kish's (1965): the weighted variance over an effective number of answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from admin.insight.evidence import Stratum
from admin.insight.statistics import (
    PairSums,
    Sample,
    correlation,
    effective_number,
    sample_from_sums,
)
from survey import dimensions
from survey.answers import tally

SCORES: Final = {
    name: {
        tally.value_column(name, value): (
            dimensions.mark_score(value) if name == "mark" else dimensions.agreement_score(value)
        )
        for value in tally.VALUES[name]
    }
    for name in tally.VARIABLES
}
"""Per variable the score (0-100) of each of its value columns."""
_PAIRED: Final = frozenset(
    tally.pair_column(*pair, term) for pair in tally.PAIRS for term in ("n", "a", "b", "ab", "aa", "bb")
)
RESOLVED: Final = tuple(f"resolved_{outcome}" for outcome in dimensions.RESOLVED)
STEP: Final = dimensions.agreement_score(2) - dimensions.agreement_score(1)


@dataclass(frozen=True, slots=True)
class Pool:
    """Tallies added up: as they are, times each stratum's weight, and times the squared weight."""

    plain: Mapping[str, int]
    weighted: Mapping[str, float]
    squared: Mapping[str, float]

    def count(self, columns: Iterable[str]) -> int:
        """How many answers these columns count together."""
        return sum(self.plain.get(column, 0) for column in columns)

    def answers(self, variable: str) -> int:
        """How many citizens answered `variable`, one of `tally.VARIABLES` (or `resolved`, `responses`)."""
        return self.count(columns_of(variable))

    def effective(self, columns: Iterable[str]) -> float:
        """Kish's effective number of the answers that these columns count."""
        names = tuple(columns)
        weights = sum(self.weighted.get(column, 0.0) for column in names)
        return effective_number(weights, sum(self.squared.get(column, 0.0) for column in names))

    def sample(self, variable: str) -> Sample | None:
        """Mean, deviation (0-100) and effective number of `variable`, or None without answers."""
        scores = SCORES[variable]
        weights = {column: self.weighted.get(column, 0.0) for column in scores}
        total = sum(weights.values())
        if total <= 0:
            return None
        effective = self.effective(scores)
        scale = effective / total
        return sample_from_sums(
            effective,
            scale * sum(weights[column] * score for column, score in scores.items()),
            scale * sum(weights[column] * score**2 for column, score in scores.items()),
        )

    def covariance(self, first: str, second: str) -> float:
        """Covariance of the means of two different B's (points²), from the citizens who answered both.

        Deviations are from the pairs' own means; pairs count by their weights in both means.
        """
        stem = _pair_stem(first, second)
        n, a, b, ab = (self.weighted.get(stem + term, 0.0) for term in ("n", "a", "b", "ab"))
        square = self.squared.get(stem + "n", 0.0)
        effective = effective_number(n, square)
        if effective <= 1:
            return 0.0
        spread = (ab - a * b / n) / n * effective / (effective - 1) * STEP**2
        return spread * square / (self._weight(first) * self._weight(second))

    def _weight(self, variable: str) -> float:
        return sum(self.weighted.get(column, 0.0) for column in SCORES[variable])

    def pairs_with_mark(self, variable: str) -> PairSums:
        """The sums over the citizens who gave both `variable` and a report mark, in raw answers."""
        stem = _pair_stem(variable, "mark")
        return PairSums(*(self.plain.get(stem + term, 0) for term in ("n", "a", "b", "aa", "bb", "ab")))

    def importance(self, variable: str) -> float | None:
        """Correlation (-1 to 1) of `variable` with the report mark, unweighted."""
        return correlation(self.pairs_with_mark(variable))


def columns_of(variable: str) -> tuple[str, ...]:
    """The tally's columns that together count the answers to `variable`."""
    if variable == "responses":
        return ("responses",)
    return RESOLVED if variable == "resolved" else tuple(SCORES[variable])


def stratum_weights(strata: Sequence[Stratum], weighted: bool) -> tuple[float, ...]:
    """The weight of one answer in each stratum; 0 for a stratum without answers."""
    answers = [stratum.tally.get("responses", 0) for stratum in strata]
    contacts = [stratum.contacts for stratum in strata]
    known = [(number, n) for number, n in zip(contacts, answers, strict=True) if number > 0 and n > 0]
    if not weighted or not known:
        return tuple(float(n > 0) for n in answers)
    scale = sum(n for _, n in known) / sum(number for number, _ in known)
    return tuple(
        scale * number / n if n > 0 and number > 0 else float(n > 0)
        for number, n in zip(contacts, answers, strict=True)
    )


def pool(strata: Sequence[Stratum], weighted: bool) -> Pool:
    """All `strata` as one, weighted to their contacts where `weighted`."""
    plain: defaultdict[str, int] = defaultdict(int)
    once: defaultdict[str, float] = defaultdict(float)
    twice: defaultdict[str, float] = defaultdict(float)
    for stratum, weight in zip(strata, stratum_weights(strata, weighted), strict=True):
        for column, count in stratum.tally.items():
            plain[column] += count
            once[column] += weight * count
            twice[column] += weight * weight * count
    return Pool(dict(plain), dict(once), dict(twice))


def pool_questions(questions: Mapping[str, Sequence[Stratum]], weighted: bool) -> Pool:
    """Each question pooled by itself, all as one; `pairs` gives what pairs of questions have."""
    plain: dict[str, int] = {}
    once: dict[str, float] = {}
    twice: dict[str, float] = {}
    for name, strata in questions.items():
        found = pool(strata, weighted)
        for column in _PAIRED if name == "pairs" else columns_of(name):
            if column in found.plain:
                plain[column] = found.plain[column]
                once[column], twice[column] = found.weighted[column], found.squared[column]
    return Pool(plain, once, twice)


def _pair_stem(first: str, second: str) -> str:
    pair = (first, second) if (first, second) in tally.PAIRS else (second, first)
    return tally.pair_column(*pair, "")
