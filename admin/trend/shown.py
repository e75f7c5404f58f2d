"""Month by month as tables, in the page's language."""

from __future__ import annotations

from flask_babel import gettext

from admin.insight import formatting
from admin.insight import wording as insight
from admin.insight.figures import Cell, FigureTable, Row, perceived, reach
from admin.insight.terms import Score
from admin.trend import story, wording
from admin.trend.change import Change
from admin.trend.results import BeforeAfter, Course, Point, TrendView
from survey.locale import translated

_NOTHING = Cell(insight.NOTHING, is_missing=True)


def months(course: Course) -> FigureTable:
    """Each month with its score, its limits and its signals."""
    columns = (gettext("Month"), gettext("Score of citizens, 0 to 100"), gettext("Mean and limits"), gettext("Signal"))
    return FigureTable(story.name_of(course.dimension), columns, tuple(_month(each, course) for each in course.points))


def _month(point: Point, course: Course) -> Row:
    limits = course.limits_in(point.month)
    if limits is None:
        usual = _NOTHING
    else:
        usual = Cell(formatting.points(limits.mean), reach(limits.low, limits.high, formatting.points), limits.mean)
    return Row(formatting.month(point.month), "", (score(point.score), usual, _signals(point, course)))


def score(found: Score) -> Cell:
    """A score, or that there are too few answers; a dash where nobody answered."""
    return _NOTHING if found.mean is None and not found.hidden else perceived(found)


def _signals(point: Point, course: Course) -> Cell:
    if not point.is_over:
        return Cell(gettext("not over yet"), is_missing=True)
    rules = [each.rule for each in course.signals if each.first <= point.month <= each.last]
    if not rules:
        return _NOTHING
    names = [translated(wording.RULES[rule].name) for rule in dict.fromkeys(rules)]
    return Cell("; ".join(names))


def earlier(course: Course) -> FigureTable:
    """What was answered with another tool."""
    rows = tuple(
        Row(formatting.month(each.month), "", (Cell(tool(each.tool)), score(each.score))) for each in course.earlier
    )
    columns = (gettext("Month"), gettext("Gathered with"), gettext("Score of citizens, 0 to 100"))
    return FigureTable(gettext("Earlier results"), columns, rows)


def tool(code: str) -> str:
    """What answers were gathered with."""
    return translated(wording.TOOLS[code]) if code in wording.TOOLS else code


def all_courses(view: TrendView) -> FigureTable:
    """Per B its latest month that is over, its limits, and how many signals."""
    columns = (gettext("B"), gettext("Latest month"), gettext("Mean and limits"), gettext("Signals"))
    return FigureTable(gettext("The five B's at a glance"), columns, tuple(map(_course, view.courses)))


def _course(course: Course) -> Row:
    shown = [each for each in course.points if each.is_over and each.score.mean is not None]
    latest = _NOTHING
    if shown:
        last = shown[-1]
        latest = Cell(formatting.points(last.score.mean), (formatting.month(last.month),), last.score.mean)
    usual = _NOTHING
    if course.phases:
        limits = course.phases[-1].limits
        usual = Cell(formatting.points(limits.mean), reach(limits.low, limits.high, formatting.points), limits.mean)
    number = len(course.signals)
    signals = Cell(formatting.whole(number), number=number) if course.phases else _NOTHING
    return Row(story.name_of(course.dimension), "", (latest, usual, signals))


def changes(found: BeforeAfter) -> FigureTable:
    """What differs since a measure, in figures."""
    columns = (
        gettext("B"),
        gettext("Before"),
        gettext("After"),
        gettext("Difference"),
        gettext("What this tells us"),
    )
    return FigureTable(found.mark.title, columns, tuple(map(_change, found.changes)))


def _change(change: Change) -> Row:
    if change.mean is None:
        difference, told = _NOTHING, _NOTHING
    else:
        reached = reach(change.low, change.high, formatting.difference)
        difference = Cell(formatting.difference(change.mean), reached, change.mean)
        words = translated(wording.SURELY if change.is_told else wording.PERHAPS)
        told = Cell(words, (gettext("p %(p)s", p=formatting.chance(change.p_adjusted)),))
    return Row(story.name_of(change.dimension), "", (score(change.before), score(change.after), difference, told))
