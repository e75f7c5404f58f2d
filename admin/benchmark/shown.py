"""A standing in words, as a table and as a chart, in the language of the page."""

from __future__ import annotations

from typing import Final

from flask_babel import gettext, ngettext

from admin.benchmark.drawing import PlaceChart, PlaceRow, places
from admin.benchmark.standing import Place, Standing
from admin.insight import formatting, wording
from admin.insight.drawing import Value
from admin.insight.figures import Cell, FigureTable, Row, measured, perceived
from admin.insight.svg import Description
from survey import dimensions
from survey.languages import N_
from survey.locale import page_language, translated

QUARTERS: Final = (
    N_("in the lowest quarter"),
    N_("in the second quarter, below the middle"),
    N_("in the third quarter, above the middle"),
    N_("in the highest quarter"),
)
QUARTER_NAMES: Final = (
    N_("the lowest quarter"),
    N_("the second quarter"),
    N_("the third quarter"),
    N_("the highest quarter"),
)
TOO_FEW_OTHERS: Final = N_("Too few others")
TITLES: Final = {
    "perceived": N_("What citizens say, beside the others"),
    "measured": N_("What audits found, beside the others"),
}


def table(standing: Standing, side: str) -> FigureTable:
    """Per B the own score, the quartiles in whole points, and in which quarter the own score lies."""
    columns = (
        gettext("B"),
        gettext("Your score"),
        gettext("Lowest quarter: up to"),
        gettext("Middle"),
        gettext("Highest quarter: from"),
        gettext("Where you are"),
    )
    return FigureTable(translated(TITLES[side]), columns, tuple(_row(place) for place in standing.of(side)))


def _row(place: Place) -> Row:
    name = dimensions.BY_CODE[place.dimension]
    own = perceived if place.side == "perceived" else measured
    among = place.among
    figures = (among.lower, among.middle, among.upper) if among else (None, None, None)
    cells = tuple(Cell(formatting.whole(each), number=each, is_missing=each is None) for each in figures)
    return Row(name.name, translated(name.about), (own(place.own), *cells, _where(place)))


def _where(place: Place) -> Cell:
    """The quarter of the own score; the others that its interval reaches too."""
    score, among = place.own, place.among
    if score.mean is None or among is None:
        return Cell(translated(TOO_FEW_OTHERS) if among is None else wording.NOTHING, is_missing=True)
    found = among.place(score.mean)
    ends = [among.place(end) for end in (score.low, score.high) if end is not None] or [found]
    also = [translated(QUARTER_NAMES[each]) for each in range(min(ends), max(ends) + 1) if each != found]
    details = (gettext("Its interval also reaches %(quarters)s.", quarters=formatting.listed(also)),) if also else ()
    return Cell(translated(QUARTERS[found]), details)


def summary(standing: Standing) -> str:
    """Among how many, and over which period."""
    return str(
        ngettext(
            "Among %(count)s organisation, contacts from %(start)s to %(end)s.",
            "Among %(count)s organisations, contacts from %(start)s to %(end)s.",
            standing.organisations,
            count=formatting.whole(standing.organisations),
            start=formatting.day(standing.period.start),
            end=formatting.day(standing.period.end),
        )
    )


def chart_svg(standing: Standing, side: str, *, narrow: bool = False) -> bytes:
    """The chart as SVG; `narrow` fits a phone."""
    language = page_language()
    description = Description(translated(TITLES[side]), chart_text(standing, side), language.code, language.direction)
    return places(PlaceChart(tuple(_drawn(place) for place in standing.of(side)), description, narrow))


def _drawn(place: Place) -> PlaceRow:
    score = place.own
    own = Value(formatting.points(score.mean), score.mean, score.low, score.high)
    name = dimensions.BY_CODE[place.dimension].name
    return PlaceRow(name, own, place.among, translated(TOO_FEW_OTHERS))


def chart_text(standing: Standing, side: str) -> str:
    """The chart in words, for who can't see it."""
    return " ".join(_sentence(place) for place in standing.of(side))


def _sentence(place: Place) -> str:
    name = dimensions.BY_CODE[place.dimension].name
    if place.among is None:
        return f"{name}: {translated(TOO_FEW_OTHERS)}."
    return str(
        gettext(
            "%(name)s: you %(own)s; half of all lie between %(lower)s and %(upper)s, the middle is %(middle)s.",
            name=name,
            own=formatting.points(place.own.mean),
            lower=formatting.whole(place.among.lower),
            middle=formatting.whole(place.among.middle),
            upper=formatting.whole(place.among.upper),
        )
    )
