"""The organisation's keys: list, make, revoke."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from admin.accounts import keys
from admin.accounts.forms import KeyForm
from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from survey.database import reading

blueprint = Blueprint("keys", __name__, url_prefix="/admin/keys")


@blueprint.route("", methods=["GET", "POST"])
@permits("admin")
def index() -> ResponseReturnValue:
    """The keys, and a form for a new one, which is shown once."""
    staff = current_staff()
    form = KeyForm.sent()
    if form.is_good():
        new = keys.add_key(staff.organisation_id, staff.actor, form.name.data)
        return render_template("admin/accounts/new_key.html", new=new)
    with reading() as session:
        found = keys.keys_of(session, staff.organisation_id)
    return render_template("admin/accounts/keys.html", form=form, keys=found), 422 if form.errors else 200


@blueprint.route("/<uuid:key_id>/revoke", methods=["GET", "POST"])
@permits("admin")
def revoke(key_id: UUID) -> ResponseReturnValue:
    """Ask whether this key should end, then end it for good."""
    staff = current_staff()
    if request.method == "POST":
        name = keys.revoke(staff.organisation_id, staff.actor, key_id)
        flash(gettext("The key %(name)s does not work any more.", name=name))
        return redirect(url_for("keys.index"))
    with reading() as session:
        found = keys.get_key(session, staff.organisation_id, key_id)
    return render_template("admin/accounts/revoke_key.html", key=found)
