"""Agreement in words and figures, in the page's language."""

from __future__ import annotations

from typing import Final

from flask_babel import gettext

from admin.audits.scoring import ANSWERS
from admin.insight.figures import Cell, FigureTable, Row
from admin.insight.formatting import between, calls, chance, points, short, whole
from admin.insight.wording import NOTHING, Wording
from admin.reliability.agreement import Agreement
from admin.reliability.report import FEW, CriterionAgreement, DimensionAgreement, Level, Reliability, ValuePair
from survey import dimensions
from survey.criteria.catalogue import Criterion, requirement_in
from survey.languages import N_
from survey.locale import page_language, translated

LEVELS: Final = {
    Level.FIRM: Wording(N_("Auditors agree"), N_("You can rely on these scores.")),
    Level.TENTATIVE: Wording(N_("Auditors agree in part"), N_("Draw careful conclusions only.")),
    Level.CALIBRATE: Wording(
        N_("Auditors disagree"), N_("Calibrate first: discuss calls and agree on one way to score.")
    ),
    Level.CANNOT_TELL: Wording(
        N_("We cannot tell yet"), N_("Too few calls are scored twice, or nearly all got the same score.")
    ),
}
_ANSWERS: Final = {ANSWERS["yes"]: N_("yes"), ANSWERS["partly"]: N_("partly"), ANSWERS["no"]: N_("no")}


def requirement(criterion: Criterion) -> str:
    """What the auditor checks, in the page's language where there are words in it."""
    return requirement_in(criterion, page_language().code, translated).text


def value(criterion: Criterion, entered: float | None) -> str:
    """A value as the auditor entered it."""
    if entered is None:
        return NOTHING
    if criterion.scale in {"yes_no", "yes_partly_no"}:
        return translated(_ANSWERS[entered])
    if criterion.scale == "seconds":
        return str(gettext("%(number)s seconds", number=short(entered)))
    return short(entered)


def both(pair: ValuePair) -> tuple[str, str]:
    """Both values of a call, the first and the second."""
    return value(pair.criterion, pair.first), value(pair.criterion, pair.second)


def in_words(level: Level, found: Agreement) -> Cell:
    """What a coefficient says, and whether few calls tell it."""
    words = LEVELS[level]
    few = found.value is not None and found.n < FEW
    details = (translated(words.meaning), *([gettext("Few calls: read this with care.")] if few else []))
    return Cell(translated(words.name), tuple(map(str, details)), is_missing=level is Level.CANNOT_TELL)


def coefficient(found: Agreement | None) -> Cell:
    """A coefficient with its interval."""
    if found is None or found.value is None:
        return Cell(NOTHING, is_missing=True)
    shown = (
        (between(chance(found.interval.low), chance(found.interval.high)),)
        if found.interval
        else (str(gettext("interval: cannot tell")),)
    )
    return Cell(chance(found.value), shown, found.value)


def _pairs(found: Agreement) -> Cell:
    return Cell(whole(found.n), number=found.n)


def by_dimension(found: Reliability) -> FigureTable:
    """The five B's: agreement in words, alpha, and how far two scorings of a call lie apart."""
    return FigureTable(
        gettext("Agreement on the five B's"),
        (
            gettext("B"),
            gettext("Agreement"),
            gettext("Alpha"),
            gettext("Two scores differ by (points)"),
            gettext("Calls scored twice"),
        ),
        tuple(map(_dimension, found.dimensions)),
    )


def _dimension(row: DimensionAgreement) -> Row:
    apart = Cell(points(row.difference), number=row.difference, is_missing=row.difference is None)
    cells = (in_words(row.level, row.alpha), coefficient(row.alpha), apart, _pairs(row.alpha))
    return Row(dimensions.BY_CODE[row.dimension].name, "", cells)


def by_criterion(found: Reliability, dimension: str) -> FigureTable:
    """The criteria of one B: agreement in words and figures, and how often only one auditor scored it."""
    return FigureTable(
        dimensions.BY_CODE[dimension].name,
        (
            gettext("Requirement"),
            gettext("Agreement"),
            gettext("Alpha"),
            gettext("Kappa or ICC"),
            gettext("Calls scored twice"),
            gettext("Only one auditor scored it"),
        ),
        tuple(_criterion(row) for row in found.criteria if row.criterion.dimension == dimension),
    )


def _criterion(row: CriterionAgreement) -> Row:
    cells = (
        in_words(row.level, row.alpha),
        coefficient(row.alpha),
        coefficient(row.kappa or row.icc),
        _pairs(row.alpha),
        Cell(whole(row.one_sided), number=row.one_sided),
    )
    return Row(requirement(row.criterion), "", cells)


def told(found: Reliability) -> str:
    """The finding in one sentence."""
    weak = [each for each in found.criteria if each.level is Level.CALIBRATE]
    if not weak:
        return str(gettext("No requirement shows that auditors have to calibrate."))
    return str(
        gettext(
            "On %(number)s of %(all)s requirements the auditors disagree: calibrate these first.",
            number=whole(len(weak)),
            all=whole(len(found.criteria)),
        )
    )


def scored_twice(found: Reliability) -> str:
    """How many calls it stands on."""
    return str(gettext("Scored twice: %(calls)s.", calls=calls(found.calls)))
