"""How far observers agree: Krippendorff's alpha, Cohen's kappa and ICC(2,1), with bootstrap intervals. Pure.

Every coefficient is computed for a whole matrix of weights at once: one row a replicate, one column a call, where
the weight says how often the replicate drew the call. The estimate itself has every weight 1.
NumPy is imported inside the functions: only this page needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import isfinite
from typing import TYPE_CHECKING, Final, Literal

from admin.insight.statistics import LEVEL, Interval

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Array = NDArray[float64]

Metric = Literal["nominal", "ordinal", "interval"]
Ratings = Sequence[Sequence[float | None]]
"""A row for each call, a column for each observer; None where that observer did not score it."""

REPLICATES: Final = 1_000
SEED: Final = 20_260_302
"""Of every bootstrap: the same scores always show the same interval."""
LEAST_DEFINED: Final = 0.95
"""Share of replicates that must have a coefficient at all before an interval is told."""
ROUNDING: Final = 1e-9
"""A spread below this share of the squares is what floating-point sums leave of none."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """A coefficient over `n` calls: 1 is perfect, 0 is what chance gives; its 95 % interval by bootstrap over calls.

    `value` is None with fewer than two calls or without any variation: then agreement by chance can't be told from
    agreement. `hinges` says that nearly all calls got the same score, so that it hangs on one or two calls whether
    there is any variation: it is set where too many replicates have no coefficient. `interval` is None then, and where
    every replicate gives the same: that proves no certainty.
    """

    value: float | None
    interval: Interval | None
    n: int
    hinges: bool = False


CANNOT_TELL: Final = Agreement(None, None, 0)
"""Nothing was scored twice."""


def alpha(ratings: Ratings, metric: Metric) -> Agreement:
    """Krippendorff's alpha (Krippendorff 2011, "Computing Krippendorff's alpha-reliability"; 2019, chapter 12).

    1 - (observed disagreement) / (expected disagreement), over calls that at least two observers scored. The
    difference of two values, squared, is: nominal 0 or 1; ordinal by the ranks between them; interval (a - b)².
    """
    paired = [row for row in ratings if sum(value is not None for value in row) >= 2]
    return _told(len(paired), partial(_interval_alpha if metric == "interval" else _ranked_alpha(metric), paired))


def kappa(ratings: Sequence[tuple[float, float]]) -> Agreement:
    """Cohen's kappa (Cohen 1960) of the first and the second scoring: (p_o - p_e) / (1 - p_e)."""
    return _told(len(ratings), partial(_kappa, ratings))


def icc(ratings: Sequence[Sequence[float]]) -> Agreement:
    """ICC(2,1), two-way random effects, absolute agreement, one observer (Shrout & Fleiss 1979).

    (BMS - EMS) / (BMS + (k-1)·EMS + k·(JMS - EMS) / n) for n calls and k observers, all of whom scored all calls.
    """
    return _told(len(ratings), partial(_icc, ratings))


