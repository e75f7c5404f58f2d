"""Thousands of random samples at once: rows of equal length, so that SciPy can judge them all together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from admin.insight.statistics import Sample, sample_from_values

Array = np.ndarray[Any, np.dtype[np.float64]]
BLOCKS: Final = 40
ROWS: Final = 75
"""Cases in a block; 40 blocks make 3,000."""


def blocks(seed: int) -> Iterator[tuple[Array, Array]]:
    """Pairs of tables of 0-100 scores: answers that lean to one side, and audits; sizes differ from block to block."""
    rng = np.random.default_rng(seed)
    for _ in range(BLOCKS):
        shares = rng.dirichlet(np.full(5, 0.8), ROWS)
        n, calls = rng.integers(2, 80, 2)
        answers = 25.0 * np.array([rng.choice(5, n, p=row) for row in shares])
        audits = np.clip(rng.normal(rng.uniform(40, 95, (ROWS, 1)), 15, (ROWS, calls)), 0, 100)
        yield answers, audits


def sample(values: Any) -> Sample:
    """The sample of a row of scores."""
    found = sample_from_values([float(value) for value in values])
    assert found is not None
    return found
