"""The filters of the comparison, read from the address bar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from flask import request
from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, DateField, Field, SelectField, ValidationError
from wtforms.validators import Optional

from admin.forms import StaffForm
from admin.insight.names import channel_name, language_name
from admin.insight.results import Filters, Period
from admin.insight.scope import Scope
from admin.insight.summaries import Choices

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100


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


class PeriodForm(StaffForm):
    """Period and team. Everything may stay empty."""

    start = DayField(lazy_gettext("First day"), [Optional()], name="from")
    end = DayField(lazy_gettext("Last day"), [Optional()], name="to")
    team = SelectField(lazy_gettext("Team"), default="")

    def validate_end(self, field: Field) -> None:
        """Refuse a period that ends before it begins."""
        if self.start.data and field.data and field.data < self.start.data:
            raise ValidationError(gettext("The last day is before the first day."))


class FilterForm(PeriodForm):
    """Channel, language, and whether each answer counts once as well."""

    channel = SelectField(lazy_gettext("Channel"), default="")
    language = SelectField(lazy_gettext("Language of the answer"), default="")
    unweighted = BooleanField(lazy_gettext("Do not weight the answers"), false_values=("", "0", "false"))


def filled() -> MultiDict[str, str]:
    """What the address bar fills in, without what it leaves blank."""
    return MultiDict([(name, value) for name, value in request.args.items(multi=True) if value.strip()])


def team_choices(names: Sequence[str]) -> list[tuple[str, str]]:
    """What can be chosen as team."""
    return [("", gettext("All teams")), *((name, name) for name in names)]


def asked(choices: Choices) -> FilterForm:
    """The form as the address fills it in, checked; its `errors` say what cannot be used."""
    form = FilterForm(filled())
    form.team.choices = team_choices(choices.teams)
    form.channel.choices = [
        ("", gettext("All channels")),
        *((code, channel_name(code)) for code in choices.channels),
    ]
    form.language.choices = [
        ("", gettext("All languages")),
        *((code, language_name(code)) for code in choices.languages),
    ]
    form.validate()
    return form


def scope_of(form: FilterForm, today: date) -> Scope:
    """What the form asks for, without the fields that have a fault; fills in the period where none is given."""
    end = good(form.end) or max(today, good(form.start) or today)
    start = good(form.start) or a_year_to(end)
    if start > end:
        start = a_year_to(end)
    form.start.data, form.end.data = start, end
    filters = Filters(good(form.team), good(form.channel), good(form.language))
    return Scope(Period(start, end), filters, weighted=not form.unweighted.data)


def good(field: Field) -> Any:
    """What a field holds, or None where it is empty or has a fault."""
    return None if field.errors else field.data or None


def a_year_to(end: date) -> date:
    """The first of the twelve months that end on this day."""
    month_end = end.replace(day=28) if (end.month, end.day) == (2, 29) else end
    return month_end.replace(year=end.year - 1) + timedelta(days=1)


def arguments_of(scope: Scope) -> dict[str, str]:
    """The arguments that give this view again, as they stand in the address bar."""
    filters, period = scope.filters, scope.period
    wanted = {
        "from": period.start.isoformat() if period.start else None,
        "to": period.end.isoformat() if period.end else None,
        "team": filters.team,
        "channel": filters.channel,
        "language": filters.language,
        "unweighted": None if scope.weighted else "1",
    }
    return {name: value for name, value in wanted.items() if value}
