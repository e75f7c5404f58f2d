"""The words of a message: ours in ten languages, or the organisation's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from math import ceil
from uuid import UUID
from zoneinfo import ZoneInfo

from flask_babel import force_locale, format_date, gettext
from sqlalchemy.orm import Session

from survey.database import now
from survey.invitations import mail_body, placeholders, sms
from survey.invitations.mail_body import Labels
from survey.invitations.outgoing import Words
from survey.invitations.standard_texts import BODIES, BUTTON, HAS_SUBJECT, NO_MORE, STOP, SUBJECTS
from survey.invitations.tables import DeliverySettings, MessageText
from survey.languages import BY_CODE


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its places still open; the subject is empty where the means has none."""

    subject: str
    body: str
    template: str = ""
    """The provider's template."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What comes in the places of one message: `until` is the last day of the organisation's calendar."""

    organisation: str
    link: str
    opt_out_url: str
    days: int
    until: date


def filling_of(name: str, timezone: str, link: str, opt_out_url: str, expires_at: datetime) -> Filling:
    """What comes in the places, for a link that works until `expires_at` (UTC)."""
    days = max(1, ceil((expires_at - now()) / timedelta(days=1)))
    return Filling(name, link, opt_out_url, days, expires_at.astimezone(ZoneInfo(timezone)).date())


def current(session: Session, organisation_id: UUID, means: str, kind: str, language: str) -> Text:
    """The text that goes out now, its places open."""
    ours = standard(means, kind, language)
    template = template_of(session.get(DeliverySettings, organisation_id), means)
    own = session.get(MessageText, (organisation_id, means, kind, language))
    if own is None:
        return Text(ours.subject, ours.body, template)
    return Text(own.subject or ours.subject, own.body or ours.body, own.template or template)


def template_of(delivery: DeliverySettings | None, means: str) -> str:
    """The provider's template for texts of this means that have none of their own."""
    if delivery is None:
        return ""
    return {"email": delivery.email_template, "sms": delivery.sms_template, "letter": delivery.letter_template}[means]


@cache
def standard(means: str, kind: str, language: str) -> Text:
    """Our text in this language, its places open."""
    with force_locale(language):
        subject = str(gettext(SUBJECTS[kind])) if means in HAS_SUBJECT else ""
        return Text(subject, str(gettext(BODIES[means][kind])))


def put_together(text: Text, means: str, language: str, filling: Filling) -> Words:
    """The message as it is read, in this language."""
    values = values_of(filling, language)
    subject = " ".join(placeholders.fill(text.subject, values).split())
    if means != "email":
        body = placeholders.fill(text.body, values)
        return Words(subject, sms.plain(body) if means == "sms" else body, template=text.template)
    open_text = complete(text.body, language)
    html = mail_body.html(subject, open_text, values, labels_in(language), language, BY_CODE[language].direction)
    return Words(subject, placeholders.fill(open_text, values) + "\n", html, text.template)


def complete(body: str, language: str) -> str:
    """The text of an e-mail, its places open, with the way to stop invitations in it."""
    tidy = "\n\n".join(mail_body.paragraphs(body))
    return tidy if "opt_out" in placeholders.places(tidy) else f"{tidy}\n\n{_no_more(language)}"


def values_of(filling: Filling, language: str) -> Mapping[str, str]:
    """The value of every place, in this language."""
    return {
        "organisation": filling.organisation,
        "link": filling.link,
        "days": str(filling.days),
        "until": _written(filling.until, language),
        "opt_out": filling.opt_out_url,
    }


@cache
def labels_in(language: str) -> Labels:
    """Our words on what can be pressed in an e-mail."""
    with force_locale(language):
        return Labels(str(gettext(BUTTON)), str(gettext(STOP)))


@cache
def _no_more(language: str) -> str:
    with force_locale(language):
        return str(gettext(NO_MORE))


@lru_cache(maxsize=512)
def _written(day: date, language: str) -> str:
    with force_locale(language):
        return str(format_date(day, "long"))
