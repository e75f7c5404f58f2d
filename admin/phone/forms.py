"""The filters of the phone log, read from the address bar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from admin.insight.forms import PeriodForm, filled, good, period_of, team_choices
from admin.phone.measure import Scope


def asked(teams: Sequence[str]) -> PeriodForm:
    """The form as the address fills it in, checked; its `errors` say what cannot be used."""
    form = PeriodForm(filled())
    form.team.choices = team_choices(teams)
    form.validate()
    return form


def scope_of(form: PeriodForm, today: date) -> Scope:
    """What the form asks for, without the fields that have a fault; a year where it names no period."""
    return Scope(period_of(form, today), good(form.team))


def arguments_of(scope: Scope) -> dict[str, str]:
    """The arguments that give this view again, as they stand in the address bar."""
    period = scope.period
    wanted = {
        "from": f"{period.start:%Y-%m}" if period.start else None,
        "to": f"{period.end:%Y-%m}" if period.end else None,
        "team": scope.team,
    }
    return {name: value for name, value in wanted.items() if value}
