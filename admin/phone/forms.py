"""The filters of the phone log, read from the address bar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from admin.insight.forms import PeriodForm, filled, good, team_choices
from admin.insight.results import Period
from admin.phone.measure import Scope


def asked(teams: Sequence[str]) -> PeriodForm:
    """The form as the address fills it in, checked; its `errors` say what cannot be used."""
    form = PeriodForm(filled())
    form.team.choices = team_choices(teams)
    form.validate()
    return form


def scope_of(form: PeriodForm, today: date) -> Scope:
    """What the form asks for, without the fields that have a fault; twelve months where it names no period."""
    end = good(form.end) or max(today, good(form.start) or today)
    start = good(form.start) or twelve_months_to(end)
    if start > end:
        start = twelve_months_to(end)
    form.start.data, form.end.data = start, end
    return Scope(Period(start, end), good(form.team))


def twelve_months_to(end: date) -> date:
    """The first day of the twelve calendar months of which this day is in the last."""
    return date(end.year, end.month + 1, 1).replace(year=end.year - 1) if end.month < 12 else date(end.year, 1, 1)


def arguments_of(scope: Scope) -> dict[str, str]:
    """The arguments that give this view again, as they stand in the address bar."""
    period = scope.period
    wanted = {
        "from": period.start.isoformat() if period.start else None,
        "to": period.end.isoformat() if period.end else None,
        "team": scope.team,
    }
    return {name: value for name, value in wanted.items() if value}
