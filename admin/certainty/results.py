"""What the page about certainty holds. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from admin.insight.results import Comparison
from admin.insight.terms import Verdict


class Choice(StrEnum):
    """What could have been chosen otherwise."""

    HALF_MARGIN = "half_margin"
    DOUBLE_MARGIN = "double_margin"
    OTHER_WEIGHTS = "other_weights"
    EQUAL_CRITERIA = "equal_criteria"
    PHONE_LOG = "phone_log"


@dataclass(frozen=True, slots=True)
class Variation:
    """The verdicts by B that another choice gives, for every B that it leaves something to say about."""

    choice: Choice
    verdicts: Mapping[str, Verdict]


@dataclass(frozen=True, slots=True)
class Plan:
    """What it takes to find a difference of `difference` points on a B, four times in five.

    `more_answers` and `more_calls` are further cases, each of them enough by itself; None where that alone will not
    do. Where neither does, `both` gives further answers and further calls together. Where the answers are too few
    to be shown, `answers_from_none` tells instead how many are needed in all, for what is missing would tell how many
    there are. `is_assumed`: a side has no spread of its own yet, so one was assumed.
    """

    dimension: str
    difference: float
    is_enough: bool = False
    more_answers: int | None = None
    more_calls: int | None = None
    both: tuple[int, int] | None = None
    answers_from_none: bool = False
    is_assumed: bool = False
    weeks: float | None = None


@dataclass(frozen=True, slots=True)
class Certainty:
    """The comparison, how many answers a week come in per B, the plan per B, and the verdicts by other choices."""

    comparison: Comparison
    pace: Mapping[str, float]
    plans: tuple[Plan, ...]
    variations: tuple[Variation, ...]
