"""Simulated organisations whose true scores are known: bounded, skewed, unequal and dependent, as real ones are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np
from scipy.special import expit, ndtr, ndtri

from admin.insight.evidence import AuditedCall, Evidence, Stratum
from survey import dimensions
from survey.answers import tally
from tests.unit.insight.answers import evidence

Array = np.ndarray[Any, np.dtype[np.float64]]
Whole = np.ndarray[Any, np.dtype[np.int64]]

SHAPES: Final = np.array(
    [
        (0.05, 0.08, 0.17, 0.40, 0.30),  # satisfied
        (0.25, 0.25, 0.20, 0.20, 0.10),  # cross
        (0.04, 0.05, 0.08, 0.28, 0.55),  # one tail
        (0.02, 0.02, 0.06, 0.20, 0.70),  # a long tail
        (0.25, 0.10, 0.10, 0.15, 0.40),  # torn
        (0.10, 0.20, 0.40, 0.20, 0.10),  # lukewarm
        (0.45, 0.25, 0.15, 0.10, 0.05),  # angry
    ]
)
"""How a B's answers of 1-5 may be spread."""
POINTS: Final = np.arange(5) * 25.0
LEAST: Final = 10
MOST: Final = 500
CRITERIA: Final = 5
"""Criteria of each B; the last two are marks, the others yes or no."""
MARKS: Final = 2
TEAMS: Final = 3


@dataclass(frozen=True, slots=True)
class Simulated:
    """An organisation and its truth: both sides' means (0-100) per B, and the share (0-1) that is helped."""

    evidence: Evidence
    perceived: Array
    measured: Array
    helped: float
    is_equal: bool
    n: int
    calls: int


def organisations(
    number: int, seed: int, teams: int = 1, alike: float = 1.0, apart: float | None = None
) -> Iterator[Simulated]:
    """So many organisations, alternately with equal sides and with any; or all with sides `apart` (0-100) points.

    Their answers come from `teams` teams: citizens of one team answer up to twice as readily as those of another,
    and a team's shape is for the part `alike` (0-1) that of the organisation.
    """
    rng = np.random.default_rng(seed)
    for place in range(number):
        yield _organisation(rng, place % 2 == 0, teams, alike, apart)


def _organisation(rng: np.random.Generator, is_equal: bool, teams: int, alike: float, apart: float | None) -> Simulated:
    n, calls = (int(np.exp(rng.uniform(np.log(LEAST), np.log(MOST + 1)))) for _ in range(2))
    common, own = SHAPES[rng.integers(len(SHAPES), size=5)], SHAPES[rng.integers(len(SHAPES), size=(teams, 5))]
    shapes = alike * common + (1 - alike) * own
    helped = alike * rng.uniform(0.3, 0.95) + (1 - alike) * rng.uniform(0.3, 0.95, teams)
    called = rng.dirichlet(np.full(teams, 8.0))
    numbers = rng.multinomial(n, _willing(rng, called)).tolist()
    tallies = [_tally(rng, of, *truth) for of, *truth in zip(numbers, shapes, helped, strict=True)]
    strata = tuple(
        Stratum(f"Team {place}", "phone", round(100_000 * share), found)
        for place, (share, found) in enumerate(zip(called, tallies, strict=True))
    )
    perceived = called @ (shapes @ POINTS)
    any_level = perceived if is_equal else rng.uniform(35, 95, 5)
    level = any_level if apart is None else perceived + rng.choice((-apart, apart), 5)
    scores, measured = _audits(rng, calls, level)
    found = evidence(strata=strata, audited=tuple(AuditedCall(tuple(row)) for row in scores.tolist()))
    return Simulated(found, perceived, measured, float(called @ helped), is_equal and not apart, n, calls)


def _willing(rng: np.random.Generator, called: Array) -> Array:
    """The teams' shares of the answers, by their shares of the contacts."""
    willing = called * rng.uniform(0.5, 1.0, len(called))
    return np.asarray(willing / willing.sum())


def _audits(rng: np.random.Generator, calls: int, level: Array) -> tuple[Array, Array]:
    """Scores (calls × B's) as weighted means of criteria that share the call's quality, and their true means."""
    weights = rng.integers(1, 4, (5, CRITERIA)).astype(float)
    weights /= weights.sum(axis=1, keepdims=True)
    chances = _chances(rng, weights, np.clip(level, 1, 99) / 100)
    quality = rng.normal(size=(calls, 1, 1))
    uniform = ndtr(0.5 * quality + np.sqrt(0.75) * rng.normal(size=(calls, 5, CRITERIA)))
    passed = (uniform < chances).astype(float)
    passed[..., -MARKS:] = rng.binomial(9, chances[:, -MARKS:], (calls, 5, MARKS)) / 9
    return 100 * (passed * weights).sum(axis=2), 100 * (chances * weights).sum(axis=1)


def _chances(rng: np.random.Generator, weights: Array, wanted: Array) -> Array:
    """Chances per B and criterion, by nature unequal, whose weighted mean is what is wanted."""
    nature = rng.normal(0, 1, weights.shape)
    low, high = np.full(5, -15.0), np.full(5, 15.0)
    for _ in range(60):
        middle = (low + high) / 2
        short = (expit(nature + middle[:, None]) * weights).sum(axis=1) < wanted
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return np.asarray(expit(nature + middle[:, None]))


def _tally(rng: np.random.Generator, n: int, shapes: Array, helped: float) -> Mapping[str, int]:
    """The rollup cell of n citizens whose answers hang together."""
    mood = 0.7 * rng.normal(size=(n, 1)) + np.sqrt(0.51) * rng.normal(size=(n, 5))
    edges = ndtri(np.cumsum(shapes, axis=1)[:, :-1])
    answers = 1 + (mood[:, :, None] > edges).sum(axis=2)
    found = {"responses": n, "resolved_yes": int(rng.binomial(n, helped))}
    found["resolved_no"] = n - found["resolved_yes"]
    for place, code in enumerate(dimensions.CODES):
        counts = np.bincount(answers[:, place], minlength=6)
        found |= {tally.value_column(code, value): int(counts[value]) for value in dimensions.AGREEMENT}
    return found | _pairs(answers)


def _pairs(answers: Whole) -> dict[str, int]:
    sums, products = answers.sum(axis=0), answers.T @ answers
    found = {}
    for a, b in combinations(range(5), 2):
        terms = {"n": len(answers), "a": sums[a], "b": sums[b], "ab": products[a, b]}
        for term, value in terms.items():
            found[tally.pair_column(dimensions.CODES[a], dimensions.CODES[b], term)] = int(value)
    return found