def mean_difference(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Mean absolute difference between first and second scoring, in the unit of the scores; None without pairs."""
    return sum(abs(first - second) for first, second in pairs) / len(pairs) if pairs else None


def _told(n: int, coefficients: Callable[[Array], Array]) -> Agreement:
    """The estimate and its percentile interval (Efron & Tibshirani 1993, chapter 13), calls drawn with replacement."""
    import numpy as np

    if n < 2:
        return Agreement(None, None, n)
    value = float(coefficients(np.ones((1, n)))[0])
    if not isfinite(value):
        return Agreement(None, None, n)
    drawn = np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), size=REPLICATES).astype(float)
    replicates = coefficients(drawn)
    defined = replicates[np.isfinite(replicates)]
    if len(defined) < LEAST_DEFINED * REPLICATES:
        return Agreement(value, None, n, hinges=True)
    return Agreement(value, _percentiles(defined), n)


def _percentiles(defined: Array) -> Interval | None:
    import numpy as np

    if np.ptp(defined) < ROUNDING:
        return None
    low, high = np.quantile(defined, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high))


def _ratio(above: Array, below: Array, scale: Array) -> Array:
    """above / below, nan where `below` is no more than rounding beside `scale`."""
    import numpy as np

    usable = below > ROUNDING * scale
    return np.where(usable, above / np.where(usable, below, 1.0), np.nan)


def _ranked_alpha(metric: Metric) -> Callable[[Ratings, Array], Array]:
    distances = _ordinal if metric == "ordinal" else _nominal
    return partial(_coincidence_alpha, distances)


def _coincidence_alpha(distances: Callable[[Array], Array], ratings: Ratings, weights: Array) -> Array:
    """By coincidences o_ck and their margins n_c: 1 - (n-1)·Σ o_ck·δ²_ck / Σ n_c·n_k·δ²_ck."""
    import numpy as np

    coincidences = np.einsum("bu,uck->bck", weights, _coincidences(ratings))
    margins = coincidences.sum(axis=2)
    values = margins.sum(axis=1)
    squared = distances(margins)
    observed = (coincidences * squared).sum(axis=(1, 2))
    expected = np.einsum("bc,bk,bck->b", margins, margins, squared)
    return 1 - _ratio((values - 1) * observed, expected, values)


def _coincidences(ratings: Ratings) -> Array:
    """Per call how often each value meets each other one, each meeting counted 1 / (values in the call - 1)."""
    import numpy as np

    scale = sorted({value for row in ratings for value in row if value is not None})
    counts = np.array([[row.count(value) for value in scale] for row in ratings], dtype=float)
    meetings = np.einsum("uc,uk->uck", counts, counts) - np.einsum("uc,ck->uck", counts, np.eye(len(scale)))
    found: Array = meetings / (counts.sum(axis=1) - 1)[:, None, None]
    return found


def _nominal(margins: Array) -> Array:
    import numpy as np

    different = 1.0 - np.eye(margins.shape[1])
    return np.broadcast_to(different, (len(margins), *different.shape))


def _ordinal(margins: Array) -> Array:
    """(the values from c to k, with half of those at both ends)²."""
    import numpy as np

    middles = np.cumsum(margins, axis=1) - margins / 2
    found: Array = (middles[:, :, None] - middles[:, None, :]) ** 2
    return found


def _interval_alpha(ratings: Ratings, weights: Array) -> Array:
    """The same with δ² = (a - b)², by sums: Σ_ij (x_i - x_j)² = 2·(m·Σx² - (Σx)²)."""
    import numpy as np

    rows = [[value for value in row if value is not None] for row in ratings]
    middle = sum(map(sum, rows)) / sum(map(len, rows))
    sums = np.array(
        [(len(row), sum(x - middle for x in row), sum((x - middle) ** 2 for x in row)) for row in rows], dtype=float
    )
    m, total, squares = sums.T
    within = 2 * (m * squares - total**2) / (m - 1)
    values, all_total, all_squares = (weights @ column for column in (m, total, squares))
    expected = 2 * (values * all_squares - all_total**2)
    return 1 - _ratio((values - 1) * (weights @ within), expected, values * all_squares)


def _kappa(ratings: Sequence[tuple[float, float]], weights: Array) -> Array:
    import numpy as np

    scale = sorted({value for pair in ratings for value in pair})
    first, second = (np.array([[pair[side] == value for value in scale] for pair in ratings]) for side in (0, 1))
    n = weights.sum(axis=1)
    agreed = weights @ (first == second).all(axis=1) / n
    by_chance = ((weights @ first) * (weights @ second)).sum(axis=1) / n**2
    return _ratio(agreed - by_chance, 1 - by_chance, np.ones_like(n))


def _icc(ratings: Sequence[Sequence[float]], weights: Array) -> Array:
    import numpy as np

    scores = np.array(ratings, dtype=float)
    scores -= scores.mean()
    k = scores.shape[1]
    n = weights.sum(axis=1)
    calls = scores.mean(axis=1)
    grand = weights @ calls / n
    between = k * (weights @ calls**2 - n * grand**2)
    among = n * ((weights @ scores / n[:, None] - grand[:, None]) ** 2).sum(axis=1)
    everything = weights @ (scores**2).sum(axis=1) - n * k * grand**2
    error = (everything - between - among) / ((n - 1) * (k - 1))
    bms, jms = between / (n - 1), among / (k - 1)
    below = bms + (k - 1) * error + k * (jms - error) / n
    # Without variation nothing is left but rounding; how much that can be, the squares tell.
    return _ratio(bms - error, below, weights @ (scores**2).sum(axis=1) / n + ROUNDING)
