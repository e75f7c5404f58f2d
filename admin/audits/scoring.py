"""From what an auditor filled in to a score of 0-100, per criterion and per dimension. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from survey import dimensions
from survey.criteria.catalogue import Criterion, Scale
from survey.intake.cells import NO, YES, Cell, CellFault, to_number, to_seconds
from survey.languages import N_

PARTLY: Final = frozenset({"deels", "gedeeltelijk", "partly", "partially", "0.5", "0,5"})
ANSWERS: Final = {"yes": 1.0, "partly": 0.5, "no": 0.0}
"""Value of an answer as it is stored."""
LEAST_MARK, BEST_MARK = dimensions.MARK[0], dimensions.MARK[-1]
EXPECTED: Final[Mapping[Scale, str]] = {
    "yes_no": N_("“ja” or “nee” (also “yes”, “no”, “j”, “y”, “n”, “1”, “0”)"),
    "yes_partly_no": N_("“ja”, “deels” or “nee” (also “yes”, “partly”, “no”, “1”, “0.5”, “0”)"),
    "mark": N_("a mark from 1 to 10, whole or half, such as 7 or 7.5"),
    "seconds": N_("a number of seconds under 24 hours, 0 or more"),
}
"""What may be filled in on a scale, as English message ids."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A criterion in one call: the value on its own scale (1, 0.5, 0; mark; seconds) and the score, 0-100."""

    value: float
    score: float


def score(cell: Cell, criterion: Criterion) -> Scored:
    """Value and score of a cell that is not blank. Raises CellFault with what the scale expects."""
    try:
        return _READERS[criterion.scale](cell, criterion)
    except CellFault:
        raise CellFault(EXPECTED[criterion.scale]) from None


def dimension_scores(scores: Mapping[str, float], criteria: Iterable[Criterion]) -> tuple[float | None, ...]:
    """Score of one call per dimension (0-100, in the order of `dimensions.CODES`), None where nothing was.

    The weighted arithmetic mean, sum(w·x) / sum(w), over the criteria of that dimension that are scored.
    """
    scored = [criterion for criterion in criteria if criterion.code in scores]
    return tuple(
        _weighted_mean([(scores[each.code], each.weight) for each in scored if each.dimension == code])
        for code in dimensions.CODES
    )


def seconds_score(seconds: float, norm: float, limit: float) -> float:
    """A duration as 0-100: 100 up to the norm, 0 from the limit, (limit-x) / (limit-norm)·100 between."""
    return min(100.0, max(0.0, (limit - seconds) / (limit - norm) * 100.0))


def _weighted_mean(pairs: list[tuple[float, float]]) -> float | None:
    if not pairs:
        return None
    mean = sum(value * weight for value, weight in pairs) / sum(weight for _, weight in pairs)
    # A mean lies among its values; rounding must not carry it past 100.
    return min(max(mean, min(value for value, _ in pairs)), max(value for value, _ in pairs))


def _answer(cell: Cell, partly_allowed: bool) -> Scored:
    word = _word(cell)
    if word in YES:
        value = ANSWERS["yes"]
    elif word in NO:
        value = ANSWERS["no"]
    elif partly_allowed and word in PARTLY:
        value = ANSWERS["partly"]
    else:
        raise CellFault("")
    return Scored(value, value * 100.0)


def _word(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip().casefold()


def _yes_no(cell: Cell, criterion: Criterion) -> Scored:
    return _answer(cell, partly_allowed=False)


def _yes_partly_no(cell: Cell, criterion: Criterion) -> Scored:
    return _answer(cell, partly_allowed=True)


def _mark(cell: Cell, criterion: Criterion) -> Scored:
    mark = to_number(cell, LEAST_MARK, BEST_MARK)
    if mark * 2 % 1:
        raise CellFault("")
    return Scored(mark, dimensions.mark_score(mark))


def _seconds(cell: Cell, criterion: Criterion) -> Scored:
    seconds = to_seconds(cell)
    if criterion.norm is None or criterion.limit is None:
        raise ValueError(f"{criterion.code} is measured in seconds but has no norm and limit")
    return Scored(float(seconds), seconds_score(seconds, criterion.norm, criterion.limit))


_READERS: Final = {
    "yes_no": _yes_no,
    "yes_partly_no": _yes_partly_no,
    "mark": _mark,
    "seconds": _seconds,
}
