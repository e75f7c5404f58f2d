"""Where the organisation stands among others, and the exchange of signed files with other instances."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from admin.accounts.permission import permits
from admin.accounts.session import Staff, current_staff
from admin.benchmark import envelope, exporting, keys, received, shared, shown, standing
from admin.benchmark.envelope import RefusedFile
from admin.benchmark.forms import SenderForm, TakeInForm
from admin.benchmark.standing import Standing
from admin.insight import formatting
from admin.publication import record
from survey import journal
from survey.database import begin, reading
from survey.locale import translated
from survey.organisations import Organisation

blueprint = Blueprint("benchmark", __name__, url_prefix="/admin/benchmark")


@dataclass(frozen=True, slots=True)
class View:
    """Whether the organisation takes part, and where it stands."""

    takes_part: bool
    here: Standing | None = None
    elsewhere: Standing | None = None


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


def _view(staff: Staff) -> View:
    """Only who takes part sees the others."""
    if not _takes_part(staff):
        return View(takes_part=False)
    record.current(staff.organisation_id, shared.current_until())
    with reading() as session:
        organisation = session.get_one(Organisation, staff.organisation_id)
        return View(True, standing.here(session, organisation), standing.elsewhere(session, organisation))


def _takes_part(staff: Staff) -> bool:
    with reading() as session:
        return session.get_one(Organisation, staff.organisation_id).benchmark


@blueprint.get("")
@permits("viewer")
def index() -> str:
    """Where the organisation stands, per B."""
    staff = current_staff()
    view = _view(staff)
    refreshed = shared.refresh(shared.AT_ONCE) if view.takes_part else None
    if refreshed and refreshed.worked_out:
        view = _view(staff)
    return render_template(
        "admin/benchmark/index.html",
        view=view,
        refreshed=refreshed,
        fewest=shared.FEWEST - 1,
        shown=shown,
        formatting=formatting,
    )


@blueprint.get("/<any(here, elsewhere):among>-<any(perceived, measured):side>.svg")
@permits("viewer")
def chart(among: str, side: str) -> Response:
    """The places of one side; `size=narrow` fits a phone."""
    view = _view(current_staff())
    found: Standing | None = getattr(view, among)
    if found is None or not found.of(side):
        abort(404)
    drawn = shown.chart_svg(found, side, narrow=request.args.get("size") == "narrow")
    return Response(drawn, mimetype="image/svg+xml")


@blueprint.route("/exchange", methods=["GET", "POST"])
@permits("admin")
def exchange() -> ResponseReturnValue:
    """The own key and file, who is trusted, what was taken in; takes in a file."""
    staff = current_staff()
    form = TakeInForm.sent()
    if form.is_good() and _is_taken_in(form, staff):
        return redirect(url_for("benchmark.exchange"))
    with reading() as session:
        senders = received.senders(session, staff.organisation_id)
        files = received.files(session, staff.organisation_id)
    own_key = keys.public_key()
    page = render_template(
        "admin/benchmark/exchange.html",
        form=form,
        takes_part=_takes_part(staff),
        own_key=own_key,
        fingerprint=envelope.fingerprint,
        senders=senders,
        files=files,
        formatting=formatting,
    )
    return page, 422 if form.errors else 200


def _is_taken_in(form: TakeInForm, staff: Staff) -> bool:
    """Whether the file could be taken in; else the reason is at the field."""
    try:
        found = received.take_in(staff.organisation_id, staff.actor, form.file.data.read(envelope.LARGEST + 1))
    except RefusedFile as fault:
        values = {name: translated(value) for name, value in fault.values.items()}
        form.file.errors = [gettext(fault.message, **values)]
        return False
    flash(
        ngettext(
            "Taken in: %(count)s organisation from %(sender)s.",
            "Taken in: %(count)s organisations from %(sender)s.",
            found.organisations,
            count=formatting.whole(found.organisations),
            sender=found.sender,
        )
    )
    return True


@blueprint.post("/own-scores")
@permits("admin")
def own_file() -> ResponseReturnValue:
    """The organisation's own scores as a signed file, for another instance."""
    staff = current_staff()
    try:
        made = exporting.signed_file([staff.organisation_id])
    except exporting.NothingToSendError:
        flash(gettext("There is nothing to send: you do not take part yet, or there are too few answers."), "fault")
        return redirect(url_for("benchmark.exchange"))
    except keys.SealedKeyError:
        flash(gettext("The key to sign with can't be opened. Ask who keeps this system."), "fault")
        return redirect(url_for("benchmark.exchange"))
    until = str(shared.current_until())
    with begin() as session:
        journal.note(session, staff.organisation_id, staff.actor, "benchmark.exported", until)
    response = Response(made, mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=f"klankbord-scores-{until}.json")
    return response


