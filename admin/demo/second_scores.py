"""What a second auditor heard in some of the invented calls: mostly the same. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Final

from survey.criteria.catalogue import BY_CODE

SHARE: Final = 30
"""Share of a round's calls that is scored twice, in per cent."""
AGREED: Final = 0.97
DISPUTED: Final[Mapping[str, float]] = {
    "betrouwbaar.afspraak": 0.75,
    "behulpzaam.vervolg": 0.87,
    "bekend.samenvatting": 0.88,
}
"""Share of the calls in which the second auditor found the same: `AGREED` of most criteria, less of these."""
SPREAD: Final = 0.6
"""How far two marks (1-10) of one call lie apart, as a standard deviation."""


def second_scores(values: Mapping[str, float], chance: Random) -> dict[str, float]:
    """What the second auditor gave each criterion that the first one found to apply."""
    return {code: _second(code, value, chance) for code, value in values.items()}


def _second(code: str, value: float, chance: Random) -> float:
    scale = BY_CODE[code].scale
    if scale == "mark":
        return min(10.0, max(1.0, round((value + chance.gauss(0, SPREAD)) * 2) / 2))
    if scale == "seconds":
        return max(0.0, value + chance.choice((-2, -1, 0, 0, 1, 2)))
    if chance.random() < DISPUTED.get(code, AGREED):
        return value
    return 0.5 if scale == "yes_partly_no" and value != 0.5 else float(value < 1)
