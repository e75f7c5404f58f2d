"""The citizen's pages: by a personal link `/s/<token>` and by an organisation's open link `/o/<slug>`.

Looking (GET) changes nothing. Sending (POST) counts once; no cookie, no script, nothing kept of who sent it.
"""

from __future__ import annotations

from flask import Blueprint, Flask, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey import dimensions, languages, locale
from survey.answers import links, opening, pages, record
from survey.answers.forms import SurveyForm, faults
from survey.answers.links import Link, OpenDoor
from survey.answers.open_form import form_hash, new_form, poster
from survey.answers.submission import Submission
from survey.database import engine, now
from survey.invitations import tokens
from survey.languages import N_
from survey.masking import MARKERS
from survey.organisations import Profile, today
from survey.public import profile_or_404

blueprint = Blueprint("answers", __name__)
STALE = N_("This page was open for a long time. Please send your answers once more.")


def register(app: Flask) -> None:
    """Add the citizen's pages."""
    app.register_blueprint(blueprint)


@blueprint.route("/s/<token>", methods=["GET", "POST"])
def personal(token: str) -> ResponseReturnValue:
    """The survey about one contact."""
    normalised = tokens.normalise(token)
    if normalised is None:
        locale.use()
        return render_template("survey/mistyped.html"), 404
    link = links.by_token(tokens.token_hash(normalised))
    if link is None:
        locale.use()
        return render_template("survey/unknown.html"), 404
    locale.use(link.language, link.contact_language, chosen=request.form.get("lang"))
    if link.answered_on is not None:
        return used(link.profile)
    if link.expires_at <= now():
        return render_template("survey/expired.html", organisation=link.profile), 410
    if request.method == "POST":
        return answer_personal(link)
    return opening.note(link, make_response(pages.empty(link.profile, link.criteria_version, g.language)))


def answer_personal(link: Link) -> ResponseReturnValue:
    """Count the answer, or show what is wrong with it."""
    form = SurveyForm(request.form)
    again = unfinished(link.profile, link.criteria_version, form)
    if again is not None:
        return again
    submission = form.read()
    try:
        record.by_invitation(
            engine(),
            link.invitation_id,
            link.occasion(g.language),
            submission,
            now(),
            today(link.profile.timezone),
        )
    except record.AlreadyAnswered:
        return used(link.profile)
    return thank(link.profile, submission)


@blueprint.route("/o/<slug>", methods=["GET", "POST"])
def open_link(slug: str) -> ResponseReturnValue:
    """The survey for whoever has the open link: a poster, a letter, a demonstration."""
    locale.use(chosen=request.form.get("lang"))
    door = links.by_slug(slug)
    if door is None:
        return render_template("survey/unknown.html"), 404
    if request.method == "POST":
        return answer_open(door)
    return pages.page(door.profile, door.criteria_version, SurveyForm(submission=new_form()), [])


@blueprint.get(f"/o/<slug>/<any({', '.join(dimensions.CHANNELS)}):channel>")
def open_channel(slug: str, channel: str) -> ResponseReturnValue:
    """The open link of one channel in an address that is short enough to type: it leads to that link."""
    return redirect(url_for("answers.open_link", slug=slug, channel=channel), code=303)


def answer_open(door: OpenDoor) -> ResponseReturnValue:
    """Count the answer once for this very form, or show what is wrong with it."""
    form = SurveyForm(request.form)
    again = unfinished(door.profile, door.criteria_version, form)
    if again is not None:
        return again
    number = form_hash(form.submission.data or "")
    if number is None:
        form.submission.data = new_form()
        return show(door.profile, door.criteria_version, form, [(dimensions.CODES[0], locale.translated(STALE))]), 422
    submission = form.read()
    channel = request.args.get("channel", "phone")
    occasion = record.Occasion(
        door.profile.id,
        None,
        channel if channel in dimensions.CHANNELS else "phone",
        None,
        g.language,
        today(door.profile.timezone),
        mode="qr" if request.args.get("via") == "qr" else "open",
    )
    try:
        record.by_open_link(engine(), number, occasion, submission)
    except record.AlreadyAnswered:
        return used(door.profile, again=True)
    return thank(door.profile, submission)


def unfinished(profile: Profile, version: int, form: SurveyForm) -> ResponseReturnValue | None:
    """The page to show instead of counting: another language was asked for, or something is wrong."""
    wish = languages.recognise(request.form.get("lang_switch"))
    if wish is not None:
        g.language = wish
        return show(profile, version, form, [])
    found = faults(form, pages.reasons_offered(profile, version, form.ticked()))
    return (show(profile, version, form, found), 422) if found else None


def show(profile: Profile, version: int, form: SurveyForm, found: list[pages.Fault]) -> str:
    """The form with all that was filled in."""
    return pages.page(profile, version, form, found)


def used(profile: Profile, *, again: bool = False) -> ResponseReturnValue:
    """We already have this answer; `again` offers a new form of the open link."""
    return render_template("survey/used.html", organisation=profile, again=again), 410


def thank(profile: Profile, submission: Submission) -> ResponseReturnValue:
    """Lead to the thank-you page, which tells what was masked."""
    masked = ".".join(submission.masked) or None
    return redirect(url_for("answers.thanks", slug=profile.slug, lang=g.language, masked=masked), code=303)


@blueprint.get("/o/<slug>/thanks")
def thanks(slug: str) -> str:
    """Thank you, what was masked, and where to complain."""
    locale.use()
    kinds = [kind for kind in request.args.get("masked", "").split(".") if kind in MARKERS]
    return render_template("survey/thanks.html", organisation=profile_or_404(slug), masked=kinds)


@blueprint.get("/o/<slug>/qr.<any(svg, png):kind>")
def qr(slug: str, kind: str) -> ResponseReturnValue:
    """The open link as a QR code, for posters and letters."""
    if links.by_slug(slug) is None:
        locale.use()
        return render_template("survey/unknown.html"), 404
    return poster(slug, kind, request.args.get("channel"))
