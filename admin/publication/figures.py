"""The figures of one period as they are published, and when newer ones may take their place. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from admin.insight.results import Comparison
from admin.insight.terms import HIDDEN, UNKNOWN, Period, Score
from survey import dimensions

SIDES: Final = ("perceived", "measured")
Scores = Mapping[tuple[str, str], Score]
"""By B and side; what may not be shown is not there."""


@dataclass(frozen=True, slots=True)
class PublishedDimension:
    """One B: what citizens answered and what the audits found, on 0-100; no standard deviations."""

    dimension: str
    perceived: Score
    measured: Score


@dataclass(frozen=True, slots=True)
class Figures:
    """The five B's over a period, and the moment (UTC) at which they were worked out."""

    period: Period
    made_at: datetime
    dimensions: tuple[PublishedDimension, ...]

    @property
    def has_answers(self) -> bool:
        """Whether any B may be shown."""
        return any(each.perceived.mean is not None for each in self.dimensions)

    @property
    def has_audits(self) -> bool:
        """Whether any B was measured."""
        return any(each.measured.mean is not None for each in self.dimensions)

    def scores(self) -> Iterator[tuple[str, str, Score]]:
        """Each score that may be shown, with its B and side."""
        for each in self.dimensions:
            for side in SIDES:
                score: Score = getattr(each, side)
                if score.mean is not None:
                    yield each.dimension, side, score


def figures(period: Period, made_at: datetime, shown: Scores, least: int) -> Figures:
    """The figures from the scores that are kept; citizens' scores on fewer than `least` answers are hidden."""
    return Figures(period, made_at, tuple(_dimension(code, shown, least) for code in dimensions.CODES))


def _dimension(code: str, shown: Scores, least: int) -> PublishedDimension:
    perceived = shown.get((code, "perceived"), HIDDEN)
    is_shown = perceived.n is not None and perceived.n >= least
    return PublishedDimension(code, perceived if is_shown else HIDDEN, shown.get((code, "measured"), UNKNOWN))


def shown_in(comparison: Comparison) -> dict[tuple[str, str], Score]:
    """What of a comparison may be published."""
    sides = ((row.dimension, side, getattr(row, side)) for row in comparison.dimensions for side in SIDES)
    return {(code, side): _bare(score) for code, side, score in sides if score.mean is not None}


def _bare(score: Score) -> Score:
    return Score(score.mean, score.low, score.high, None, score.n)


def may_replace(old: Scores, new: Scores, least: int) -> bool:
    """Whether citizens' scores `new` may follow `old` for all to see.

    Who kept the old ones can subtract: in each B they must be the same, or differ by at least `least` answers.
    """
    return all(
        _is_apart(old.get((code, "perceived")), new.get((code, "perceived")), least) for code in dimensions.CODES
    )


def _is_apart(old: Score | None, new: Score | None, least: int) -> bool:
    before, after = (score.n or 0 if score else 0 for score in (old, new))
    return old == new or abs(after - before) >= least
