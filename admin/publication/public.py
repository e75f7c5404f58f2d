"""The public page `/openbaar/<slug>` and its open data: for everybody, without cookie or script."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask_babel import force_locale, gettext

from admin.accounts.permission import permits
from admin.actions.published import published
from admin.insight import formatting
from admin.insight.terms import Score
from admin.publication import open_data, record
from admin.publication.open_data import OpenData, Words, as_csv, as_dcat, as_json
from survey import dimensions, locale
from survey.database import reading
from survey.organisations import Organisation, Profile
from survey.public import profile_or_404
from survey.settings import settings

blueprint = Blueprint("published", __name__, url_prefix="/openbaar")

FRESH: Final = 600
"""Seconds that anybody may keep a copy: as long as a page that was switched off can still be seen."""
DESCRIBED_IN: Final = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Page:
    """A public page: who it is of, and what it shows."""

    profile: Profile
    shown: OpenData


def opened(slug: str) -> Page:
    """The page of this organisation. Without one, or while it is switched off: 404, as if it never was."""
    found = profile_or_404(slug)
    if not found.public_page:
        locale.use()
        abort(404)
    return page_of(found)


def page_of(profile: Profile) -> Page:
    """What the public page of this organisation shows, whether it is switched on or not."""
    figures = record.current(profile.id)
    with reading() as session:
        organisation = session.get_one(Organisation, profile.id)
        measures = published(session, profile.id)
    shown = OpenData(
        slug=profile.slug,
        name=profile.name,
        website=profile.website,
        phone=profile.phone,
        norm=organisation.norm,
        least=organisation.minimum_group,
        measured=organisation.public_audits,
        figures=figures,
        measures=measures,
    )
    return Page(profile, shown)


@blueprint.get("/<slug>")
@permits("anyone")
def page(slug: str) -> Response:
    """What citizens say, per B, and what the organisation did about it."""
    locale.use()
    response = _fresh(Response(drawn(opened(slug)), mimetype="text/html"))
    response.vary.add("Accept-Language")
    return response


def drawn(found: Page, *, is_preview: bool = False) -> str:
    """The page in the language of the request; a preview has no links to files that are not there yet."""
    return render_template(
        "published/page.html",
        organisation=found.profile,
        shown=found.shown,
        formatting=formatting,
        names=dimensions.BY_CODE,
        against_norm=against_norm,
        is_preview=is_preview,
    )


def against_norm(score: Score, norm: float) -> str:
    """Where citizens' score stands: only where its whole interval lies on one side of the norm that is told."""
    if score.low is None or score.high is None or score.low < norm <= score.high:
        return str(gettext("This is about our norm."))
    return str(gettext("This reaches our norm.") if score.low >= norm else gettext("This stays under our norm."))


@blueprint.get("/<slug>.json")
@permits("anyone")
def as_json_file(slug: str) -> Response:
    """The same for programs."""
    return _file(slug, lambda found, address: _json(as_json(found, address)), "application/json")


@blueprint.get("/<slug>.csv")
@permits("anyone")
def as_csv_file(slug: str) -> Response:
    """The scores, one a row."""
    return _file(slug, lambda found, _address: as_csv(found), "text/csv")


@blueprint.get("/<slug>/dcat.jsonld")
@permits("anyone")
def dcat(slug: str) -> Response:
    """What a catalogue of open data needs to know, in DCAT-AP-NL 3.0."""
    return _file(slug, lambda found, address: _json(as_dcat(found, address, _words(found))), "application/ld+json")


def _words(found: OpenData) -> tuple[Words, ...]:
    made = []
    for code in DESCRIBED_IN:
        with force_locale(code):
            made.append(Words(code, gettext(open_data.TITLE, name=found.name), gettext(open_data.DESCRIPTION)))
    return tuple(made)


def _file(slug: str, write: Callable[[OpenData, str], str], mimetype: str) -> Response:
    """A file that any site's script may fetch."""
    found = opened(slug).shown
    address = settings().public_url + url_for("published.page", slug=found.slug)
    response = _fresh(Response(write(found, address), content_type=f"{mimetype}; charset=utf-8"))
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _fresh(response: Response) -> Response:
    """May be kept for ten minutes, found by search engines, and asked for again only when it changed."""
    response.headers["X-Robots-Tag"] = "all"
    response.cache_control.public = True
    response.cache_control.max_age = FRESH
    response.add_etag(weak=True)
    response.make_conditional(request)
    return response
