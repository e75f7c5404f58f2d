"""The tables of the page about certainty, in the page's language."""

from __future__ import annotations

from flask_babel import gettext

from admin.certainty import story
from admin.certainty.results import Certainty, Plan, Variation
from admin.insight import wording
from admin.insight.figures import Cell, FigureTable, Row, perceived
from admin.insight.formatting import chance, points, whole
from admin.insight.results import Comparison, RankAgreement
from survey import dimensions
from survey.locale import translated


def sensitivity(found: Certainty) -> FigureTable:
    """Per B its verdict, and under each other choice whether it stays the same."""
    comparison = found.comparison
    return FigureTable(
        gettext("The verdicts under other choices"),
        (
            gettext("B"),
            gettext("As shown"),
            *(story.choice(each.choice, comparison) for each in found.variations),
        ),
        tuple(_verdicts(code, found) for code in dimensions.CODES),
    )


def _verdicts(code: str, found: Certainty) -> Row:
    row = found.comparison.by_dimension()[code]
    compared = row.gap.mean is not None
    now = Cell(translated(wording.VERDICTS[row.verdict].name)) if compared else _nothing()
    others = tuple(_verdict(code, each, found) for each in found.variations)
    return Row(dimensions.BY_CODE[code].name, "", (now, *others))


def _verdict(code: str, variation: Variation, found: Certainty) -> Cell:
    verdict = variation.verdicts.get(code)
    if verdict is None:
        return _nothing()
    if verdict is found.comparison.by_dimension()[code].verdict:
        return Cell(gettext("The same"), is_missing=True)
    return Cell(translated(wording.VERDICTS[verdict].name))


def _nothing() -> Cell:
    return Cell(wording.NOTHING, is_missing=True)


def plans(found: Certainty) -> FigureTable:
    """Per B the figures of its plan."""
    return FigureTable(
        gettext("The figures of the plan"),
        (
            gettext("B"),
            gettext("Answers now"),
            gettext("Answers a week"),
            gettext("More answers, if only answers are added"),
            gettext("Audited calls now"),
            gettext("More audited calls, if only calls are added"),
        ),
        tuple(_plan(each, found) for each in found.plans),
    )


def _plan(plan: Plan, found: Certainty) -> Row:
    row = found.comparison.by_dimension()[plan.dimension]
    answers = row.perceived
    more = None if plan.answers_from_none else plan.more_answers
    cells = (
        perceived(answers) if answers.mean is None else _count(answers.n),
        _rate(found.pace.get(plan.dimension)),
        _count(0 if plan.is_enough else more),
        _count(row.measured.n),
        _count(0 if plan.is_enough else plan.more_calls),
    )
    return Row(dimensions.BY_CODE[plan.dimension].name, "", cells)


def _count(value: int | None) -> Cell:
    return _nothing() if value is None else Cell(whole(value), number=value)


def _rate(value: float | None) -> Cell:
    return _nothing() if value is None else Cell(points(value), number=value)


def ranks(comparison: Comparison) -> FigureTable:
    """How far audits and citizens agree on the order of the requirements."""
    return FigureTable(
        gettext("Agreement between audits and citizens on requirements"),
        (
            gettext("B"),
            gettext("Agreement, from −1 to 1"),
            gettext("Chance of this without any agreement (p)"),
            gettext("Requirements"),
        ),
        tuple(_rank(each) for each in comparison.rank_agreement),
    )


def _rank(found: RankAgreement) -> Row:
    name = gettext("All B's together") if found.dimension is None else dimensions.BY_CODE[found.dimension].name
    cells = (
        Cell(chance(found.tau), number=found.tau),
        Cell(chance(found.p), number=found.p),
        Cell(whole(found.criteria), number=found.criteria),
    )
    return Row(name, "", cells)
