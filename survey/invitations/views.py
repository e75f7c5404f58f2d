"""The page behind "no more invitations": looking changes nothing, one press does it, another takes it back."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template, request
from flask.typing import ResponseReturnValue

from survey import locale
from survey.database import reading
from survey.invitations import opting_out
from survey.invitations.opting_out import Wish
from survey.organisations import Organisation

blueprint = Blueprint("opting_out", __name__)


def register(app: Flask) -> None:
    """Add the page."""
    app.register_blueprint(blueprint)


@blueprint.route("/u/<token>", methods=["GET", "POST"])
def no_more(token: str) -> ResponseReturnValue:
    """Stop invitations. A mail program may post here by itself (RFC 8058): no cookie, no hidden number is asked for."""
    wish = opting_out.wish_in(token)
    locale.use(opting_out.language_of(wish) if wish else None, chosen=request.form.get("lang"))
    if wish is None:
        return render_template("survey/unknown.html"), 404
    if request.method == "GET":
        return _page(wish, "ask")
    if request.form.get("again") == "yes":
        opting_out.opt_in(wish)
        return _page(wish, "back")
    return _page(wish, "done" if opting_out.opt_out(wish) else "gone")


def _page(wish: Wish, state: str) -> str:
    with reading() as session:
        organisation = session.get(Organisation, wish.organisation_id)
    return render_template("survey/no_more.html", organisation=organisation, state=state)
