"""Each B in sentences: its verdict with the figures behind it, its quadrant, and its most telling requirements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext

from admin.insight import wording
from admin.insight.figures import gap, measured, perceived, requirement, verdict
from admin.insight.formatting import chance, difference, listed, per_cent, points
from admin.insight.results import Comparison, CriterionComparison, DimensionComparison
from admin.insight.statistics import SIGNIFICANCE
from admin.insight.terms import Quadrant
from survey import dimensions
from survey.locale import translated

CORNERS: Final = {
    Quadrant.PRIORITY: (False, False),
    Quadrant.BLIND_SPOT: (False, True),
    Quadrant.GOODWILL_AT_RISK: (True, False),
    Quadrant.BOTH_GOOD: (True, True),
}
"""The quadrants, most urgent first: whether citizens reach the norm there, and whether the audits do."""


@dataclass(frozen=True, slots=True)
class Told:
    """A name, what is said of it in a few words, and the sentences behind these."""

    name: str
    words: str
    text: str


def verdicts(comparison: Comparison) -> tuple[Told, ...]:
    """Each B that can be compared, in the order of the B's."""
    return tuple(_verdict(row) for row in comparison.dimensions if row.gap.mean is not None)


def _verdict(row: DimensionComparison) -> Told:
    said = verdict(row)
    figures = gettext(
        "Citizens %(perceived)s, audits %(measured)s: a difference of %(gap)s (%(reach)s).",
        perceived=perceived(row.perceived).text,
        measured=measured(row.measured).text,
        gap=difference(row.gap.mean),
        reach="".join(gap(row.gap).details),
    )
    return Told(dimensions.BY_CODE[row.dimension].name, said.text, " ".join([figures, *said.details]))


def quadrants(comparison: Comparison) -> tuple[Told, ...]:
    """Each quadrant that holds a B, the most urgent first: its name, its B's and its meaning."""
    found = []
    for quadrant in CORNERS:
        names = [dimensions.BY_CODE[row.dimension].name for row in comparison.dimensions if row.quadrant is quadrant]
        if names:
            words = wording.QUADRANTS[quadrant]
            found.append(Told(translated(words.name), listed(names), translated(words.meaning)))
    return tuple(found)


def requirements(comparison: Comparison, dimension: str) -> str:
    """What the audits found worst and what citizens name most among the requirements of one B; empty if neither."""
    rows = [row for row in comparison.criteria if row.dimension == dimension]
    lowest = _most(rows, lambda row: None if row.measured.mean is None else -row.measured.mean)
    named = _most(rows, lambda row: row.reason_share or None)
    sentences = []
    if lowest is not None:
        words = {"requirement": _words(lowest), "score": points(lowest.measured.mean)}
        sentences.append(gettext("Lowest in the audits: “%(requirement)s” (%(score)s).", **words))
    if named is not None:
        words = {"requirement": _words(named), "share": per_cent(named.reason_share)}
        sentences.append(gettext("Named most by citizens: “%(requirement)s” (%(share)s).", **words))
    return " ".join(sentences)


def agreement(comparison: Comparison, dimension: str | None = None) -> str:
    """Whether audits and citizens point at the same requirements of a B, or of all; empty where that is not known."""
    found = {each.dimension: each for each in comparison.rank_agreement}.get(dimension)
    if found is None:
        return ""
    if found.p >= SIGNIFICANCE:
        words = wording.RANKS_UNCLEAR
    else:
        words = wording.RANKS_AGREE if found.tau > 0 else wording.RANKS_DISAGREE
    figures = gettext(
        "(rank agreement %(tau)s on a scale of −1 to 1, p %(p)s)", tau=chance(found.tau), p=chance(found.p)
    )
    return f"{translated(words)} {figures}"


def _most(
    rows: list[CriterionComparison], key: Callable[[CriterionComparison], float | None]
) -> CriterionComparison | None:
    """The row with the highest key; None where no row has one."""
    ranked = [(value, place) for place, row in enumerate(rows) if (value := key(row)) is not None]
    return rows[max(ranked)[1]] if ranked else None


def _words(row: CriterionComparison) -> str:
    return requirement(row.code, row.own).text
