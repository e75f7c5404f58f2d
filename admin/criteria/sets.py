"""A set of criteria as a whole: its rules, the share of each weight, and two changes of one set put together. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from survey import dimensions
from survey.criteria.catalogue import BY_CODE, Criterion, in_order
from survey.intake.cells import is_plain

LEAST_WEIGHT: Final = 0.01
MOST_WEIGHT: Final = 100.0
LONGEST_WAIT: Final = 86_399
"""Seconds: the most that can be filled in for a call."""
LONGEST_REQUIREMENT: Final = 300
LONGEST_REASON: Final = 200
LONGEST_NOTE: Final = 200
MOST_CRITERIA: Final = 200
NAME: Final = re.compile(r"[a-z]{2,40}")
"""The part of an own criterion's code after the dot."""


def is_own_code(code: str) -> bool:
    """Whether an organisation can give this code to a criterion of its own."""
    dimension, _, name = code.partition(".")
    return dimension in dimensions.BY_CODE and bool(NAME.fullmatch(name)) and code not in BY_CODE


def is_weight(number: float) -> bool:
    """Whether the number is a weight: 0.01 to 100, with at most two decimals."""
    return LEAST_WEIGHT <= number <= MOST_WEIGHT and round(number, 2) == number


def tidy(text: str) -> str:
    """Words as they are kept: composed letters, single spaces, one line."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_wording(text: str, longest: int) -> bool:
    """Whether tidy words can be kept: something, not too long, and no characters that steer a screen."""
    return 0 < len(text) <= longest and is_plain(text)


def without_active(criteria: Iterable[Criterion]) -> tuple[str, ...]:
    """The dimensions (codes) that would have nothing to score."""
    active = {criterion.dimension for criterion in criteria if criterion.active}
    return tuple(code for code in dimensions.CODES if code not in active)


def shares(criteria: Sequence[Criterion]) -> Mapping[str, float]:
    """How much each active criterion (by code) counts in its dimension, in per cent."""
    totals = dict.fromkeys(dimensions.CODES, 0.0)
    active = [criterion for criterion in criteria if criterion.active]
    for criterion in active:
        totals[criterion.dimension] += criterion.weight
    return {criterion.code: 100 * criterion.weight / totals[criterion.dimension] for criterion in active}


def with_own(criteria: Iterable[Criterion], wanted: Criterion) -> tuple[Criterion, ...]:
    """The set with this criterion in it, in the place of the one with its code."""
    return in_order((*without(criteria, wanted.code), wanted))


def without(criteria: Iterable[Criterion], code: str) -> tuple[Criterion, ...]:
    """The set without this criterion."""
    return tuple(criterion for criterion in criteria if criterion.code != code)


def completed(wanted: Sequence[Criterion], current: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """A set from elsewhere, with the built-in criteria that it lacks as they are now, but switched off."""
    present = {criterion.code for criterion in wanted}
    lacking = [each for each in current if each.own is None and each.code not in present]
    return (*wanted, *(replace(each, active=False) for each in lacking))


def rebased(base: Iterable[Criterion], mine: Iterable[Criterion], theirs: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """Their set, with what I changed of weights, norms, limits and use since `base` put on top of it."""
    before = {criterion.code: criterion for criterion in base}
    wanted = {criterion.code: criterion for criterion in mine}
    return tuple(_on_top(before.get(each.code), wanted.get(each.code), each) for each in theirs)


def _on_top(before: Criterion | None, wanted: Criterion | None, now: Criterion) -> Criterion:
    if before is None or wanted is None:
        return now
    merged = replace(
        now,
        weight=now.weight if wanted.weight == before.weight else wanted.weight,
        active=now.active if wanted.active == before.active else wanted.active,
    )
    # A norm belongs to its limit: taken apart, the one could end above the other.
    if now.scale != "seconds" or (wanted.norm, wanted.limit) == (before.norm, before.limit):
        return merged
    return replace(merged, norm=wanted.norm, limit=wanted.limit)
