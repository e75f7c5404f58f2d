"""The organisation's settings and its teams."""

from __future__ import annotations

from dataclasses import fields
from uuid import UUID

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.settings import record
from admin.settings.forms import OrganisationForm, TeamForm
from admin.settings.record import OrganisationSettings
from survey.database import reading
from survey.settings import settings

blueprint = Blueprint("settings", __name__, url_prefix="/admin/settings")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.route("", methods=["GET", "POST"])
@permits("admin")
def organisation() -> ResponseReturnValue:
    """What citizens read of the organisation, the open link, and the rules of the figures."""
    staff = current_staff()
    with reading() as session:
        found = record.get_organisation(session, staff.organisation_id)
    names = [field.name for field in fields(OrganisationSettings)]
    form = OrganisationForm.sent(**{name: getattr(found, name) for name in names})
    if form.is_good():
        wanted = OrganisationSettings(**{name: form[name].data for name in names})
        record.change_organisation(staff.organisation_id, staff.actor, wanted)
        flash(gettext("The settings are saved."))
        return redirect(url_for("settings.organisation"))
    address = settings().public_url + url_for("answers.open_link", slug=staff.slug)
    page = render_template("admin/settings/organisation.html", form=form, address=address, slug=staff.slug)
    return page, 422 if form.errors else 200


@blueprint.route("/teams", methods=["GET", "POST"])
@permits("admin")
def teams() -> ResponseReturnValue:
    """The teams, and a form for a new one."""
    staff = current_staff()
    form = TeamForm.sent()
    if form.is_good():
        try:
            record.add_team(staff.organisation_id, staff.actor, form.name.data)
        except record.KnownTeamError:
            form.name.errors = [_known_team()]
        else:
            flash(gettext("The team %(name)s is added.", name=form.name.data))
            return redirect(url_for("settings.teams"))
    with reading() as session:
        found = record.teams_of(session, staff.organisation_id)
    return render_template("admin/settings/teams.html", form=form, teams=found), 422 if form.errors else 200


@blueprint.route("/teams/<uuid:team_id>", methods=["GET", "POST"])
@permits("admin")
def team(team_id: UUID) -> ResponseReturnValue:
    """Give a team another name."""
    staff = current_staff()
    with reading() as session:
        found = record.get_team(session, staff.organisation_id, team_id)
    form = TeamForm.sent(name=found.name)
    if form.is_good():
        try:
            record.rename_team(staff.organisation_id, staff.actor, team_id, form.name.data)
        except record.KnownTeamError:
            form.name.errors = [_known_team()]
        else:
            flash(gettext("The team is now called %(name)s.", name=form.name.data))
            return redirect(url_for("settings.teams"))
    return render_template("admin/settings/team.html", form=form, team=found), 422 if form.errors else 200


def _known_team() -> str:
    return str(gettext("There is a team with this name already."))
