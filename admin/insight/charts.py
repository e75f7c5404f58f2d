"""Which charts a comparison has, and what each says in the language of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flask_babel import gettext

from admin.insight import told, wording
from admin.insight.drawing import Dumbbell, DumbbellChart, Line, TrendChart, Value, dumbbells, trends
from admin.insight.figures import Cell, measured, perceived
from admin.insight.formatting import month, month_on_axis, points, short
from admin.insight.quadrant_plot import Corner, Point, QuadrantChart, quadrants
from admin.insight.results import Comparison, DimensionComparison
from admin.insight.svg import Description
from admin.insight.terms import Score
from survey import dimensions
from survey.locale import page_language, translated


def comparison_svg(comparison: Comparison, *, narrow: bool = False) -> bytes:
    """Perceived and measured per B as SVG; `narrow` fits a phone."""
    chart = DumbbellChart(
        rows=tuple(_dumbbell(row) for row in comparison.dimensions),
        norm=comparison.norm,
        norm_words=_norm(comparison),
        perceived_words=translated(wording.PERCEIVED),
        measured_words=translated(wording.MEASURED),
        description=_described(gettext("The five B's, perceived and measured"), comparison_text(comparison)),
        narrow=narrow,
    )
    return dumbbells(chart)


def trend_svg(comparison: Comparison, *, narrow: bool = False) -> bytes:
    """Per B the course of what citizens answered as SVG; `narrow` fits a phone."""
    months = sorted({point.month for point in comparison.trend})
    chart = TrendChart(
        lines=tuple(_line(code, months, comparison) for code in dimensions.CODES),
        first_month=month_on_axis(months[0]) if months else "",
        last_month=month_on_axis(months[-1]) if months else "",
        norm=comparison.norm,
        description=_described(gettext("Citizens' scores per month"), trend_text(comparison)),
        narrow=narrow,
    )
    return trends(chart)


def quadrants_svg(comparison: Comparison, *, narrow: bool = False) -> bytes:
    """Perceived against measured with the norm on both sides, as SVG; `narrow` fits a phone."""
    chart = QuadrantChart(
        points=tuple(
            Point(
                dimensions.BY_CODE[row.dimension].name,
                _value(row.perceived, perceived(row.perceived)),
                _value(row.measured, measured(row.measured)),
            )
            for row in comparison.dimensions
            if row.quadrant
        ),
        corners=tuple(Corner(translated(wording.QUADRANTS[each].name), *good) for each, good in told.CORNERS.items()),
        norm=comparison.norm,
        norm_words=_norm(comparison),
        perceived_words=gettext("Citizens, 0 to 100"),
        measured_words=gettext("Audits, 0 to 100"),
        description=_described(gettext("Citizens and audits against the norm"), quadrants_text(comparison)),
        narrow=narrow,
    )
    return quadrants(chart)


def comparison_text(comparison: Comparison) -> str:
    """The first chart in words, for who cannot see it."""
    sides = (_both(row) for row in comparison.dimensions)
    return " ".join([*sides, f"{_norm(comparison)}."])


def quadrants_text(comparison: Comparison) -> str:
    """The quadrants in words: which B's are in each."""
    said = (f"{quadrant.name}: {quadrant.words}." for quadrant in told.quadrants(comparison))
    return " ".join([*said, f"{_norm(comparison)}."])


def trend_text(comparison: Comparison) -> str:
    """The second chart in words: where each B began and where it ended."""
    return " ".join(_course(code, comparison) for code in dimensions.CODES)


def _described(title: str, text: str) -> Description:
    language = page_language()
    return Description(title, text, language.code, language.direction)


def _norm(comparison: Comparison) -> str:
    return str(gettext("Norm %(norm)s", norm=short(comparison.norm)))


def _dumbbell(row: DimensionComparison) -> Dumbbell:
    return Dumbbell(
        dimensions.BY_CODE[row.dimension].name,
        _value(row.perceived, perceived(row.perceived)),
        _value(row.measured, measured(row.measured)),
    )


def _value(score: Score, cell: Cell) -> Value:
    return Value(cell.text, score.mean, score.low, score.high)


def _both(row: DimensionComparison) -> str:
    return str(
        gettext(
            "%(name)s: citizens %(perceived)s, audits %(measured)s.",
            name=dimensions.BY_CODE[row.dimension].name,
            perceived=perceived(row.perceived).text,
            measured=measured(row.measured).text,
        )
    )


def _line(code: str, months: list[str], comparison: Comparison) -> Line:
    found = {point.month: point.perceived for point in comparison.trend if point.dimension == code}
    scores = (found.get(key, Score()) for key in months)
    return Line(dimensions.BY_CODE[code].name, tuple(_value(score, perceived(score)) for score in scores))


def _course(code: str, comparison: Comparison) -> str:
    shown = [p for p in comparison.trend if p.dimension == code and p.perceived.mean is not None]
    name = dimensions.BY_CODE[code].name
    if not shown:
        return str(gettext("%(name)s: too few answers per month.", name=name))
    shown.sort(key=lambda point: point.month)
    return str(
        gettext(
            "%(name)s: %(first)s in %(first_month)s, %(last)s in %(last_month)s.",
            name=name,
            first=points(shown[0].perceived.mean),
            first_month=month(shown[0].month),
            last=points(shown[-1].perceived.mean),
            last_month=month(shown[-1].month),
        )
    )


CHARTS: Final[dict[str, Callable[..., bytes]]] = {
    "comparison": comparison_svg,
    "quadrants": quadrants_svg,
    "trend": trend_svg,
}
"""The charts by their name in the address."""
