"""From calls that were scored twice to what can be said of the scores: per B and per criterion. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from admin.reliability.agreement import Agreement, Metric, alpha, icc, kappa, mean_difference
from survey import dimensions
from survey.criteria.catalogue import Criterion, Scale

FIRM: Final = 0.8
TENTATIVE: Final = 0.667
"""Krippendorff 2019, chapter 12: rely on alpha from 0.800 on; from 0.667 on draw tentative conclusions only."""
FEW: Final = 10
"""Below this number of calls the page says to read a figure with care."""
MOST_DISCUSSED: Final = 5
METRICS: Final[Mapping[Scale, Metric]] = {
    "yes_no": "nominal",
    "yes_partly_no": "ordinal",
    "mark": "interval",
    "seconds": "interval",
}


class Level(StrEnum):
    """What alpha says of the scores."""

    FIRM = "firm"
    TENTATIVE = "tentative"
    CALIBRATE = "calibrate"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class TwiceScored:
    """A call that two auditors have finished. B scores (0-100) in the order of `dimensions.CODES`, first and second."""

    call_id: UUID
    round_id: UUID
    round_name: str
    criteria_version: int
    day: date
    team: str
    channel: str
    reference: str | None
    first: tuple[float | None, ...]
    second: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ValuePair:
    """One criterion in one call: both values on its own scale, None where that auditor left it out."""

    call: TwiceScored
    criterion: Criterion
    first: float | None
    second: float | None

    @property
    def values(self) -> tuple[float, float] | None:
        """Both values, or None where one lacks."""
        return None if self.first is None or self.second is None else (self.first, self.second)

    @property
    def apart(self) -> float:
        """How far both values lie apart, in the unit of the scale; 0 where one lacks."""
        return 0.0 if self.values is None else abs(self.values[0] - self.values[1])


@dataclass(frozen=True, slots=True)
class DimensionAgreement:
    """Interval alpha on the calls' scores of one B, and the mean absolute difference of two scorings in points."""

    dimension: str
    alpha: Agreement
    difference: float | None
    level: Level


@dataclass(frozen=True, slots=True)
class CriterionAgreement:
    """Alpha of one criterion on its own scale; Cohen's kappa for yes or no, ICC(2,1) for marks, else None.

    `one_sided` counts calls where one auditor scored it and the other did not. `discuss` are the calls with the
    largest differences, the largest first.
    """

    criterion: Criterion
    alpha: Agreement
    kappa: Agreement | None
    icc: Agreement | None
    level: Level
    one_sided: int
    discuss: tuple[ValuePair, ...]


@dataclass(frozen=True, slots=True)
class Reliability:
    """How firm the scores are, by the calls that were scored twice."""

    calls: int
    dimensions: tuple[DimensionAgreement, ...]
    criteria: tuple[CriterionAgreement, ...]

    @property
    def to_calibrate(self) -> tuple[CriterionAgreement, ...]:
        """The criteria that auditors don't agree on firmly, the least agreement first."""
        weak = [each for each in self.criteria if each.level in {Level.CALIBRATE, Level.TENTATIVE}]
        return tuple(sorted(weak, key=lambda each: each.alpha.value or 0.0))


def report(calls: Sequence[TwiceScored], pairs: Sequence[ValuePair]) -> Reliability:
    """Agreement per B over the calls, and per criterion over its pairs (those of one code on one scale together)."""
    by_criterion: dict[tuple[str, Scale], list[ValuePair]] = {}
    for pair in pairs:
        by_criterion.setdefault((pair.criterion.code, pair.criterion.scale), []).append(pair)
    order = {code: place for place, code in enumerate(dimensions.CODES)}
    criteria = sorted(map(_criterion, by_criterion.values()), key=lambda each: order[each.criterion.dimension])
    return Reliability(
        len(calls), tuple(_dimension(code, place, calls) for code, place in order.items()), tuple(criteria)
    )


def level(found: Agreement) -> Level:
    """What a coefficient says, by Krippendorff's thresholds; nothing where it hangs on one or two calls."""
    if found.value is None or found.hinges:
        return Level.CANNOT_TELL
    if found.value >= FIRM:
        return Level.FIRM
    return Level.TENTATIVE if found.value >= TENTATIVE else Level.CALIBRATE


def _dimension(code: str, place: int, calls: Sequence[TwiceScored]) -> DimensionAgreement:
    scores = [
        (first, second)
        for call in calls
        if (first := call.first[place]) is not None and (second := call.second[place]) is not None
    ]
    found = alpha(scores, "interval")
    return DimensionAgreement(code, found, mean_difference(scores), level(found))


def _criterion(pairs: Sequence[ValuePair]) -> CriterionAgreement:
    criterion = pairs[-1].criterion
    both = [pair.values for pair in pairs if pair.values is not None]
    found = alpha(both, METRICS[criterion.scale])
    apart = sorted((pair for pair in pairs if pair.apart > 0), key=lambda pair: -pair.apart)
    return CriterionAgreement(
        criterion,
        found,
        kappa(both) if criterion.scale == "yes_no" else None,
        icc(both) if criterion.scale == "mark" else None,
        level(found),
        sum((pair.first is None) != (pair.second is None) for pair in pairs),
        tuple(apart[:MOST_DISCUSSED]),
    )
