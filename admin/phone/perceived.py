"""From which waiting time citizens find it harder to reach someone. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from itertools import combinations

from admin.insight.atoms import LADDER, Place, cut
from admin.insight.disclosure import inside
from admin.insight.scores import score
from admin.insight.statistics import SIGNIFICANCE, Sample, holm, sample_from_sums, welch
from admin.insight.terms import HIDDEN
from admin.phone.results import Perceived, WaitClass
from survey.dimensions import AGREEMENT
from survey.intake.waits import UP_TO, WIDE

Answers = Sequence[int]
"""How many citizens answered 1, 2, 3, 4 and 5."""


def perceived(answers: Mapping[int, Mapping[Place, Answers]], holds: Callable[[Place], bool], least: int) -> Perceived:
    """Perceived bereikbaar per wide class in the view that `holds` tells; `answers` are of all times and teams.

    Each class is cut into atoms over months and teams by itself, so that views subtracted from each other tell of no
    group under `least`.
    """
    samples = [sample(_shown(answers.get(place, {}), holds, least), least) for place in WIDE]
    best = _best(samples)
    return Perceived(tuple(map(_class, WIDE, samples)), best, None if best is None else falls_from(samples, best))


def _shown(answers: Mapping[Place, Answers], holds: Callable[[Place], bool], least: int) -> list[int]:
    atoms = cut({place: {"bereikbaar": sum(numbers)} for place, numbers in answers.items()}, LADDER, least)
    found = [answers[place] for atom in inside(atoms, holds) for place in atom.members]
    return [sum(numbers) for numbers in zip(*found, strict=True)] if found else [0] * len(AGREEMENT)


def sample(numbers: Answers, least: int) -> Sample | None:
    """The scores (0-100) of these answers; None where they are fewer than `least`."""
    points = [25.0 * step for step in range(5)]
    n = sum(numbers)
    if n < least:
        return None
    total = sum(number * point for number, point in zip(numbers, points, strict=True))
    squares = sum(number * point**2 for number, point in zip(numbers, points, strict=True))
    return sample_from_sums(n, total, squares)


def _class(place: int, found: Sample | None) -> WaitClass:
    above = 0 if place == 0 else UP_TO[place - 1] + 1
    up_to = UP_TO[place] if place < len(UP_TO) else None
    return WaitClass(above, up_to, HIDDEN if found is None else score(found, int(found.n)))


def _best(samples: Sequence[Sample | None]) -> int | None:
    """The place of the highest mean, the shortest wait of equals; None where fewer than two are shown."""
    means = {place: found.mean for place, found in enumerate(samples) if found is not None}
    return max(means, key=means.__getitem__) if len(means) >= 2 else None


def falls_from(samples: Sequence[Sample | None], best: int) -> int | None:
    """The first class that waits longer than the best, and whose mean is lower beyond chance.

    Every pair of classes is a test for Holm (1979): the best class is picked after looking, and a test of only
    the others against it would find a difference between equals too often.
    """
    shown = [(place, found) for place, found in enumerate(samples) if found is not None]
    pairs = list(combinations(shown, 2))
    gaps = [welch(first, second) for (_, first), (_, second) in pairs]
    adjusted = holm([1.0 if gap is None else gap.p() for gap in gaps])
    lower = _lower_than(best, [(a, b) for (a, _), (b, _) in pairs], adjusted)
    return min((place for place in lower if place > best), default=None)


def _lower_than(best: int, pairs: Sequence[tuple[int, int]], p_values: Sequence[float]) -> Set[int]:
    """Places that differ from the best, which has the highest mean."""
    found = [pair for pair, p in zip(pairs, p_values, strict=True) if p < SIGNIFICANCE and best in pair]
    return {place for pair in found for place in pair} - {best}
