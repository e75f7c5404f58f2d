"""Pages of what the organisation does to be better: the list, log, adopt, change, done, delete and put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.actions import record
from admin.actions.adopted import title_of
from admin.actions.forms import MeasureForm, sent, values_of
from admin.actions.tables import ImprovementAction
from survey import dimensions, languages
from survey.database import reading
from survey.organisations import teams_by_name, today

blueprint = Blueprint("actions", __name__, url_prefix="/admin/actions")
PREVIEW: Final = "preview"
"""The name of the button that only shows what citizens would read."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What the page lists, and the names of the teams."""

    open: Sequence[ImprovementAction]
    done: Sequence[ImprovementAction]
    deleted: Sequence[ImprovementAction]
    teams: dict[UUID, str]


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
@permits("viewer")
def index() -> str:
    """What is being done, what was done, and for who may change them: what was deleted."""
    staff = current_staff()
    with reading() as session:
        found = record.measures(session, staff.organisation_id)
        lists = Lists(
            open=[each for each in found if each.done_on is None],
            done=[each for each in found if each.done_on is not None],
            deleted=record.deleted(session, staff.organisation_id) if staff.role == "admin" else (),
            teams={team_id: name for name, team_id in teams_by_name(session, staff.organisation_id).items()},
        )
    return render_template(
        "admin/actions/index.html",
        lists=lists,
        names=dimensions.BY_CODE,
        languages=languages.BY_CODE,
        today=today(staff.timezone),
        may_change=staff.role == "admin",
    )


@blueprint.route("/add", methods=["GET", "POST"])
@permits("admin")
def add() -> ResponseReturnValue:
    """Log a measure of one's own."""
    return _new(None)


@blueprint.route("/adopt", methods=["GET", "POST"])
@permits("admin")
def adopt() -> ResponseReturnValue:
    """Adopt a piece of advice: the same form, filled in with it."""
    advice = request.args.get("advice", "")
    title = title_of(advice, current_staff().organisation_id)
    return _new(advice, title) if title else _new(None)


def _new(advice: str | None, title: str = "") -> ResponseReturnValue:
    staff = current_staff()
    form = _form(
        title=title,
        starts_on=today(staff.timezone),
        dimension=request.args.get("dimension", ""),
    )
    if not form.is_good() or PREVIEW in request.form:
        return _page(form, gettext("Do this") if advice else gettext("Log what you do"))
    record.add(staff.organisation_id, staff.actor, form.wanted, advice)
    flash(gettext("“%(name)s” is in the list.", name=form.title.data))
    return redirect(url_for("actions.index"))


def _form(**first: object) -> MeasureForm:
    with reading() as session:
        return sent(teams_by_name(session, current_staff().organisation_id), **first)


def _page(form: MeasureForm, heading: str, measure: ImprovementAction | None = None) -> ResponseReturnValue:
    page = render_template(
        "admin/actions/form.html",
        form=form,
        heading=heading,
        measure=measure,
        language=languages.BY_CODE.get(form.language.data),
        is_preview=PREVIEW in request.form and not form.errors,
    )
    return page, 422 if form.errors else 200


@blueprint.route("/<uuid:measure_id>", methods=["GET", "POST"])
@permits("admin")
def edit(measure_id: UUID) -> ResponseReturnValue:
    """Change a measure."""
    staff = current_staff()
    with reading() as session:
        found = record.get_measure(session, staff.organisation_id, measure_id)
    form = _form(**values_of(found))
    form.done_on = found.done_on
    if form.is_good() and PREVIEW not in request.form:
        record.change(staff.organisation_id, staff.actor, measure_id, form.wanted)
        flash(gettext("“%(name)s” is changed.", name=form.title.data))
        return redirect(url_for("actions.index"))
    return _page(form, gettext("Change “%(name)s”", name=found.title), found)


@blueprint.post("/<uuid:measure_id>/<any(done, open):state>")
@permits("admin")
def finish(measure_id: UUID, state: str) -> ResponseReturnValue:
    """Mark a measure as done today, or as not done after all."""
    staff = current_staff()
    day = today(staff.timezone) if state == "done" else None
    name = record.finish(staff.organisation_id, staff.actor, measure_id, day)
    flash(gettext("“%(name)s” is done.", name=name) if day else gettext("“%(name)s” is not done yet.", name=name))
    return redirect(url_for("actions.index"))


@blueprint.route("/<uuid:measure_id>/delete", methods=["GET", "POST"])
@permits("admin")
def delete(measure_id: UUID) -> ResponseReturnValue:
    """Ask whether it may go, then delete it."""
    staff = current_staff()
    if request.method == "POST":
        name = record.remove(staff.organisation_id, staff.actor, measure_id)
        flash(gettext("“%(name)s” is deleted. You can put it back, at the bottom of this page.", name=name))
        return redirect(url_for("actions.index"))
    with reading() as session:
        found = record.get_measure(session, staff.organisation_id, measure_id)
    return render_template("admin/actions/delete.html", measure=found, days=record.KEPT_AFTER_DELETION.days)


@blueprint.post("/<uuid:measure_id>/put-back")
@permits("admin")
def put_back(measure_id: UUID) -> ResponseReturnValue:
    """Undo a deletion."""
    staff = current_staff()
    record.put_back(staff.organisation_id, staff.actor, measure_id)
    flash(gettext("The measure is back in the list."))
    return redirect(url_for("actions.index"))
