"""The forms to size a sample and to draw it."""

from __future__ import annotations

from datetime import date
from typing import Final

from flask import request
from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, ValidationError
from wtforms.validators import Optional

from admin.forms import DecimalField, StaffForm, WholeNumberField, between, given
from admin.insight.forms import DayField
from admin.insight.terms import Period
from admin.sampling.lottery import MOST_SEED

DEFAULT_MARGIN: Final = 5.0
MOST_CALLS: Final = 10_000


class SizeForm(StaffForm):
    """Out of which days calls are drawn, and how sure each score must be."""

    start = DayField(lazy_gettext("First day"), [Optional()], name="from")
    end = DayField(lazy_gettext("Last day"), [Optional()], name="to")
    margin = DecimalField(
        lazy_gettext("Margin"),
        [given(), between(0.5, 50)],
        description=lazy_gettext("How many points a score may be off to each side."),
    )

    def validate_end(self, field: Field) -> None:
        """Refuse a period that ends before it begins."""
        if self.start.data and field.data and field.data < self.start.data:
            raise ValidationError(gettext("The last day is before the first day."))

    @property
    def period(self) -> Period:
        """The days, as far as they are good."""
        good = [None if each.errors else each.data for each in (self.start, self.end)]
        return Period(*good) if not self.end.errors else Period()


class DrawForm(SizeForm):
    """How many calls are drawn, and by which seed; days and margin come along from the form above."""

    margin = DecimalField(lazy_gettext("Margin"), [Optional()])
    size = WholeNumberField(lazy_gettext("Number of calls to draw"), [given(), between(1, MOST_CALLS)])
    seed = WholeNumberField(
        lazy_gettext("Seed"),
        [Optional(), between(0, MOST_SEED)],
        description=lazy_gettext(
            "Leave this empty, unless you want to repeat a draw: the same number draws the same calls."
        ),
    )
    is_plan = BooleanField(lazy_gettext("Make this the plan of the round"), default=True)


def asked(starts_on: date | None, ends_on: date | None) -> SizeForm:
    """The form as the address fills it in, checked; the days of the round where the address says nothing."""
    if not request.args.keys() & {"from", "to", "margin"}:
        return SizeForm(start=starts_on, end=ends_on, margin=DEFAULT_MARGIN)
    form = SizeForm(MultiDict(request.args))
    form.validate()
    return form
