"""Our own words for messages, for organisations that wrote none. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from survey.languages import N_

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
LETTERS: Final[Mapping[str, str]] = {
    "invitation": N_(
        "You were in contact with %(organisation)s. How were you helped? Answering takes one minute. "
        "Type this address in your web browser:\n\n"
        "%(link)s\n\n"
        "We do not know who you are when you answer. The address works until %(until)s."
    ),
    "reminder": N_(
        "A while ago we asked you how %(organisation)s helped you. You can still answer. It takes one minute. "
        "Type this address in your web browser:\n\n"
        "%(link)s\n\n"
        "We do not know who you are when you answer. The address works until %(until)s. "
        "You will get no more reminders."
    ),
}
SMS: Final[Mapping[str, str]] = {
    "invitation": N_("How did %(organisation)s help you? One minute: %(link)s"),
    "reminder": N_("You can still tell us how %(organisation)s helped you: %(link)s"),
}
BODIES: Final[Mapping[str, Mapping[str, str]]] = {"email": EMAILS, "sms": SMS, "letter": LETTERS}
NO_MORE: Final = N_("Do not want to be asked? %(opt_out)s")
"""Comes after an e-mail that does not say so itself."""
BUTTON: Final = N_("Answer the questions")
STOP: Final = N_("Stop invitations")
"""On the link behind `%(opt_out)s` in an e-mail."""
HAS_SUBJECT: Final = frozenset({"email", "letter"})
