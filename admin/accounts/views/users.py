"""The users of the organisation: list, add, change."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from admin.accounts import users
from admin.accounts.forms import ROLE_NAMES, SHORT_ROLE_NAMES, RoleForm, UserForm
from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.paging import page_of
from survey.database import reading

blueprint = Blueprint("users", __name__, url_prefix="/admin/users")


@blueprint.get("")
@permits("admin")
def index() -> str:
    """Who can sign in."""
    staff = current_staff()
    with reading() as session:
        pages = page_of(users.number_of_users(session, staff.organisation_id), users.PAGE)
        found = users.users_of(session, staff.organisation_id, pages.number)
    return render_template("admin/accounts/users.html", users=found, pages=pages, role_names=SHORT_ROLE_NAMES)


@blueprint.route("/add", methods=["GET", "POST"])
@permits("admin")
def add() -> ResponseReturnValue:
    """Add a user, and show the one-time password once."""
    staff = current_staff()
    form = UserForm.sent(role="viewer")
    if form.is_good():
        try:
            issued = users.add_user(staff.organisation_id, staff.actor, form.email.data, form.role.data)
            return render_template("admin/accounts/issued.html", issued=issued)
        except users.KnownAddressError:
            form.email.errors = [gettext("There is a user with this address already.")]
    return render_template("admin/accounts/add_user.html", form=form), 422 if form.errors else 200


@blueprint.route("/<uuid:user_id>", methods=["GET", "POST"])
@permits("admin")
def user(user_id: UUID) -> ResponseReturnValue:
    """One user: role, password, on or off."""
    staff = current_staff()
    with reading() as session:
        found = users.get_user(session, staff.organisation_id, user_id)
    form = RoleForm.sent(role=found.role)
    if form.is_good():
        try:
            users.change_role(staff.organisation_id, staff.actor, user_id, form.role.data)
        except users.LastAdminError:
            form.role.errors = [_last_admin()]
        else:
            flash(gettext("The role of %(email)s is changed.", email=found.email))
            return redirect(url_for("users.index"))
    page = render_template("admin/accounts/user.html", user=found, form=form, role_names=ROLE_NAMES)
    return page, 422 if form.errors else 200


@blueprint.post("/<uuid:user_id>/off")
@permits("admin")
def switch_off(user_id: UUID) -> ResponseReturnValue:
    """Keep a user out."""
    staff = current_staff()
    try:
        users.switch_off(staff.organisation_id, staff.actor, user_id)
    except users.LastAdminError:
        flash(_last_admin(), "fault")
        return redirect(url_for("users.user", user_id=user_id))
    flash(gettext("This user can't sign in any more."))
    return redirect(url_for("users.index"))


@blueprint.post("/<uuid:user_id>/on")
@permits("admin")
def switch_on(user_id: UUID) -> ResponseReturnValue:
    """Let a user in again."""
    staff = current_staff()
    users.switch_on(staff.organisation_id, staff.actor, user_id)
    flash(gettext("This user can sign in again."))
    return redirect(url_for("users.index"))


@blueprint.post("/<uuid:user_id>/password")
@permits("admin")
def new_password(user_id: UUID) -> ResponseReturnValue:
    """Make a new one-time password and show it once."""
    staff = current_staff()
    issued = users.new_password(staff.organisation_id, staff.actor, user_id)
    return render_template("admin/accounts/issued.html", issued=issued)


def _last_admin() -> str:
    return str(gettext("This is the last active administrator. Make somebody else administrator first."))
