"""The phone log as a page, as charts and as files: one address with the same filters for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Flask, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.insight.forms import PeriodForm
from admin.phone import charts, exports, shown, story
from admin.phone.forms import arguments_of, asked, scope_of
from admin.phone.measure import Scope, measure
from admin.phone.results import PhoneLogView
from survey.database import reading
from survey.organisations import Organisation, teams_by_name, today

blueprint = Blueprint("phone", __name__, url_prefix="/admin/phone")
_FILES: Final[dict[str, tuple[Callable[[PhoneLogView], bytes], str]]] = {
    "csv": (exports.phone_csv, "text/csv"),
    "xlsx": (exports.phone_xlsx, exports.XLSX_TYPE),
}


@dataclass(frozen=True, slots=True)
class View:
    """What was asked for, and what the phone log measures there."""

    form: PeriodForm
    scope: Scope
    found: PhoneLogView


def register(app: Flask) -> None:
    """Add the page, its charts and its files."""
    app.register_blueprint(blueprint)


def _view() -> View:
    staff = current_staff()
    with reading() as session:
        form = asked(tuple(teams_by_name(session, staff.organisation_id)))
        scope = scope_of(form, today(staff.timezone))
        organisation = session.get_one(Organisation, staff.organisation_id)
        return View(form, scope, measure(session, organisation, scope))


@blueprint.get("")
@permits("viewer")
def index() -> ResponseReturnValue:
    """Service level, waits, unanswered calls, and from which wait citizens mind it."""
    view = _view()
    page = render_template(
        "admin/phone/index.html",
        form=view.form,
        view=view.found,
        arguments=arguments_of(view.scope),
        charts=charts,
        shown=shown,
        story=story,
    )
    return page, 422 if view.form.errors else 200


@blueprint.get("/<any(waits, months, hours, perceived):name>.svg")
@permits("viewer")
def chart(name: str) -> ResponseReturnValue:
    """One of the charts; `size=narrow` fits a phone."""
    found = _view().found
    if not found.has_calls or (name == "hours" and not found.hours):
        abort(404)
    drawn = charts.CHARTS[name](found, narrow=request.args.get("size") == "narrow")
    return Response(drawn, mimetype="image/svg+xml")


@blueprint.get("/phone-log.<any(csv, xlsx):kind>")
@permits("viewer")
def file(kind: str) -> ResponseReturnValue:
    """The view as a file, or the way to the page where the filters have a fault: never other figures than asked."""
    view = _view()
    if view.form.errors:
        return redirect(f"{url_for('phone.index')}?{request.query_string.decode()}", 303)
    write, mimetype = _FILES[kind]
    response = Response(write(view.found), mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment", filename=_filename(view, kind))
    return response


def _filename(view: View, kind: str) -> str:
    period = view.scope.period
    return f"phone-log-{view.found.organisation.slug}-{period.start}-{period.end}.{kind}"
