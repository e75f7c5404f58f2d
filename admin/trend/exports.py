"""Month by month as CSV: one figure a row, all B's, with names for programs. Text is never a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Final

from admin.audits.template import harmless
from admin.insight.exports import BYTE_ORDER_MARK
from admin.insight.formatting import decimal_symbol
from admin.insight.terms import Score
from admin.trend.results import BeforeAfter, Course, TrendView


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: which part (`month`, `earlier`, `limits`, `signal`, `measure`), of which B, in which months."""

    part: str
    dimension: str
    first_month: str
    last_month: str
    item: str
    figure: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    hidden: bool = False


COLUMNS: Final = tuple(field.name for field in fields(Figure))


def figures(view: TrendView) -> Iterator[Figure]:
    """Every figure of the page; scores 0-100, differences in points."""
    for course in view.courses:
        yield from _course(course)
    for found in view.changes:
        yield from _changes(found)


def _course(course: Course) -> Iterator[Figure]:
    code = course.dimension
    for point in course.points:
        item = "" if point.is_over else "not over yet"
        yield _score(Figure("month", code, point.month, point.month, item, "perceived"), point.score)
    for each in course.earlier:
        yield _score(Figure("earlier", code, each.month, each.month, each.tool, "perceived"), each.score)
    for phase in course.phases:
        item = "provisional" if phase.limits.is_provisional else ""
        limits = phase.limits
        place = ("limits", code, phase.first, phase.last, item)
        yield Figure(*place, "mean", limits.mean, limits.low, limits.high, limits.months)
        yield Figure(*place, "mean_moving_range", limits.moving_range, n=limits.months)
    for found in course.signals:
        yield Figure("signal", code, found.first, found.last, found.rule.value, "higher" if found.is_up else "lower")


def _score(figure: Figure, score: Score) -> Figure:
    place = (figure.part, figure.dimension, figure.first_month, figure.last_month, figure.item, figure.figure)
    return Figure(*place, score.mean, score.low, score.high, score.n, score.hidden)


def _changes(found: BeforeAfter) -> Iterator[Figure]:
    if found.windows is None:
        return
    title = found.mark.title
    for change in found.changes:
        sides = ((found.windows.before, "before", change.before), (found.windows.after, "after", change.after))
        for period, name, score in sides:
            months = (f"{period.start:%Y-%m}", f"{period.end:%Y-%m}")
            yield _score(Figure("measure", change.dimension, *months, title, name), score)
        day = f"{found.mark.month}"
        yield Figure("measure", change.dimension, day, day, title, "difference", change.mean, change.low, change.high)
        yield Figure("measure", change.dimension, day, day, title, "p_adjusted", change.p_adjusted)


def trend_csv(view: TrendView) -> bytes:
    """One figure a row with `;` between, decimals as the page's language writes them; each row says what it is of."""
    symbol = decimal_symbol()
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    seen = _seen(view)
    writer.writerow([*seen, *COLUMNS])
    for row in figures(view):
        values = [getattr(row, name) for name in COLUMNS]
        writer.writerow([_cell(value, symbol) for value in (*seen.values(), *values)])
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def _seen(view: TrendView) -> dict[str, str]:
    return {
        "organisation": view.organisation.slug,
        "from": f"{view.period.start}",
        "to": f"{view.period.end}",
        "team": view.filters.team or "",
        "channel": view.filters.channel or "",
        "weighted": "yes" if view.weighted else "no",
        "baseline": view.baseline.value,
    }


def _cell(value: str | int | float | None, symbol: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int) else f"{value:.4f}".replace(".", symbol)
