"""What the fields of a contact are called, as English message ids. Pure."""

from __future__ import annotations

from typing import Final

from survey.languages import N_

FIELDS: Final = {
    "reference": N_("Reference"),
    "date": N_("Date"),
    "time": N_("Time of day"),
    "datetime": N_("Date and time"),
    "channel": N_("Channel"),
    "team": N_("Team"),
    "topic": N_("Topic"),
    "language": N_("Language"),
    "answered": N_("Answered or not"),
    "resolved": N_("Question answered or not"),
    "transferred": N_("Put through or not"),
    "waiting_seconds": N_("Waiting time"),
    "talk_seconds": N_("Length of the conversation"),
    "rating": N_("Rating by the exchange"),
    "email": N_("E-mail address"),
    "mobile": N_("Mobile number"),
    "letter": N_("Address for a letter"),
    "confidential": N_("Confidential or not"),
}
NOT_RECOGNISED: Final = N_("not recognised")
