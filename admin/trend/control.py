"""The individuals chart: limits from the moving range, and the rules that say when a course is more than chance. Pure.

Limits lie at the mean ± 3·MR/1.128, which is ± 2.66 times the mean moving range of two neighbours (Shewhart 1931;
Wheeler and Chambers 1992). A month is one value, however many answers it stands on: the limits come from how months
differ from each other, not from how answers differ, so they hold where the number of answers goes up and down and
where months differ by more than chance in who happened to answer. Limits are fixed on a baseline, and only worked out
anew where somebody who knows of a change says so.

The rules are three of the classical ones, few on purpose: each rule more finds more, and more that is nothing. A gap
breaks a row: what happened in a month that may not be shown is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from admin.insight.statistics import ROUNDING

D2: Final = 1.128
"""Mean range of two values of a normal distribution, in standard deviations."""
LEAST: Final = 8
"""Months that limits need: more than Wheeler's (1993) five or six, and as many as the rule of eight looks at."""
BASELINE: Final = 12
"""Months on which limits are fixed; on fewer they are provisional. Every time of year is in it once."""
LEAST_RANGES: Final = 5
"""Pairs of neighbouring months that limits need at least, where months are missing."""
ON_ONE_SIDE: Final = 8
STEADY: Final = 6
Values = Sequence[float | None]
"""Scores of consecutive months, 0-100; None is a gap."""


class Rule(StrEnum):
    """Why a course is more than chance.

    `BEYOND`: one month beyond the limits (rule 1 of the Western Electric handbook, 1956; test 1 of Nelson, 1984).
    `ONE_SIDE`: eight months in a row on one side of the mean (Western Electric's rule 4; Nelson's test 2 asks nine).
    `STEADY`: six months in a row, each higher than the one before, or each lower (Nelson's test 3).
    """

    BEYOND = "beyond_limits"
    ONE_SIDE = "eight_on_one_side"
    STEADY = "six_rising_or_falling"


@dataclass(frozen=True, slots=True)
class Limits:
    """Mean and natural limits (0-100), from `months` months; `moving_range` is the mean one, in points."""

    mean: float
    low: float
    high: float
    moving_range: float
    months: int

    @property
    def is_provisional(self) -> bool:
        """Whether the baseline is still growing."""
        return self.months < BASELINE


@dataclass(frozen=True, slots=True)
class Signal:
    """What cannot be chance: a rule, its first and last place, and whether scores are higher or lower there."""

    rule: Rule
    first: int
    last: int
    is_up: bool


@dataclass(frozen=True, slots=True)
class Phase:
    """The places from `first` up to and including `last`, which share limits."""

    first: int
    last: int
    limits: Limits


@dataclass(frozen=True, slots=True)
class Chart:
    """The phases and their signals, in order of place. Without phases: `needed` months more are needed for limits.

    `needed_again` is how many months more a later start needs before it has limits of its own; until then the
    phase before it goes on.
    """

    phases: tuple[Phase, ...] = ()
    signals: tuple[Signal, ...] = ()
    needed: int = 0
    needed_again: int = 0


def limits(values: Values) -> Limits | None:
    """Limits over these months, cut to 0-100, or None where they are too few or never differ."""
    shown = [value for value in values if value is not None]
    ranges = [abs(after - before) for before, after in pairwise(values) if before is not None and after is not None]
    if len(shown) < LEAST or len(ranges) < LEAST_RANGES:
        return None
    mean, moving_range = sum(shown) / len(shown), sum(ranges) / len(ranges)
    if moving_range <= ROUNDING * max(map(abs, shown)):
        return None
    reach = 3 * moving_range / D2
    return Limits(mean, max(0.0, mean - reach), min(100.0, mean + reach), moving_range, len(shown))


def needed(values: Values) -> int:
    """How many months more limits need at least: 1 where months are enough, but with too many gaps or all the same."""
    missing = LEAST - sum(value is not None for value in values)
    return max(1, missing)


def charted(values: Values, starts: Sequence[int] = (0,)) -> Chart:
    """The chart with a phase from each of `starts`, rising, each with limits from its own baseline."""
    phases: list[Phase] = []
    needed_again = 0
    for start, end in pairwise((*starts, len(values))):
        found = limits(_baseline(values[start:end]))
        if found is not None:
            phases.append(Phase(start, end - 1, found))
        elif phases:
            phases[-1] = replace(phases[-1], last=end - 1)
            needed_again = needed(values[start:end])
    if not phases:
        return Chart(needed=needed(values[starts[0] :]))
    signals = [signal for phase in phases for signal in _signals(values, phase)]
    ordered = sorted(signals, key=lambda signal: (signal.first, signal.last))
    return Chart(tuple(phases), tuple(ordered), needed_again=needed_again)


def _baseline(values: Values) -> Values:
    """The first months, up to and including the twelfth that has a score."""
    shown = [place for place, value in enumerate(values) if value is not None]
    return values if len(shown) < BASELINE else values[: shown[BASELINE - 1] + 1]


def _signals(values: Values, phase: Phase) -> Iterator[Signal]:
    found, of = phase.limits, values[phase.first : phase.last + 1]
    sides = [_side(value, found.mean, found.mean) for value in of]
    yield from _rows(Rule.BEYOND, [_side(value, found.low, found.high) for value in of], 1, phase.first)
    yield from _rows(Rule.ONE_SIDE, sides, ON_ONE_SIDE, phase.first)
    steps = [_step(before, after) for before, after in pairwise(of)]
    for signal in _rows(Rule.STEADY, steps, STEADY - 1, phase.first):
        # A step lies between two months: the row begins with the month before its first step.
        yield replace(signal, last=signal.last + 1)


def _side(value: float | None, low: float, high: float) -> int:
    """1 above, -1 below, 0 between or not known."""
    return 0 if value is None else (value > high) - (value < low)


def _step(before: float | None, after: float | None) -> int:
    return 0 if before is None or after is None else (after > before) - (after < before)


def _rows(rule: Rule, sides: Sequence[int], least: int, offset: int) -> Iterator[Signal]:
    """Each longest row of at least `least` equal sides that are not 0."""
    start = 0
    for place in range(1, len(sides) + 1):
        if place < len(sides) and sides[place] == sides[start]:
            continue
        if sides[start] and place - start >= least:
            yield Signal(rule, offset + start, offset + place - 1, sides[start] > 0)
        start = place
