"""Settings of what is published: each switch explained, looked at before it is turned on, and confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from admin.accounts.permission import permits
from admin.accounts.session import Staff, current_staff
from admin.insight import formatting
from admin.publication import public, record
from admin.publication.record import Switch
from survey import dimensions
from survey.database import reading
from survey.organisations import Organisation, profile_of
from survey.settings import settings

blueprint = Blueprint("publication", __name__, url_prefix="/admin/settings/publish")
ADDRESSES: Final[dict[str, Switch]] = {"page": "public_page", "audits": "public_audits", "others": "benchmark"}
"""The word in the address of each switch."""


@dataclass(frozen=True, slots=True)
class Switches:
    """Which are on."""

    page: bool
    audits: bool
    others: bool


def register(app: Flask) -> None:
    """Add the pages, staff's and the public one."""
    app.register_blueprint(blueprint)
    app.register_blueprint(public.blueprint)


def _switches(staff: Staff) -> Switches:
    with reading() as session:
        found = session.get_one(Organisation, staff.organisation_id)
        return Switches(found.public_page, found.public_audits, found.benchmark)


@blueprint.get("")
@permits("admin")
def index() -> str:
    """What is published now, and where to change it."""
    staff = current_staff()
    address = settings().public_url + url_for("published.page", slug=staff.slug)
    switches = _switches(staff)
    return render_template("admin/publication/index.html", switches=switches, address=address, slug=staff.slug)


@blueprint.get("/preview")
@permits("admin")
def preview() -> str:
    """The public page as citizens would see it, audits included where these are switched on."""
    with reading() as session:
        profile = profile_of(session, current_staff().organisation_id)
    return public.drawn(public.page_of(profile), is_preview=True)


@blueprint.route("/<any(page, audits, others):what>", methods=["GET", "POST"])
@permits("admin")
def change(what: str) -> ResponseReturnValue:
    """Show what a switch would do, with the figures that it is about; then turn it, when asked to."""
    staff = current_staff()
    is_on: bool = getattr(_switches(staff), what)
    if request.method == "POST" and request.form.get("wanted") in {"on", "off"}:
        wanted = request.form["wanted"] == "on"
        record.switch(staff.organisation_id, staff.actor, ADDRESSES[what], on=wanted)
        flash(gettext("This is switched on now.") if wanted else gettext("This is switched off now."))
        return redirect(url_for("publication.index"))
    return render_template(
        "admin/publication/change.html",
        what=what,
        is_on=is_on,
        figures=record.current(staff.organisation_id),
        names=dimensions.BY_CODE,
        formatting=formatting,
    )


@blueprint.post("/renew")
@permits("admin")
def renew() -> ResponseReturnValue:
    """Work the figures of this period out anew, after an audit round was closed late for instance."""
    staff = current_staff()
    if record.renew(staff.organisation_id, staff.actor):
        flash(gettext("The figures are worked out anew."))
    else:
        flash(
            gettext(
                "The audits are worked out anew. Citizens' scores stay as they were until the next period: "
                "so few answers changed that anybody could work out what these were."
            )
        )
    return redirect(url_for("publication.index"))
