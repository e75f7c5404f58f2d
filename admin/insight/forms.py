"""The filters of the comparison, read from the address bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

from flask import request
from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, DateField, Field, SelectField, ValidationError

from admin.forms import StaffForm
from admin.insight import formatting
from admin.insight.names import channel_name, language_name
from admin.insight.scope import Scope
from admin.insight.summaries import Choices
from admin.insight.terms import Filters, Period
from survey import languages
from survey.database import now

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
OFFERED: Final = 5
"""Years of months to choose from where nothing says when the organisation began."""


class DayField(DateField):
    """A day as `2026-03-01`, within this century."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the day. Raises ValueError with what is expected."""
        if not valuelist:
            return
        self.data = None
        try:
            found = date.fromisoformat(valuelist[0].strip())
        except ValueError as error:
            raise ValueError(gettext("Fill in a day, such as 2026-03-01.")) from error
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise ValueError(gettext("Fill in a day, such as 2026-03-01."))
        self.data = found


class MonthField(SelectField):
    """A month as `2026-03`, chosen from a list, the newest first; holds its first day.

    A day of the month is taken as well, for addresses of before, and any month of this century. The list goes back
    to `oldest`, and begins with `blank`, what no month means, where that is given.
    """

    oldest: date | None = None

    def __init__(self, label: Any = None, blank: Any = None, **rest: Any) -> None:
        super().__init__(label, coerce=_month, choices=[], validate_choice=False, **rest)
        self.blank = blank

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the month. Raises ValueError with what is expected."""
        self.data = None
        try:
            self.data = _month(valuelist[0]) if valuelist else None
        except ValueError as error:
            raise ValueError(gettext("Choose a month, such as 2026-03.")) from error

    def iter_choices(self) -> Iterator[Any]:
        """The months to choose from."""
        if self.blank is not None:
            yield "", self.blank, self.data is None, {}
        chosen = None if self.data is None else self.data.replace(day=1)
        newest = max(now().date().replace(day=1), chosen or date.min)
        month, last = newest, min(self.oldest or newest.replace(year=newest.year - OFFERED), chosen or newest)
        while month >= last:
            yield f"{month:%Y-%m}", formatting.month_in_full(month), month == chosen, {}
            month = (month - timedelta(days=1)).replace(day=1)


def _month(written: Any) -> date | None:
    if written is None or isinstance(written, date):
        return written
    text = written.strip()
    found = date.fromisoformat(text if len(text) > len("2026-03") else f"{text}-01").replace(day=1)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(text)
    return found


class PeriodForm(StaffForm):
    """Whole months and a team. Everything may stay empty."""

    start = MonthField(lazy_gettext("First month"), name="from")
    end = MonthField(lazy_gettext("Last month"), name="to")
    team = SelectField(lazy_gettext("Team"), default="")

    def validate_end(self, field: Field) -> None:
        """Refuse a period that ends before it begins."""
        if self.start.data and field.data and field.data < self.start.data:
            raise ValidationError(gettext("The last month is before the first month."))

    def offer_months_from(self, oldest: date | None) -> None:
        """Let the lists of months go back to this one."""
        self.start.oldest = self.end.oldest = oldest


class FilterForm(PeriodForm):
    """Channel, language, and whether each answer counts once as well."""

    channel = SelectField(lazy_gettext("Channel"), default="")
    language = SelectField(lazy_gettext("Language of the answer"), default="")
    unweighted = BooleanField(lazy_gettext("Do not weight the answers"), false_values=("", "0", "false"))

    def validate_language(self, field: Field) -> None:
        """Refuse a language of one team or channel."""
        if field.data and (self.team.data or self.channel.data):
            raise ValidationError(gettext("A language can only be shown of all teams and channels together."))


def filled() -> MultiDict[str, str]:
    """What the address bar fills in, without what it leaves blank."""
    return MultiDict([(name, value) for name, value in request.args.items(multi=True) if value.strip()])


def team_choices(names: Sequence[str]) -> list[tuple[str, str]]:
    """What can be chosen as team."""
    return [("", gettext("All teams")), *((name, name) for name in names)]


def asked(choices: Choices) -> FilterForm:
    """The form as the address fills it in, checked; its `errors` say what cannot be used."""
    form = FilterForm(filled())
    form.offer_months_from(choices.first_month)
    form.team.choices = team_choices(choices.teams)
    form.channel.choices = [
        ("", gettext("All channels")),
        *((code, channel_name(code)) for code in choices.channels),
    ]
    # The most-used language is not offered, but who asks for it is told why it is not shown.
    asked_for = {form.language.data} & set(languages.CODES)
    form.language.choices = [
        ("", gettext("All languages")),
        *((code, language_name(code)) for code in languages.CODES if code in {*choices.languages, *asked_for}),
    ]
    form.validate()
    return form


def scope_of(form: FilterForm, today: date) -> Scope:
    """What the form asks for, without the fields that have a fault; fills in the period where none is given."""
    filters = Filters(good(form.team), good(form.channel), good(form.language))
    return Scope(period_of(form, today), filters, weighted=not form.unweighted.data)


def a_year_to(end: date) -> date:
    """The first day of the same month a year earlier: twelve whole months, and the one that may still run."""
    return end.replace(year=end.year - 1, day=1)


def period_of(form: PeriodForm, today: date, start_for: Callable[[date], date] = a_year_to) -> Period:
    """The months that the form asks for, those of `start_for` where it doesn't say or has a fault; fills them in."""
    end = good(form.end) or max(today, good(form.start) or today)
    start = good(form.start) or start_for(end)
    if start > end:
        start = start_for(end)
    form.start.data, form.end.data = start, end
    return Period(start, end)


def good(field: Field) -> Any:
    """What a field holds, or None where it is empty or has a fault."""
    return None if field.errors else field.data or None


def arguments_of(scope: Scope) -> dict[str, str]:
    """The arguments that give this view again, as they stand in the address bar."""
    filters, period = scope.filters, scope.period
    wanted = {
        "from": f"{period.start:%Y-%m}" if period.start else None,
        "to": f"{period.end:%Y-%m}" if period.end else None,
        "team": filters.team,
        "channel": filters.channel,
        "language": filters.language,
        "unweighted": None if scope.weighted else "1",
    }
    return {name: value for name, value in wanted.items() if value}
