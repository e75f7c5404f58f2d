"""What one answer adds to a rollup cell: counts per value and the sums that correlations need. Pure.

A cell is a row of whole numbers named by `COLUMNS`; cells add up. Six variables are counted: the five B's in raw
answers 1-5 and the report mark in raw marks 1-10. For every pair of variables that one citizen answered both,
the cell keeps the number of pairs, both sums and the sum of products; for the pairs with the mark both sums of
squares as well, so that means, variances, covariances and correlations follow without a look at single answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Final

from survey import dimensions

VARIABLES: Final = (*dimensions.CODES, "mark")
VALUES: Final = {variable: dimensions.MARK if variable == "mark" else dimensions.AGREEMENT for variable in VARIABLES}
PAIRS: Final = tuple(combinations(VARIABLES, 2))


def value_column(variable: str, value: int) -> str:
    """Name of the column that counts citizens who gave `value` to `variable`."""
    return f"{variable}_{value}"


def pair_column(first: str, second: str, term: str) -> str:
    """Name of a pair's column; `term` is n, a (sum of first), b, ab, and aa, bb where second is the mark."""
    return f"{first}_{second}_{term}"


def _pair_terms(second: str) -> tuple[str, ...]:
    return ("n", "a", "b", "ab", "aa", "bb") if second == "mark" else ("n", "a", "b", "ab")


COLUMNS: Final = (
    "responses",
    "responses_open",
    *(f"resolved_{outcome}" for outcome in dimensions.RESOLVED),
    *(value_column(variable, value) for variable in VARIABLES for value in VALUES[variable]),
    *(pair_column(a, b, term) for a, b in PAIRS for term in _pair_terms(b)),
)
"""`responses` counts answers, `responses_open` those of them that nobody was invited for."""

_EMPTY: Final = dict.fromkeys(COLUMNS, 0)


def tally(answers: Mapping[str, int | None], resolved: str | None, mode: str) -> dict[str, int]:
    """What one response adds to each of `COLUMNS`.

    `answers` holds 1-5 for each B and 1-10 for `mark`, None (or absent) where unknown or blank; `mode` is
    one of `dimensions.MODES`.
    """
    cell = dict(_EMPTY)
    cell["responses"] = 1
    cell["responses_open"] = int(mode in dimensions.OPEN_MODES)
    if resolved is not None:
        cell[f"resolved_{resolved}"] = 1
    given = [(name, value) for name in VARIABLES if (value := answers.get(name)) is not None]
    for name, value in given:
        cell[f"{name}_{value}"] = 1
    for (first, a), (second, b) in combinations(given, 2):
        stem = f"{first}_{second}_"
        cell[stem + "n"] = 1
        cell[stem + "a"] = a
        cell[stem + "b"] = b
        cell[stem + "ab"] = a * b
        if second == "mark":
            cell[stem + "aa"] = a * a
            cell[stem + "bb"] = b * b
    return cell
