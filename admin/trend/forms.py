"""The filters of month by month, read from the address bar: those of the comparison, and from where limits begin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, SelectField

from admin.insight import forms as insight
from admin.insight.forms import PeriodForm, filled, good, period_of, team_choices
from admin.insight.names import channel_name
from admin.insight.scope import Scope
from admin.insight.summaries import Choices
from admin.insight.terms import Filters
from admin.trend.change import months_on
from admin.trend.measure import COURSES, View
from admin.trend.results import Baseline, MeasureMark

MONTHS_SHOWN: Final = 24
"""Months that the page shows where no period is asked for."""


class TrendForm(PeriodForm):
    """Period, team, channel and weights, and from where limits are worked out: `view`, or a measure by its id."""

    channel = SelectField(lazy_gettext("Channel"), default="")
    unweighted = BooleanField(lazy_gettext("Do not weight the answers"), false_values=("", "0", "false"))
    limits = SelectField(lazy_gettext("Work out the limits"), default="")


def asked(choices: Choices, marks: Sequence[MeasureMark], oldest: date | None) -> TrendForm:
    """The form as the address fills it in, checked; its `errors` say what cannot be used.

    `oldest` is the first month of earlier results.
    """
    form = TrendForm(filled())
    form.offer_months_from(min(filter(None, (choices.first_month, oldest)), default=None))
    form.team.choices = team_choices(choices.teams)
    form.channel.choices = [("", gettext("All channels")), *((code, channel_name(code)) for code in choices.channels)]
    form.limits.choices = [
        ("", gettext("On the first twelve months with enough answers")),
        (Baseline.VIEW.value, gettext("On the first months of this view")),
        *((str(mark.id), gettext("Anew since “%(title)s”", title=mark.title)) for mark in marks),
    ]
    form.validate()
    return form


def view_of(form: TrendForm, today: date) -> View:
    """What the form asks for, without the fields that have a fault; 24 months where it names no period."""
    period = period_of(form, today, lambda end: months_on(end, 1 - MONTHS_SHOWN))
    scope = Scope(period, Filters(good(form.team), good(form.channel)), weighted=not form.unweighted.data)
    limits = good(form.limits)
    if limits is None:
        return View(scope)
    return View(scope, Baseline.VIEW) if limits == Baseline.VIEW else View(scope, Baseline.MEASURE, UUID(limits))


def dimension_asked() -> str | None:
    """The B (or the report mark) whose chart the address asks for, or None."""
    wanted = request.args.get("b")
    return wanted if wanted in COURSES else None


def arguments_of(view: View) -> dict[str, str]:
    """The arguments that give this view again, as they stand in the address bar."""
    limits = str(view.anew_from) if view.baseline is Baseline.MEASURE else view.baseline.value
    kept = insight.arguments_of(view.scope)
    return kept if view.baseline is Baseline.FIRST else kept | {"limits": limits}
