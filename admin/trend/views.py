"""Month by month as a page, a chart and a file: one address with the same filters for each."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Flask, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.earlier.series import first_month
from admin.insight.summaries import choices
from admin.trend import charts, exports, shown, story, wording
from admin.trend.forms import TrendForm, arguments_of, asked, dimension_asked, view_of
from admin.trend.measure import View, marks_of, trend
from admin.trend.results import TrendView
from survey.database import reading
from survey.organisations import Organisation, today

blueprint = Blueprint("trend", __name__, url_prefix="/admin/trend")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was asked for, what it shows, and which B stands in front."""

    form: TrendForm
    view: View
    found: TrendView
    dimension: str


def register(app: Flask) -> None:
    """Add the page, its chart and its file."""
    app.register_blueprint(blueprint)


def _seen() -> Seen:
    staff = current_staff()
    now = today(staff.timezone)
    with reading() as session:
        marks = marks_of(session, staff.organisation_id)
        form = asked(choices(session, staff.organisation_id), marks, first_month(session, staff.organisation_id))
        view = view_of(form, now)
        organisation = session.get_one(Organisation, staff.organisation_id)
        found = trend(session, organisation, view, now)
    return Seen(form, view, found, dimension_asked() or found.most_telling)


@blueprint.get("")
@permits("viewer")
def index() -> ResponseReturnValue:
    """What is more than the usual ups and downs, and what differs since measures."""
    seen = _seen()
    page = render_template(
        "admin/trend/index.html",
        form=seen.form,
        view=seen.found,
        course=seen.found.by_dimension()[seen.dimension],
        arguments=arguments_of(seen.view),
        may_change=current_staff().role == "admin",
        charts=charts,
        shown=shown,
        story=story,
        wording=wording,
    )
    return page, 422 if seen.form.errors else 200


@blueprint.get("/chart.svg")
@permits("viewer")
def chart() -> ResponseReturnValue:
    """The control chart of a B; `size=narrow` fits a phone."""
    seen = _seen()
    if not seen.found.months:
        abort(404)
    drawn = charts.control_svg(seen.found, seen.dimension, narrow=request.args.get("size") == "narrow")
    return Response(drawn, mimetype="image/svg+xml")


@blueprint.get("/trend.csv")
@permits("viewer")
def file() -> ResponseReturnValue:
    """The figures of all B's, or the way to the page where the filters have a fault: never other ones than asked."""
    seen = _seen()
    if seen.form.errors:
        return redirect(f"{url_for('trend.index')}?{request.query_string.decode()}", 303)
    response = Response(exports.trend_csv(seen.found), mimetype="text/csv")
    period = seen.found.period
    name = f"trend-{seen.found.organisation.slug}-{period.start:%Y-%m}-{period.end:%Y-%m}.csv"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
