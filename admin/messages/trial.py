"""A text as it would look, with made-up contents, and a test of it to staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

from admin.accounts.session import Staff
from admin.messages import record
from admin.messages.record import Place
from survey import journal, throttle
from survey.database import begin, now, reading
from survey.invitations import mail_body, rules, sms, texts
from survey.invitations.opting_out import opt_out_url
from survey.invitations.outgoing import NotSent, Outgoing, Words
from survey.invitations.providers import Providers
from survey.invitations.sms import Size
from survey.invitations.texts import Filling, Text
from survey.invitations.tokens import derived_token
from survey.settings import settings
from survey.throttle import Subject

MOST_TESTS = 20
"""Tests of an organisation in a quarter of an hour."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an e-mail or letter."""

    lines: tuple[str, ...]
    is_button: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """A text with its places filled in; `size` is None but for an SMS."""

    subject: str
    paragraphs: tuple[Paragraph, ...]
    label: str
    size: Size | None


def filling(session: Session, staff: Staff) -> Filling:
    """Made-up contents: the link has the form of a real one, and leads to nobody's questions."""
    config = settings()
    link = f"{config.public_url}/s/{derived_token(config.secret_key, staff.organisation_id)}"
    until = now() + timedelta(days=rules.rules_of(session, staff.organisation_id).lasts_days)
    stop = opt_out_url(staff.organisation_id, staff.organisation_id)
    return texts.filling_of(staff.organisation_name, staff.timezone, link, stop, until)


def preview(text: Text, place: Place, filled: Filling) -> Preview:
    """The text as a citizen would read it."""
    words = texts.put_together(text, place.means, place.language, filled)
    labels = texts.labels_in(place.language)
    is_mail = place.means == "email"
    read = words.text.replace(filled.opt_out_url, labels.stop) if is_mail else words.text
    found: list[Paragraph] = []
    for paragraph in mail_body.paragraphs(read):
        is_first = not any(each.is_button for each in found)
        is_button = is_mail and paragraph == filled.link and is_first
        found.append(Paragraph(tuple(paragraph.split("\n")), is_button))
    size = sms.size(words.text) if place.means == "sms" else None
    return Preview(words.subject, tuple(found), labels.button, size)


def send(staff: Staff, text: Text, place: Place, address: str) -> str | None:
    """Send this text to a member of staff, now; gives the fault, or None where it went. The address is kept nowhere.

    Raises ThrottledError after too many.
    """
    throttle.admit(Subject("test messages", str(staff.organisation_id), MOST_TESTS))
    with reading() as session:
        filled = filling(session, staff)
        delivery = record.delivery_of(session, staff.organisation_id)
        template = text.template or texts.template_of(delivery, place.means)
        sender_name, reply_to = delivery.sender_name or staff.organisation_name, delivery.reply_to
    words = texts.put_together(Text(text.subject, text.body, template), place.means, place.language, filled)
    fault = _handed_over(staff, _outgoing(words, place, address, filled, sender_name, reply_to))
    with begin() as session:
        detail = {"fault": fault} if fault else {}
        journal.note(session, staff.organisation_id, staff.actor, "message.tested", place.name, **detail)
    return fault


def _outgoing(words: Words, place: Place, address: str, filled: Filling, sender_name: str, reply_to: str) -> Outgoing:
    return Outgoing(
        reference=uuid4(),
        means=place.means,
        address=address,
        language=place.language,
        words=words,
        link=filled.link,
        opt_out_url=filled.opt_out_url,
        sender_name=sender_name,
        reply_to=reply_to,
    )


def _handed_over(staff: Staff, message: Outgoing) -> str | None:
    providers = Providers()
    try:
        providers(staff.organisation_id, message.means).send(message)
    except NotSent as why:
        return why.fault
    finally:
        providers.close()
    return None
