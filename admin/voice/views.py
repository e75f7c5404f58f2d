"""Settings of the survey by keypad: the line, what the provider needs, the recordings, and a call to try."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from admin.accounts.permission import permits
from admin.accounts.session import Staff, current_staff
from admin.voice import record
from admin.voice.forms import PREFIX, LineForm, own_hosts, recordings_form
from admin.voice.trial import BETWEEN, SILENCE, trial
from admin.voice.wording import PROMPTS
from survey.database import reading
from survey.languages import BY_CODE
from survey.organisations import Profile, profile_of
from survey.privacy import NoKeyError
from survey.settings import settings
from survey.voice import line, spoken

blueprint = Blueprint("voice", __name__, url_prefix="/admin/settings/voice")
LONGEST_TRIAL: Final = 200


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.route("", methods=["GET", "POST"])
@permits("admin")
def index() -> ResponseReturnValue:
    """The line: on or off, its secret, and the addresses for the provider."""
    staff = current_staff()
    is_on = record.is_on(staff.organisation_id)
    form = LineForm.sent(is_on=bool(is_on))
    if form.is_good() and _saved(staff, form):
        flash(gettext("The settings are saved."))
        return redirect(url_for("voice.index"))
    public = settings().public_url
    page = render_template(
        "admin/voice/index.html",
        form=form,
        has_secret=is_on is not None,
        start=public + url_for("keypad.start", slug=staff.slug),
        status=public + url_for("keypad.status", slug=staff.slug),
    )
    return page, 422 if form.errors else 200


def _saved(staff: Staff, form: LineForm) -> bool:
    """Whether the line could be kept as it was filled in; otherwise the form says why not."""
    try:
        record.save_line(staff.organisation_id, staff.actor, form.is_on.data, form.secret.data or "")
    except record.NoSecretError:
        form.secret.errors = [gettext("Fill in the secret of your provider: without it nobody can be trusted.")]
        return False
    except NoKeyError:
        form.secret.errors = [
            gettext("This server has no key to seal it with. Ask its administrator for ADDRESS_KEYS.")
        ]
        return False
    return True


@blueprint.route("/recordings/<locale>", methods=["GET", "POST"])
@permits("admin")
def recordings(locale: str) -> ResponseReturnValue:
    """The script to read aloud in one language, and where its recordings are."""
    if locale not in BY_CODE:
        abort(404)
    staff = current_staff()
    profile = _profile(staff)
    kept = line.recordings_of(profile.id)
    titles = {prompt: str(gettext(title)) for prompt, title in PROMPTS.items()}
    form = recordings_form(titles).sent(**{PREFIX + prompt: kept.get((locale, prompt), "") for prompt in PROMPTS})
    form.hosts = own_hosts(settings().public_url, profile.website)
    if form.is_good():
        record.save_recordings(staff.organisation_id, staff.actor, locale, form.recordings())
        flash(gettext("The recordings are saved."))
        return redirect(url_for("voice.recordings", locale=locale))
    rows = [(form[PREFIX + prompt], spoken.text_of(profile, locale, prompt)) for prompt in PROMPTS]
    page = render_template("admin/voice/recordings.html", form=form, rows=rows, spoken_in=BY_CODE[locale])
    return page, 422 if form.errors else 200


@blueprint.get("/try")
@permits("admin")
def try_out() -> str:
    """A call as a caller hears it, in words, with the keys to press."""
    profile = _profile(current_staff())
    pressed = request.args.get("keys", "")[:LONGEST_TRIAL]
    tried = trial(profile, line.recordings_of(profile.id), pressed)
    return render_template(
        "admin/voice/try.html",
        trial=tried,
        so_far=pressed + BETWEEN if pressed else "",
        silence=SILENCE,
        by_code=BY_CODE,
    )


def _profile(staff: Staff) -> Profile:
    with reading() as session:
        return profile_of(session, staff.organisation_id)
