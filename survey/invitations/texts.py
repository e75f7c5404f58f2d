"""The words of a message: ours in ten languages, or the organisation's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from flask_babel import force_locale, format_date, gettext
from markupsafe import Markup, escape
from sqlalchemy.orm import Session

from survey.invitations.outgoing import Words
from survey.invitations.tables import MessageText
from survey.languages import BY_CODE, N_
from survey.organisations import Organisation

SUBJECTS: Final[Mapping[str, str]] = {
    "invitation": N_("How did %(organisation)s help you?"),
    "reminder": N_("Reminder: how did %(organisation)s help you?"),
}
EMAILS: Final[Mapping[str, str]] = {
    "invitation": N_(
        "You were in contact with %(organisation)s. How were you helped? Answering takes one minute.\n\n"
        "%(link)s\n\n"
        "We do not know who you are when you answer. The link works until %(until)s."
    ),
    "reminder": N_(
        "A few days ago we asked you how %(organisation)s helped you. You can still answer. It takes one minute.\n\n"
        "%(link)s\n\n"
        "We do not know who you are when you answer. The link works until %(until)s. You will get no more reminders."
    ),
}
SMS: Final[Mapping[str, str]] = {
    "invitation": N_("How did %(organisation)s help you? One minute: %(link)s"),
    "reminder": N_("You can still tell us how %(organisation)s helped you: %(link)s"),
}
NO_MORE: Final = N_("Do not want to be asked? %(opt_out)s")


def compose(
    session: Session,
    organisation_id: UUID,
    means: str,
    kind: str,
    language: str,
    *,
    link: str,
    opt_out_url: str,
    expires_at: datetime,
) -> Words:
    """The words of a message in the citizen's language: the organisation's own where it wrote them, else ours."""
    organisation = session.get_one(Organisation, organisation_id)
    own = session.get(MessageText, (organisation_id, means, kind, language))
    with force_locale(language):
        values = {"organisation": organisation.name, "link": link, "until": format_date(expires_at, "long")}
        subject = (own.subject if own and own.subject else gettext(SUBJECTS[kind])) % values
        ours = SMS if means == "sms" else EMAILS
        body = (own.body if own and own.body else gettext(ours[kind])) % values
        if means != "email":
            return Words(subject, body, template=own.template if own else "")
        no_more = gettext(NO_MORE) % {"opt_out": opt_out_url}
    text = f"{body}\n\n{no_more}\n"
    return Words(subject, text, _html(text, language), own.template if own else "")


def _html(text: str, language: str) -> str:
    direction = BY_CODE[language].direction
    parts = [Markup("<p>{}</p>").format(_linked(part)) for part in text.strip().split("\n\n")]
    return str(
        Markup('<!DOCTYPE html><html lang="{}" dir="{}"><body>{}</body></html>').format(
            language, direction, Markup("").join(parts)
        )
    )


def _linked(part: str) -> Markup:
    words = (
        Markup('<a href="{0}">{0}</a>').format(word) if word.startswith(("https://", "http://")) else escape(word)
        for word in part.split()
    )
    return Markup(" ").join(words)
