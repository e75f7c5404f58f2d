"""The tables of a comparison, as page and spreadsheet both show them: words and figures in the page's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask_babel import gettext, ngettext

from admin.insight import wording
from admin.insight.formatting import (
    answers,
    between,
    calls,
    chance,
    difference,
    month,
    per_cent,
    points,
    short,
    whole,
)
from admin.insight.results import Comparison, CriterionComparison, DimensionComparison, Gap, TrendPoint
from admin.insight.terms import Score, Verdict
from survey import dimensions
from survey.criteria.catalogue import BY_CODE as CRITERIA
from survey.criteria.catalogue import OwnRequirement, Wording
from survey.locale import page_language, translated


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says: its figure or words, and in smaller lines under it what belongs to that.

    `bar` draws it too: a length in per cent of the cell's width.
    """

    text: str
    details: tuple[str, ...] = ()
    number: float | None = None
    is_missing: bool = False
    bar: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name, what that is about, its cells; the language of the name where it is not the page's."""

    name: str
    about: str
    cells: tuple[Cell, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table with a title; the first of `columns` stands over the names of the rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def compared(comparison: Comparison) -> FigureTable:
    """The five B's: perceived, measured, the gap, its verdict and the quadrant, in words."""
    return FigureTable(
        gettext("The five B's, perceived and measured"),
        (
            gettext("B"),
            translated(wording.PERCEIVED),
            translated(wording.MEASURED),
            gettext("Difference"),
            gettext("What this tells us"),
            gettext("Against the norm of %(norm)s", norm=short(comparison.norm)),
        ),
        tuple(_compared(row) for row in comparison.dimensions),
    )


def _compared(row: DimensionComparison) -> Row:
    words = dimensions.BY_CODE[row.dimension]
    cells = (perceived(row.perceived), measured(row.measured), gap(row.gap), verdict(row), _quadrant(row))
    return Row(words.name, translated(words.about), cells)


def perceived(score: Score) -> Cell:
    """What citizens answered, with its interval and number, or that these are too few."""
    return _score(score, answers, wording.TOO_FEW_ANSWERS, wording.TOO_FEW_ANSWERS)


def measured(score: Score) -> Cell:
    """What the audits found, or why there is nothing to show."""
    return _score(score, calls, wording.TOO_FEW_CALLS, wording.NOT_AUDITED)


def _score(score: Score, counted: Callable[[int], str], hidden: str, absent: str) -> Cell:
    if score.mean is None:
        return Cell(translated(hidden if score.hidden else absent), is_missing=True)
    number = () if score.n is None else (counted(score.n),)
    return Cell(points(score.mean), (*reach(score.low, score.high, points), *number), score.mean)


def reach(low: float | None, high: float | None, shown: Callable[[float | None], str]) -> tuple[str, ...]:
    """The line that tells an interval; none where there is no interval."""
    return () if low is None else (between(shown(low), shown(high)),)


def gap(found: Gap) -> Cell:
    """Perceived minus measured with its interval."""
    if found.mean is None:
        return Cell(wording.NOTHING, is_missing=True)
    return Cell(difference(found.mean), reach(found.low, found.high, difference), found.mean)


def verdict(row: DimensionComparison) -> Cell:
    """The verdict in words, with what would settle it or what the profile says otherwise."""
    if row.gap.mean is None:
        return Cell(translated(wording.VERDICTS[Verdict.CANNOT_TELL].name), (_nothing_to_compare(row),))
    words = wording.VERDICTS[row.verdict]
    sentences = [translated(words.meaning)]
    if row.verdict is Verdict.CANNOT_TELL:
        sentences.append(_what_would_tell(row.more_responses_needed))
    if row.within_auditor_disagreement:
        sentences.append(_within(row))
    if row.profile_gap.says_otherwise:
        sentences.append(translated(wording.BESIDE_THE_OTHERS[row.profile_gap.verdict]))
    return Cell(translated(words.name), (" ".join(sentences),))


def _within(row: DimensionComparison) -> str:
    return str(
        gettext(
            "The difference is smaller than the one between two auditors of the same call (%(points)s points).",
            points=points(row.auditor_disagreement),
        )
    )


def _nothing_to_compare(row: DimensionComparison) -> str:
    if row.perceived.mean is None:
        return str(gettext("There are too few answers to compare."))
    return str(gettext("There are too few audited calls to compare."))


def _what_would_tell(more: int | None) -> str:
    if more is None:
        return str(gettext("More answers alone will not tell. Audit more calls."))
    return str(
        ngettext(
            "About %(count)s more answer can tell.",
            "About %(count)s more answers can tell.",
            more,
            count=whole(more),
        )
    )


def _quadrant(row: DimensionComparison) -> Cell:
    if row.quadrant is None:
        return Cell(wording.NOTHING, is_missing=True)
    words = wording.QUADRANTS[row.quadrant]
    return Cell(translated(words.name), (translated(words.meaning),))


def exact(comparison: Comparison) -> FigureTable:
    """What stands behind the verdicts: profile gap, chance, spread, effective numbers, importance."""
    return FigureTable(
        gettext("Exact figures"),
        (
            gettext("B"),
            gettext("Difference next to the other B's"),
            gettext("Chance of such a difference (p, adjusted for five B's)"),
            gettext("Spread of answers"),
            gettext("Answers, counted by weight"),
            gettext("Spread of audits"),
            gettext("Weight in the report mark"),
        ),
        tuple(_exact(row) for row in comparison.dimensions),
    )


def _exact(row: DimensionComparison) -> Row:
    profile = row.profile_gap
    cells = (
        gap(Gap(profile.mean, profile.low, profile.high)),
        _figure(row.gap.p_adjusted, chance),
        _figure(row.perceived.sd, points),
        _figure(row.perceived.n_effective, whole),
        _figure(row.measured.sd, points),
        _figure(row.importance, chance),
    )
    return Row(dimensions.BY_CODE[row.dimension].name, "", cells)


def _figure(value: float | None, shown: Callable[[float | None], str]) -> Cell:
    return Cell(shown(value), number=value, is_missing=value is None)


def trend(comparison: Comparison) -> FigureTable:
    """Per month what citizens answered on each B."""
    months = sorted({point.month for point in comparison.trend})
    found = {(point.month, point.dimension): point for point in comparison.trend}
    return FigureTable(
        gettext("Citizens' scores per month"),
        (gettext("Month"), *(dimension.name for dimension in dimensions.DIMENSIONS)),
        tuple(
            Row(month(key), "", tuple(_point(found.get((key, code))) for code in dimensions.CODES)) for key in months
        ),
    )


def _point(found: TrendPoint | None) -> Cell:
    return Cell(wording.NOTHING, is_missing=True) if found is None else perceived(found.perceived)


def criteria(comparison: Comparison, dimension: str) -> FigureTable:
    """Per criterion of one B the audits' score, and how often citizens named it."""
    return FigureTable(
        dimensions.BY_CODE[dimension].name,
        (
            gettext("Requirement"),
            translated(wording.MEASURED),
            gettext("Named by citizens who gave a low score"),
        ),
        tuple(_criterion(row) for row in comparison.criteria if row.dimension == dimension),
    )


def requirement(code: str, own: OwnRequirement | None = None) -> Wording:
    """A criterion as the audits name it: ours, the organisation's own, or its code where nobody knows words."""
    language = page_language().code
    if own is not None:
        return own.wording(language)
    return Wording(translated(CRITERIA[code].requirement) if code in CRITERIA else code, language)


def _criterion(row: CriterionComparison) -> Row:
    if row.reason_count is None or row.reason_share is None:
        named = Cell(translated(wording.TOO_FEW_ANSWERS), is_missing=True)
    else:
        share = row.reason_share
        named = Cell(per_cent(share), (answers(row.reason_count),), share, bar=share)
    words = requirement(row.code, row.own)
    audited = replace(measured(row.measured), bar=row.measured.mean)
    return Row(words.text, "", (audited, named), words.language)
