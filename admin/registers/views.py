"""Sources: where contacts come from by themselves. Registers are connected here."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal, gettext

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.registers import record
from admin.registers.forms import RegisterForm, TokenForm
from survey.database import reading
from survey.privacy import NoKeyError
from survey.registers.client import NotAnswered
from survey.registers.record import Issued
from survey.registers.wording import FAULTS, words_of
from survey.settings import settings

blueprint = Blueprint("sources", __name__, url_prefix="/admin/settings/sources")


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.route("", methods=["GET", "POST"])
@permits("admin")
def index() -> ResponseReturnValue:
    """The registers, and a form to connect one."""
    staff = current_staff()
    form = RegisterForm.sent()
    if form.is_good():
        values = {"name": form.name.data, "base_url": form.base_url.data, "token": form.token.data}
        try:
            return _issued(record.add(staff.organisation_id, staff.actor, **values))
        except NoKeyError:
            form.token.errors = [_no_key()]
    with reading() as session:
        found = record.sources(session, staff.organisation_id, tuple(FAULTS))
    page = render_template("admin/registers/index.html", form=form, sources=found, slug=staff.slug)
    return page, 422 if form.errors else 200


@blueprint.route("/<uuid:register_id>", methods=["GET", "POST"])
@permits("admin")
def source(register_id: UUID) -> ResponseReturnValue:
    """One register: how it does, and what can be done with it. Sending gives it another token."""
    staff = current_staff()
    form = TokenForm.sent()
    with reading() as session:
        record.get_register(session, staff.organisation_id, register_id)
    if form.is_good():
        try:
            record.change_token(staff.organisation_id, staff.actor, register_id, form.token.data)
        except NoKeyError:
            form.token.errors = [_no_key()]
        else:
            flash(gettext("The token is saved. Test the connection to see whether it works."))
            return _back(register_id)
    with reading() as session:
        found = record.sources(session, staff.organisation_id, tuple(FAULTS))
    shown = next(each for each in found if each.register.id == register_id)
    page = render_template(
        "admin/registers/source.html",
        form=form,
        source=shown,
        address=_address(register_id),
        trouble=words_of(shown.register.fault) if shown.register.fault else None,
        words=FAULTS,
    )
    return page, 422 if form.errors else 200


@blueprint.post("/<uuid:register_id>/test")
@permits("admin")
def test(register_id: UUID) -> ResponseReturnValue:
    """Call the register now and tell what it answered."""
    staff = current_staff()
    try:
        number = record.test(staff.organisation_id, register_id)
    except NotAnswered as why:
        flash(gettext(words_of(why.code)), "fault")
    except NoKeyError:
        flash(_no_key(), "fault")
    else:
        flash(gettext("It works. The register has %(number)s contacts.", number=format_decimal(number)))
    return _back(register_id)


@blueprint.post("/<uuid:register_id>/again")
@permits("admin")
def try_again(register_id: UUID) -> ResponseReturnValue:
    """Let what waits be tried now."""
    record.try_again(current_staff().organisation_id, register_id)
    flash(gettext("Everything that waits is tried again now."))
    return _back(register_id)


@blueprint.post("/<uuid:register_id>/hook")
@permits("admin")
def new_hook(register_id: UUID) -> ResponseReturnValue:
    """Another token for notices, shown once."""
    staff = current_staff()
    return _issued(record.new_hook(staff.organisation_id, staff.actor, register_id))


@blueprint.post("/<uuid:register_id>/switch-off")
@permits("admin")
def switch_off(register_id: UUID) -> ResponseReturnValue:
    """Take nothing more from this register."""
    staff = current_staff()
    name = record.switch(staff.organisation_id, staff.actor, register_id, is_on=False)
    flash(gettext("%(name)s is switched off.", name=name))
    return _back(register_id)


@blueprint.post("/<uuid:register_id>/switch-on")
@permits("admin")
def switch_on(register_id: UUID) -> ResponseReturnValue:
    """Take contacts from this register again."""
    staff = current_staff()
    name = record.switch(staff.organisation_id, staff.actor, register_id, is_on=True)
    flash(gettext("%(name)s is switched on.", name=name))
    return _back(register_id)


@blueprint.route("/<uuid:register_id>/remove", methods=["GET", "POST"])
@permits("admin")
def remove(register_id: UUID) -> ResponseReturnValue:
    """Ask whether this register should go, then remove it."""
    staff = current_staff()
    if request.method == "POST":
        name = record.remove(staff.organisation_id, staff.actor, register_id)
        flash(gettext("%(name)s is removed.", name=name))
        return redirect(url_for("sources.index"))
    with reading() as session:
        found = record.get_register(session, staff.organisation_id, register_id)
    return render_template("admin/registers/remove.html", register=found)


def _issued(issued: Issued) -> ResponseReturnValue:
    return render_template("admin/registers/issued.html", issued=issued, address=_address(issued.id))


def _address(register_id: UUID) -> str:
    return settings().public_url + url_for("registers.receive", register_id=register_id)


def _back(register_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("sources.source", register_id=register_id))


def _no_key() -> str:
    return str(gettext("There is no key to seal it with. Ask who runs Klankbord to set ADDRESS_KEYS."))
