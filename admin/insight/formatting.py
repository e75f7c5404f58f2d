"""Figures of a comparison as people read them in the language of the page. None is shown as a dash."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from babel.lists import format_list
from babel.numbers import get_decimal_symbol
from flask_babel import format_date, format_decimal, format_percent, get_locale, gettext, ngettext

from admin.insight.wording import NOTHING
from survey.locale import page_language

_LEFT_TO_RIGHT_MARK = "\u200e"


def points(value: float | None) -> str:
    """A score or mark with one decimal."""
    return NOTHING if value is None else str(format_decimal(_one_decimal(value), "#,##0.0"))


def short(value: float) -> str:
    """A setting: with a decimal only where it has one."""
    return str(format_decimal(round(value, 1), "#,##0.#"))


def difference(value: float | None) -> str:
    """A difference with one decimal and its sign."""
    if value is None:
        return NOTHING
    rounded = _one_decimal(value)
    shown = str(format_decimal(abs(rounded), "#,##0.0"))
    if rounded == 0:
        return shown
    # Without the mark, text that runs from right to left puts the sign behind the number.
    mark = _LEFT_TO_RIGHT_MARK if page_language().direction == "rtl" else ""
    return f"{mark}{'+' if rounded > 0 else '−'}{shown}"


def chance(value: float | None) -> str:
    """A probability or correlation with three decimals."""
    if value is None:
        return NOTHING
    return str(format_decimal(round(value, 3) + 0.0, "0.000"))


def whole(value: float | None) -> str:
    """A number of things."""
    return NOTHING if value is None else str(format_decimal(round(value), "#,##0"))


def per_cent(value: float | None) -> str:
    """A share of 0-100 with one decimal."""
    if value is None:
        return NOTHING
    pattern = get_locale().percent_formats[None].pattern.replace("#,##0", "#,##0.0")
    return str(format_percent(_one_decimal(value) / 100, pattern))


def seconds(value: float | None) -> str:
    """A duration in seconds with one decimal."""
    return NOTHING if value is None else str(gettext("%(number)s seconds", number=points(value)))


def answers(count: int) -> str:
    """How many citizens answered."""
    return str(ngettext("%(count)s answer", "%(count)s answers", count, count=whole(count)))


def calls(count: int) -> str:
    """How many calls were audited."""
    return str(ngettext("%(count)s call", "%(count)s calls", count, count=whole(count)))


def between(low: str, high: str) -> str:
    """An interval, of two figures that are formatted already."""
    return str(gettext("%(low)s to %(high)s", low=low, high=high))


def day(value: date | None) -> str:
    """A day in words."""
    return NOTHING if value is None else str(format_date(value, "long"))


def month(value: str) -> str:
    """The month `YYYY-MM` in words."""
    return str(format_date(date.fromisoformat(f"{value}-01"), "MMM y"))


def month_in_full(first_day: date) -> str:
    """The month of a day in full words."""
    return str(format_date(first_day, "MMMM y"))


def month_on_axis(value: str) -> str:
    """The month `YYYY-MM` on two short lines."""
    return str(format_date(date.fromisoformat(f"{value}-01"), "MMM\ny"))


def listed(names: Iterable[str]) -> str:
    """Names in a row: `a, b and c`."""
    return format_list(list(names), locale=get_locale())


def decimal_symbol() -> str:
    """What stands before the decimals in the language of the page."""
    return get_decimal_symbol(get_locale())


def _one_decimal(value: float) -> float:
    return round(value, 1) + 0.0
