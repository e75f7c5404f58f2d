"""The page that shows what became of messages to citizens. Administrators only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from flask import Blueprint, Flask, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms import Field, SelectField, ValidationError

from admin.accounts.permission import permits
from admin.accounts.session import current_staff, staff_or_none
from admin.delivery import figures, record, wording
from admin.forms import StaffForm
from admin.insight import formatting
from admin.insight.forms import DayField, filled, good
from admin.messages import wording as messages
from survey.database import now, reading
from survey.invitations import alerts
from survey.invitations.tables import DeliveryAlert
from survey.locale import page_language
from survey.organisations import today

blueprint = Blueprint("delivery", __name__, url_prefix="/admin/settings/delivery")
SHOWN: Final = 14
"""Days that are shown where nothing else was asked."""
MOST: Final = 92
"""Days that a page shows at most."""


class PeriodForm(StaffForm):
    """From which day to which, and by which means."""

    start = DayField(lazy_gettext("From"), name="from")
    end = DayField(lazy_gettext("Up to and including"), name="to")
    means = SelectField(lazy_gettext("By"), default="")

    def validate_end(self, field: Field) -> None:
        """Refuse a period that ends before it begins, or is very long."""
        if not self.start.data or not field.data:
            return
        if field.data < self.start.data:
            raise ValidationError(gettext("The last day is before the first day."))
        if (field.data - self.start.data).days >= MOST:
            raise ValidationError(gettext("Choose at most %(days)d days.", days=MOST))


def register(app: Flask) -> None:
    """Add the page, and say to the sender who the administrators are."""
    app.register_blueprint(blueprint)
    app.extensions[alerts.ADMINISTRATORS] = record.administrators
    app.jinja_env.globals["delivery_alerts"] = own_alerts


def own_alerts() -> Sequence[DeliveryAlert]:
    """What is wrong with the delivery of this administrator's organisation; nothing for other staff."""
    staff = staff_or_none()
    if staff is None or staff.role != "admin":
        return ()
    with reading() as session:
        return alerts.open_alerts(session, staff.organisation_id)


@blueprint.get("")
@permits("admin")
def index() -> ResponseReturnValue:
    """What became of messages, by day and means; what waits; what is wrong."""
    staff = current_staff()
    form = _form()
    with reading() as session:
        start, end = _period(form, today(staff.timezone))
        cells = record.cells(session, staff.organisation_id, start, end, good(form.means))
        outboxes = record.outboxes(session, staff.organisation_id, now())
        held_up = record.held_up(session, staff.organisation_id)
        silent = record.silent(session, staff.organisation_id, {cell.means for cell in cells})
    bars, most = figures.bars(cells, start, end, rtl=page_language().direction == "rtl")
    page = render_template(
        "admin/delivery/index.html",
        form=form,
        days=figures.by_day(cells),
        totals=figures.totals(cells),
        faults=figures.faults(cells),
        outboxes=outboxes,
        held_up=held_up,
        silent=silent,
        bars=bars,
        most=most,
        start=start,
        end=end,
        means=good(form.means),
        figures=figures,
        wording=wording,
        messages=messages,
        say=formatting,
    )
    return page, 422 if form.errors else 200


@blueprint.get("/delivery.csv")
@permits("admin")
def file() -> ResponseReturnValue:
    """The counts of the days in view, or the way to the page where the choice has a fault."""
    staff = current_staff()
    form = _form()
    if form.errors:
        return redirect(f"{url_for('delivery.index')}?{request.query_string.decode()}", 303)
    with reading() as session:
        start, end = _period(form, today(staff.timezone))
        cells = record.cells(session, staff.organisation_id, start, end, good(form.means))
    response = Response(figures.as_csv(cells), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"delivery-{start}-{end}.csv")
    return response


def _form() -> PeriodForm:
    form = PeriodForm(filled())
    form.means.choices = [("", gettext("All")), *((code, gettext(label)) for code, label in messages.MEANS.items())]
    form.validate()
    return form


def _period(form: PeriodForm, last: date) -> tuple[date, date]:
    """The days to show, also where the form has a fault; fills in what it left open."""
    asked_start: date | None = good(form.start)
    asked_end: date | None = good(form.end)
    end = asked_end or (min(last, asked_start + timedelta(days=SHOWN - 1)) if asked_start else last)
    start = asked_start or end - timedelta(days=SHOWN - 1)
    if not 0 <= (end - start).days < MOST:
        start = end - timedelta(days=SHOWN - 1)
    if not form.errors:
        form.start.data, form.end.data = start, end
    return start, end
