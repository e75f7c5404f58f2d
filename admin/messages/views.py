"""Pages of messages to citizens: their words, a test of them, and who sends them. Administrators only."""

from __future__ import annotations

from dataclasses import fields
from math import ceil
from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from admin.accounts.permission import permits
from admin.accounts.session import Staff, current_staff
from admin.messages import record, trial, wording
from admin.messages.forms import DeliveryForm, TextForm
from admin.messages.record import Delivery, Place
from survey.database import reading
from survey.invitations import addresses, placeholders, sms, texts
from survey.invitations.providers import sender_of
from survey.invitations.standard_texts import HAS_SUBJECT
from survey.invitations.tables import MEANS
from survey.invitations.texts import Text
from survey.languages import BY_CODE, CODES, LANGUAGES
from survey.privacy import NoKeyError
from survey.settings import settings
from survey.throttle import ThrottledError

blueprint = Blueprint("messages", __name__, url_prefix="/admin/settings/messages")
TEXT = f"/<any(email, sms, letter):means>/<any(invitation, reminder):kind>/<any({', '.join(CODES)}):language>"
"""The address of one text."""


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(blueprint)


@blueprint.get("")
@permits("admin")
def index() -> str:
    """All texts, and who sends them."""
    staff = current_staff()
    with reading() as session:
        own = record.own_texts(session, staff.organisation_id)
        delivery = record.delivery_of(session, staff.organisation_id)
    config = settings()
    return render_template(
        "admin/messages/index.html",
        own=own,
        by={means: sender_of(delivery, means) for means in MEANS},
        templates={means: texts.template_of(delivery, means) for means in MEANS},
        has_key=delivery.sealed_notify_key is not None,
        wording=wording,
        languages=LANGUAGES,
        place=Place,
        has_mail_server=bool(config.smtp_url and config.mail_from),
    )


@blueprint.route(TEXT, methods=["GET", "POST"])
@permits("admin")
def edit(means: str, kind: str, language: str) -> ResponseReturnValue:
    """One text: look at it, save it, send it to oneself."""
    staff, place = current_staff(), Place(means, kind, language)
    with reading() as session:
        text = texts.current(session, staff.organisation_id, means, kind, language)
        template = record.own_template(session, staff.organisation_id, place)
        filled = trial.filling(session, staff)
    form = _form(place, Text(text.subject, text.body, template))
    tried: dict[str, str] = {}
    if form.is_good() and _fits(form, place, filled):
        wanted = _text_in(form, place)
        do = request.form.get("do", "")
        if do == "save":
            record.keep_text(staff.organisation_id, staff.actor, place, wanted)
            flash(gettext("The text is saved."))
            return redirect(url_for("messages.index") + f"#{means}")
        if do == "test":
            tried = _try(staff, form, place, wanted)
    shown = None if form.errors and not tried else trial.preview(_text_in(form, place), place, filled)
    is_changed = _text_in(form, place) != Text(text.subject, text.body, template)
    page = _page(staff, place, form, preview=shown, filled=filled, is_changed=is_changed, **tried)
    return page, 422 if form.errors else 200


def _form(place: Place, text: Text) -> Any:
    form = TextForm.sent(subject=text.subject, body=text.body, template=text.template)
    if place.means not in HAS_SUBJECT:
        del form.subject
    if place.means != "sms":
        del form.number
    return form


def _text_in(form: Any, place: Place) -> Text:
    subject = form.subject.data if place.means in HAS_SUBJECT else ""
    return Text(" ".join((subject or "").split()), form.body.data or "", form.template.data or "")


def _fits(form: Any, place: Place, filled: texts.Filling) -> bool:
    """Whether an SMS is not too long; says so in the form."""
    if place.means != "sms":
        return True
    parts = sms.size(texts.put_together(_text_in(form, place), "sms", place.language, filled).text).parts
    if parts > sms.MOST_PARTS:
        said = gettext("This takes %(parts)d parts. Use at most %(most)d.", parts=parts, most=sms.MOST_PARTS)
        form.body.errors = [said]
    return parts <= sms.MOST_PARTS


