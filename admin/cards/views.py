"""The page where cards and posters are chosen, and the sheets themselves."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.accounts.permission import permits
from admin.accounts.session import current_staff
from admin.cards.forms import asked, in_our_order
from admin.cards.making import Whose, pdf
from admin.cards.sheets import BY_CODE, filename
from survey.database import reading
from survey.organisations import Organisation, today

blueprint = Blueprint("cards", __name__, url_prefix="/admin/cards")


def register(app: Flask) -> None:
    """Add the page and its files."""
    app.register_blueprint(blueprint)


@blueprint.get("")
@permits("viewer")
def index() -> ResponseReturnValue:
    """Choose what to print, in which languages, for which channel."""
    form = asked()
    page = render_template("admin/cards/index.html", form=form, is_open=_organisation().open_link)
    return page, 422 if form.errors else 200


@blueprint.get("/download")
@permits("viewer")
def download() -> ResponseReturnValue:
    """The sheets, or the way to the page that says why there are none."""
    form, owner = asked(), _organisation()
    chosen = in_our_order(form)
    if form.errors or not chosen or not owner.open_link:
        return redirect(f"{url_for('cards.index')}?{request.query_string.decode()}", 303)
    whose = Whose(owner.slug, owner.name, owner.is_demo, form.channel.data)
    response = Response(pdf(whose, BY_CODE[form.kind.data], chosen, today(owner.timezone)), mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=filename(owner.slug, form.kind.data, chosen))
    return response


def _organisation() -> Organisation:
    with reading() as session:
        return session.get_one(Organisation, current_staff().organisation_id)
