"""What the page about certainty is asked, read from the address bar."""

from __future__ import annotations

from datetime import date
from typing import Final

from flask_babel import lazy_gettext
from wtforms.validators import NumberRange, Optional

from admin.certainty.measure import Asked
from admin.forms import DecimalField, StaffForm
from admin.insight.forms import FilterForm, filled, good, scope_of

LEAST_DIFFERENCE: Final = 1
MOST_DIFFERENCE: Final = 50


class PlanForm(StaffForm):
    """The difference to plan for, in points; the organisation's margin where it is empty."""

    difference = DecimalField(
        lazy_gettext("Difference to find, in points"),
        [
            Optional(),
            NumberRange(LEAST_DIFFERENCE, MOST_DIFFERENCE, lazy_gettext("Fill in a number from %(min)s to %(max)s.")),
        ],
    )


def plan_asked(margin: float) -> PlanForm:
    """The form as the address fills it in, checked; with the organisation's margin where it says nothing."""
    form = PlanForm(filled())
    form.validate()
    if form.difference.data is None and not form.difference.errors:
        form.difference.data, form.difference.raw_data = margin, None
    return form


def asked_for(filters: FilterForm, plan: PlanForm, today: date) -> Asked:
    """What both forms ask for, without the fields that have a fault."""
    return Asked(scope_of(filters, today), good(plan.difference))