def _try(staff: Staff, form: Any, place: Place, text: Text) -> dict[str, str]:
    """Send a test; what to tell about it."""
    address = staff.email
    if place.means == "sms":
        number = addresses.mobile(form.number.data or "")
        if number is None:
            form.number.errors = [gettext("This is not a mobile number.")]
            return {}
        address = number.value
    elif place.means != "email":
        return {}
    try:
        fault = trial.send(staff, text, place, address)
    except ThrottledError as error:
        minutes = ceil(error.seconds / 60)
        return {"failed": gettext("You sent many tests. Try again in %(minutes)d minutes.", minutes=minutes)}
    if fault is not None:
        return {"failed": gettext(wording.FAULTS.get(fault, wording.UNKNOWN_FAULT))}
    return {"went": gettext("The test is on its way.")}


def _page(staff: Staff, place: Place, form: Any, **more: Any) -> str:
    with reading() as session:
        delivery = record.delivery_of(session, staff.organisation_id)
        is_own = place in record.own_texts(session, staff.organisation_id)
    return render_template(
        "admin/messages/edit.html",
        place=place,
        form=form,
        wording=wording,
        places=placeholders.MEANINGS,
        language=BY_CODE[place.language],
        is_own=is_own,
        by=sender_of(delivery, place.means),
        **more,
    )


@blueprint.route(f"{TEXT}/reset", methods=["GET", "POST"])
@permits("admin")
def reset(means: str, kind: str, language: str) -> ResponseReturnValue:
    """Ask whether the organisation's own words should go, then go back to ours."""
    staff, place = current_staff(), Place(means, kind, language)
    if request.method == "POST":
        record.reset_text(staff.organisation_id, staff.actor, place)
        flash(gettext("The standard text is back."))
        return redirect(url_for("messages.edit", means=means, kind=kind, language=language))
    with reading() as session:
        own = texts.current(session, staff.organisation_id, means, kind, language)
    return render_template(
        "admin/messages/reset.html",
        place=place,
        wording=wording,
        language=BY_CODE[language],
        own=own,
        ours=texts.standard(means, kind, language),
    )


@blueprint.route("/sending", methods=["GET", "POST"])
@permits("admin")
def sending() -> ResponseReturnValue:
    """Who sends, and the key for it."""
    staff = current_staff()
    with reading() as session:
        found = record.delivery_of(session, staff.organisation_id)
    names = [field.name for field in fields(Delivery)]
    form = DeliveryForm.sent(**{name: getattr(found, name) for name in names})
    config = settings()
    form.has_key = found.sealed_notify_key is not None
    form.tell_sender(config.mail_from if config.smtp_url else "")
    if form.is_good():
        wanted = Delivery(**{name: form[name].data or "" for name in names})
        try:
            record.change_delivery(staff.organisation_id, staff.actor, wanted, form.key.data or "")
        except NoKeyError:
            form.key.errors = [gettext("This server can't seal a key. Ask who runs it to set ADDRESS_KEYS.")]
        else:
            flash(gettext("Saved."))
            return redirect(url_for("messages.index"))
    page = render_template(
        "admin/messages/sending.html",
        form=form,
        has_key=form.has_key,
        has_token=found.callback_hash is not None,
    )
    return page, 422 if form.errors else 200


@blueprint.route("/key/remove", methods=["GET", "POST"])
@permits("admin")
def remove_key() -> ResponseReturnValue:
    """Ask whether the key should go, then forget it."""
    staff = current_staff()
    if request.method == "POST":
        record.remove_key(staff.organisation_id, staff.actor)
        flash(gettext("The key is removed."))
        return redirect(url_for("messages.sending"))
    return render_template("admin/messages/remove_key.html")


@blueprint.route("/receipts", methods=["GET", "POST"])
@permits("admin")
def receipts() -> ResponseReturnValue:
    """How NotifyNL tells what became of messages; a new token for it, which is shown once."""
    staff = current_staff()
    address = settings().public_url + url_for("receipts.receive")
    if request.method == "POST":
        token = record.renew_token(staff.organisation_id, staff.actor)
        return render_template("admin/messages/token.html", token=token, address=address)
    with reading() as session:
        has_token = record.delivery_of(session, staff.organisation_id).callback_hash is not None
    return render_template("admin/messages/receipts.html", address=address, has_token=has_token)
