"""Pages that are there for everybody: privacy, accessibility, security.txt, robots.txt."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Flask, Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from survey import locale
from survey.database import now, reading
from survey.organisations import PROFILE_COLUMNS, SLUG, Organisation, Profile
from survey.settings import settings

blueprint = Blueprint("public", __name__)


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


def profile_or_404(slug: str) -> Profile:
    """What a citizen may know of this organisation, or the page that says it isn't there."""
    row = None
    if SLUG.fullmatch(slug):
        with reading() as session:
            row = session.execute(select(*PROFILE_COLUMNS).where(Organisation.slug == slug)).first()
    if row is None:
        locale.use()
        abort(404)
    return Profile(*tuple(row))


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """Citizens come by a link of their own; who comes to the front door works here."""
    return redirect(url_for("insight.comparison"))


@blueprint.get("/o/<slug>/privacy")
def privacy(slug: str) -> str:
    """What happens with a citizen's answers."""
    locale.use()
    return render_template("survey/privacy.html", organisation=profile_or_404(slug))


@blueprint.get("/o/<slug>/accessibility")
def accessibility(slug: str) -> str:
    """The accessibility statement."""
    locale.use()
    return render_template("survey/accessibility.html", organisation=profile_or_404(slug))


@blueprint.get("/.well-known/security.txt")
def security() -> Response:
    """Where to report a weakness (RFC 9116)."""
    expires = (now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = (
        f"Contact: {settings().security_contact}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings().public_url}/.well-known/security.txt",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Nothing here is for search engines but what an organisation made public, open data included."""
    return Response("User-agent: *\nAllow: /openbaar/\nDisallow: /\n", mimetype="text/plain")
