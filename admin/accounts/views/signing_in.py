"""Signing in and out, and changing one's own password."""

from __future__ import annotations

from math import ceil

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from admin import frame
from admin.accounts import session, signing_in
from admin.accounts.forms import PasswordForm, SignInForm
from admin.accounts.permission import permits
from admin.accounts.session import current_staff, local_path, staff_or_none
from admin.accounts.throttle import ThrottledError
from admin.forms import StaffForm

blueprint = Blueprint("accounts", __name__, url_prefix="/admin")


@blueprint.get("/start")
@permits("anyone")
def start() -> ResponseReturnValue:
    """To the first room that the user may enter, or to the sign-in page."""
    staff = staff_or_none()
    return redirect(url_for("accounts.sign_in") if staff is None else frame.home(staff))


@blueprint.route("/sign-in", methods=["GET", "POST"])
@permits("anyone")
def sign_in() -> ResponseReturnValue:
    """Ask for address and password; then on to the page that was asked for."""
    staff = staff_or_none()
    back = local_path(request.args.get("next"))
    if staff is not None and request.method == "GET":
        return redirect(back or frame.home(staff))
    form = SignInForm.sent()
    if not form.is_good():
        return render_template("admin/accounts/sign_in.html", form=form), 422 if form.errors else 200
    try:
        entry = signing_in.sign_in(form.email.data.lower(), form.password.data, request.remote_addr)
    except ThrottledError as error:
        return _too_many("admin/accounts/sign_in.html", form, error)
    if entry is None:
        form.password.errors = [gettext("The e-mail address or the password is not right.")]
        return render_template("admin/accounts/sign_in.html", form=form), 422
    session.start(entry)
    return redirect(back or url_for("accounts.start"))


@blueprint.post("/sign-out")
@permits("viewer")
def sign_out() -> ResponseReturnValue:
    """End the user's sessions, here and elsewhere."""
    signing_in.sign_out(current_staff())
    session.end()
    flash(gettext("You are signed out."))
    return redirect(url_for("accounts.sign_in"))


@blueprint.route("/password", methods=["GET", "POST"])
@permits("viewer")
def password() -> ResponseReturnValue:
    """Change one's own password; compulsory with a one-time password."""
    staff = current_staff()
    form = PasswordForm.sent()
    form.email = staff.email
    if not form.is_good():
        return _password_page(form), 422 if form.errors else 200
    try:
        entry = signing_in.change_password(staff, form.current.data, form.new.data, request.remote_addr)
    except ThrottledError as error:
        return _too_many("admin/accounts/password.html", form, error)
    if entry is None:
        form.current.errors = [gettext("This is not your password.")]
        return _password_page(form), 422
    session.start(entry)
    flash(gettext("Your password is changed."))
    return redirect(frame.home(staff))


def _password_page(form: StaffForm) -> str:
    return render_template("admin/accounts/password.html", form=form)


def _too_many(template: str, form: StaffForm, error: ThrottledError) -> ResponseReturnValue:
    minutes = ceil(error.seconds / 60)
    message = ngettext(
        "Too many attempts. Try again in %(num)s minute.",
        "Too many attempts. Try again in %(num)s minutes.",
        minutes,
    )
    page = render_template(template, form=form, too_many=message)
    return page, 429, {"Retry-After": str(error.seconds)}
