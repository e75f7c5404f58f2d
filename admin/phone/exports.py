"""The phone log as files: CSV with one figure a row, XLSX with the tables as seen. Text is never a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any, Final

from flask_babel import gettext

from admin.audits.template import harmless
from admin.insight.exports import BYTE_ORDER_MARK, XLSX_TYPE
from admin.insight.figures import FigureTable
from admin.insight.formatting import decimal_symbol
from admin.insight.results import Share
from admin.insight.terms import Score
from admin.phone import shown, story
from admin.phone.results import Line, PhoneLogView, Quantile, Service, WaitClass
from admin.workbooks import new_workbook
from survey.locale import page_language

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

__all__ = ["XLSX_TYPE", "figures", "phone_csv", "phone_xlsx"]

COLUMNS: Final = ("group", "name", "figure", "value", "low", "high", "n", "hidden")
"""Columns of the CSV: what of (all, team, month, hour, waiting_time, citizens), which one, which figure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its 95 % interval and number of calls or answers; None where it does not exist."""

    group: str
    name: str
    figure: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    hidden: bool = False


def figures(view: PhoneLogView) -> Iterator[Figure]:
    """Every figure of the page: shares and scores 0-100, waits in seconds. Names are for programs."""
    yield from _line("all", "", view.total)
    yield _scored("all", "", "bereikbaar.wachttijd", view.wait_score)
    for line in view.teams:
        yield from _line("team", line.name, line)
    for line in view.months:
        yield from _line("month", line.name, line)
    for hour in view.hours:
        name = f"{hour.weekday + 1} {story.clock(hour.hour)}"
        if hour.service is None:
            yield Figure("hour", name, "not_answered_share", None, hidden=True)
        else:
            yield from _service("hour", name, hour.service)
    for bar in view.bars:
        yield Figure("waiting_time", f"{bar.start}-{'' if bar.end is None else bar.end - 1}", "calls", bar.calls)
    for found in view.perceived.classes:
        yield _scored("citizens", _class(found), "bereikbaar", found.score)


def _line(group: str, name: str, line: Line) -> Iterator[Figure]:
    yield from _service(group, name, line.service)
    yield _quantile(group, name, "wait_median_seconds", line.median)
    yield _quantile(group, name, "wait_p90_seconds", line.ninetieth)


def _service(group: str, name: str, found: Service) -> Iterator[Figure]:
    yield Figure(group, name, "offered", found.offered)
    for figure, share in (
        ("not_answered_share", found.not_answered),
        ("within_norm_share", found.within),
        ("transferred_share", found.transferred),
        ("resolved_share", found.resolved),
    ):
        yield _share(group, name, figure, share)
    yield Figure(group, name, "wait_mean_seconds", found.wait_mean, n=found.within.n)


def _share(group: str, name: str, figure: str, share: Share) -> Figure:
    return Figure(group, name, figure, share.share, share.low, share.high, share.n)


def _quantile(group: str, name: str, figure: str, found: Quantile) -> Figure:
    return Figure(group, name, figure, found.seconds, found.low, found.high)


def _scored(group: str, name: str, figure: str, score: Score) -> Figure:
    return Figure(group, name, figure, score.mean, score.low, score.high, score.n, score.hidden)


def _class(found: WaitClass) -> str:
    return f"{found.above}-{'' if found.up_to is None else found.up_to}"


def phone_csv(view: PhoneLogView) -> bytes:
    """One figure a row with `;` between, decimals as the page's language writes them; each row says what it is of."""
    symbol = decimal_symbol()
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    seen = _seen(view)
    writer.writerow([*seen, *COLUMNS])
    for row in figures(view):
        writer.writerow([_cell(value, symbol) for value in (*seen.values(), *astuple(row))])
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def _seen(view: PhoneLogView) -> dict[str, Any]:
    period = view.period
    return {
        "source": "phone log",
        "organisation": view.organisation.slug,
        "from": period.start.isoformat() if period.start else None,
        "to": period.end.isoformat() if period.end else None,
        "filter_team": view.team,
        "norm_seconds": view.norm_seconds,
    }


def _cell(value: str | float | bool | None, symbol: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.4f}".replace(".", symbol)
    return harmless(value)


def phone_xlsx(view: PhoneLogView) -> bytes:
    """A workbook with one sheet: the tables of the page under each other."""
    written = io.BytesIO()
    with new_workbook(written) as book:
        _Sheet(book).write(view)
    return written.getvalue()


class _Sheet:
    """Writes the sheet from top to bottom."""

    def __init__(self, book: Workbook) -> None:
        self.sheet: Any = book.add_worksheet(str(gettext("Phone log"))[:31])
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.number = book.add_format({"num_format": "#,##0.0"})
        self.line = 0

    def write(self, view: PhoneLogView) -> None:
        """Write all of it."""
        self.sheet.set_column(0, 0, 40)
        self.sheet.set_column(1, 20, 22)
        if page_language().direction == "rtl":
            self.sheet.right_to_left()
        self._text(view.organisation.name, self.title)
        self._text("; ".join(story.in_view(view)))
        self._text(story.when_it_falls(view))
        for table in shown.tables(view):
            self._table(table)
        self.line += 1
        for note in story.notes(view):
            self._text(note)

    def _text(self, words: str, style: Any = None) -> None:
        self.sheet.write_string(self.line, 0, words, style)
        self.line += 1

    def _table(self, table: FigureTable) -> None:
        self.line += 1
        self._text(table.title, self.title)
        for column, name in enumerate(table.columns):
            self.sheet.write_string(self.line, column, name, self.bold)
        self.line += 1
        for row in table.rows:
            self.sheet.write_string(self.line, 0, f"{row.name} – {row.about}" if row.about else row.name)
            for column, cell in enumerate(row.cells, start=1):
                if cell.number is None:
                    self.sheet.write_string(self.line, column, cell.text)
                else:
                    self.sheet.write_number(self.line, column, cell.number, self.number)
            self.line += 1