@blueprint.route("/senders/add", methods=["GET", "POST"])
@permits("admin")
def add_sender() -> ResponseReturnValue:
    """Trust another instance, after its fingerprint was compared."""
    return _sender_page(SenderForm.sent(), None)


@blueprint.route("/senders/<uuid:sender_id>", methods=["GET", "POST"])
@permits("admin")
def sender(sender_id: UUID) -> ResponseReturnValue:
    """Give a sender another name, or its new key."""
    with reading() as session:
        found = received.get_sender(session, current_staff().organisation_id, sender_id)
    return _sender_page(SenderForm.sent(name=found.name, key=found.public_key), sender_id)


def _sender_page(form: SenderForm, sender_id: UUID | None) -> ResponseReturnValue:
    is_good = form.is_good()
    if is_good and form.is_confirmed and _is_trusted(form, sender_id):
        flash(gettext("Files of %(name)s are trusted now.", name=form.name.data))
        return redirect(url_for("benchmark.exchange"))
    page = render_template(
        "admin/benchmark/sender.html",
        form=form,
        sender_id=sender_id,
        fingerprint=envelope.fingerprint(form.public_key) if is_good and not form.errors else None,
    )
    return page, 422 if form.errors else 200


def _is_trusted(form: SenderForm, sender_id: UUID | None) -> bool:
    """Whether the sender could be trusted; else the reason is at the field."""
    staff = current_staff()
    try:
        received.trust(staff.organisation_id, staff.actor, form.name.data or "", form.public_key, sender_id)
    except received.KnownSenderError:
        form.name.errors = [gettext("There is a sender with this name or this key already.")]
        return False
    except received.OwnKeyError:
        form.key.errors = [gettext("This is the key of this Klankbord itself.")]
        return False
    return True


@blueprint.route("/senders/<uuid:sender_id>/forget", methods=["GET", "POST"])
@permits("admin")
def forget(sender_id: UUID) -> ResponseReturnValue:
    """Ask whether to trust a sender no longer, then forget it and its files."""
    staff = current_staff()
    if request.method == "POST":
        name = received.forget(staff.organisation_id, staff.actor, sender_id)
        flash(gettext("%(name)s is no longer trusted, and its files are gone.", name=name))
        return redirect(url_for("benchmark.exchange"))
    with reading() as session:
        found = received.get_sender(session, staff.organisation_id, sender_id)
    return render_template("admin/benchmark/forget.html", sender=found)


@blueprint.route("/files/<uuid:file_id>/remove", methods=["GET", "POST"])
@permits("admin")
def remove(file_id: UUID) -> ResponseReturnValue:
    """Ask whether a file should go, then forget what it said."""
    staff = current_staff()
    with reading() as session:
        found = received.get_file(session, staff.organisation_id, file_id)
    if request.method == "POST":
        received.remove(staff.organisation_id, staff.actor, file_id)
        flash(gettext("The file is removed. You can take it in again."))
        return redirect(url_for("benchmark.exchange"))
    return render_template("admin/benchmark/remove.html", file=found, formatting=formatting)
