"""Teams or channels beside each other, as a page and as files: one address with the same filters for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Flask, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.groups import exports, figures, wording
from admin.groups.measure import ABOUT, MARK, compare_groups
from admin.groups.results import GroupsView, Kind
from admin.insight import story
from admin.insight.forms import FilterForm, arguments_of, asked, scope_of
from admin.insight.summaries import choices
from survey.database import reading
from survey.organisations import Organisation, today

blueprint = Blueprint("groups", __name__, url_prefix="/admin/teams")
_FILES: Final[dict[str, tuple[Callable[[GroupsView], bytes], str]]] = {
    "csv": (exports.groups_csv, "text/csv"),
    "json": (exports.groups_json, "application/json"),
}


@dataclass(frozen=True, slots=True)
class View:
    """What was asked for, and what it gives."""

    form: FilterForm
    found: GroupsView
    arguments: dict[str, str]


def register(app: Flask) -> None:
    """Add the page and its files."""
    app.register_blueprint(blueprint)


def _view() -> View:
    staff = current_staff()
    kind = Kind.CHANNEL if request.args.get("by") == Kind.CHANNEL else Kind.TEAM
    about = request.args["about"] if request.args.get("about") in ABOUT else MARK
    with reading() as session:
        found = choices(session, staff.organisation_id)
        form = asked(found)
        scope = scope_of(form, today(staff.timezone))
        organisation = session.get_one(Organisation, staff.organisation_id)
        view = compare_groups(session, organisation, scope, found, kind, about)
    return View(form, view, {**arguments_of(scope), "by": kind.value, "about": about})


@blueprint.get("")
@permits("viewer")
def index() -> ResponseReturnValue:
    """Who really differs from the mean, each with its interval and the places that it can have."""
    view = _view()
    page = render_template(
        "admin/groups/index.html",
        form=view.form,
        view=view.found,
        arguments=view.arguments,
        abouts=ABOUT,
        figures=figures,
        kinds=Kind,
        story=story,
        wording=wording,
    )
    return page, 422 if view.form.errors else 200


@blueprint.get("/groups.<any(csv, json):kind>")
@permits("viewer")
def file(kind: str) -> ResponseReturnValue:
    """The view as a file, or the way to the page where the filters have a fault: never other figures than asked."""
    view = _view()
    if view.form.errors:
        return redirect(f"{url_for('groups.index')}?{request.query_string.decode()}", 303)
    write, mimetype = _FILES[kind]
    response = Response(write(view.found), mimetype=mimetype)
    period = view.found.period
    name = f"{view.found.kind}s-{view.found.organisation.slug}-{period.start}-{period.end}.{kind}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
