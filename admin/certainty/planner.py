"""The plan per B: how many answers or audited calls a difference of some points takes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from admin.certainty.pace import weeks
from admin.certainty.power import POWER, Side, both_needed, cases_needed, power
from admin.certainty.results import Plan
from admin.insight.results import Comparison, DimensionComparison
from admin.insight.samples import sample_of
from admin.insight.statistics import SIGNIFICANCE
from admin.insight.terms import Score
from survey import dimensions

SIGNIFICANCE_OF_ONE: Final = SIGNIFICANCE / len(dimensions.CODES)
"""Holm's first step for five B's: what the surest of them has to reach."""
ASSUMED_ANSWERS: Final = Side(30.0, 0.0)
"""Answers of 1-5 that are spread evenly have a deviation of 35 points, most satisfied ones between 20 and 30."""
ASSUMED_CALLS: Final = Side(20.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Known:
    """A side, how many cases stand for one effective case, and whether both are only assumed."""

    side: Side
    times: float = 1.0
    is_assumed: bool = False

    def further(self, n: float) -> int:
        """Cases still to come, where n effective ones are needed."""
        return max(1, ceil((n - self.side.n) * self.times))


def plans(comparison: Comparison, difference: float, paces: Mapping[str, float]) -> tuple[Plan, ...]:
    """The plan of each B, for a difference of so many points; `paces` are answers a week."""
    found = (_plan(row, difference) for row in comparison.dimensions)
    return tuple(_with_weeks(plan, paces) for plan in found)


def _plan(row: DimensionComparison, difference: float) -> Plan:
    answers, calls = _known(row.perceived, ASSUMED_ANSWERS), _known(row.measured, ASSUMED_CALLS)
    plan = Plan(
        row.dimension,
        difference,
        answers_from_none=row.perceived.mean is None,
        is_assumed=answers.is_assumed or calls.is_assumed,
    )
    asked = (difference, SIGNIFICANCE_OF_ONE)
    if power(answers.side, calls.side, *asked) >= POWER:
        return replace(plan, is_enough=True)
    wanted_answers = cases_needed(calls.side, answers.side, *asked)
    wanted_calls = cases_needed(answers.side, calls.side, *asked)
    plan = replace(
        plan,
        more_answers=None if wanted_answers is None else answers.further(wanted_answers),
        more_calls=None if wanted_calls is None else calls.further(wanted_calls),
    )
    return plan if wanted_answers or wanted_calls else _both(plan, answers, calls)


def _both(plan: Plan, answers: _Known, calls: _Known) -> Plan:
    wanted = both_needed(answers.side, calls.side, plan.difference, SIGNIFICANCE_OF_ONE)
    return plan if wanted is None else replace(plan, both=(answers.further(wanted[0]), calls.further(wanted[1])))


def _known(score: Score, assumed: Side) -> _Known:
    sample = sample_of(score)
    if sample is None or sample.sd is None or score.n is None:
        return _Known(assumed, is_assumed=True)
    spread = (sample.variance_of_mean * sample.n) ** 0.5
    return _Known(Side(spread, sample.n), score.n / sample.n)


def _with_weeks(plan: Plan, paces: Mapping[str, float]) -> Plan:
    more = plan.both[0] if plan.both else plan.more_answers
    return plan if more is None else replace(plan, weeks=weeks(more, plan.dimension, paces))
