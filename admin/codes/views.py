"""Give a code: what the contact is about, then the code and the sentence to read aloud."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Flask, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.codes.forms import CodeForm, asked, new_number
from admin.codes.record import Given, IsConfidential, Told, give
from admin.codes.spelling import spelled
from survey.database import begin, reading
from survey.invitations.record import AlreadyInvited
from survey.languages import N_
from survey.locale import page_language
from survey.organisations import teams_by_name
from survey.settings import settings

INVITED_ALREADY: Final = N_("The citizen of this contact is invited already.")
CONFIDENTIAL: Final = N_("This contact is confidential: nobody is asked about it.")
NO_SUCH_TEAM: Final = N_("This team is no longer there. Choose another one.")

blueprint = Blueprint("codes", __name__, url_prefix="/admin/codes")


def register(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(blueprint)


@blueprint.route("", methods=["GET", "POST"])
@permits("viewer")
def index() -> ResponseReturnValue:
    """Ask about the contact; then show the code, once."""
    staff = current_staff()
    with reading() as session:
        form = asked(list(teams_by_name(session, staff.organisation_id)))
    if not form.is_good():
        return _form_page(form)
    try:
        with begin() as session:
            return _code_page(form, give(session, staff, _told(form)))
    except AlreadyInvited:
        return _known_page(form)
    except IsConfidential:
        form.reference.errors = [gettext(CONFIDENTIAL)]
    except KeyError:
        form.team.errors = [gettext(NO_SUCH_TEAM)]
    return _form_page(form)


def _told(form: CodeForm) -> Told:
    own = f"code-{form.number.data}"
    return Told(
        form.reference.data or own, form.channel.data, form.team.data, form.topic.data or "", form.language.data
    )


def _form_page(form: CodeForm, *, was_shown: bool = False) -> ResponseReturnValue:
    return render_template("admin/codes/index.html", form=form, was_shown=was_shown), (
        409 if was_shown else 422 if form.errors else 200
    )


def _known_page(form: CodeForm) -> ResponseReturnValue:
    if form.reference.data:
        form.reference.errors = [gettext(INVITED_ALREADY)]
        return _form_page(form)
    # The page was sent twice. With a new number the next time gives a new code.
    form.number.data = new_number()
    return _form_page(form, was_shown=True)


def _code_page(form: CodeForm, given: Given) -> ResponseReturnValue:
    return render_template(
        "admin/codes/given.html",
        given=given,
        groups=spelled(given.code, page_language().code),
        address=f"{settings().public_url.partition('://')[2]}{url_for('code.code')}",
        again=url_for("codes.index", channel=form.channel.data, team=form.team.data or None),
    )
