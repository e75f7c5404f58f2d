"""What the phone log's figures mean, as English message ids. Pure."""

from __future__ import annotations

from typing import Final

from survey.languages import N_

NOT_ANSWERED: Final = N_("Not answered")
PUT_THROUGH: Final = N_("Put through to somebody else")
SOLVED: Final = N_("Solved, by the phone log")
HALF: Final = N_("Half was answered within")
NINE_IN_TEN: Final = N_("Nine in ten were answered within")
NO_TEAM: Final = N_("No team")
CANNOT_TELL: Final = N_(
    "From the answers we cannot tell yet from which waiting time citizens find it harder to reach someone."
)
NOTES: Final = (
    N_("All phone calls in the phone log count, and no other contacts. Nothing here is a sample."),
    N_("Waiting times are of answered calls. How long people waited before they hung up is not in the phone log."),
    N_(
        "The time that half waited at most, and nine in ten, is worked out from classes of five seconds. "
        "It can be some seconds off. From ten minutes on we say no more than that."
    ),
    N_("Days and hours are on your own clock, also when the clock changes."),
    N_("Citizens' answers hold no waiting time, only a wide class of it, so that nobody can be recognised."),
    N_("Every pair of waiting times counts as a test. That keeps chance from looking like a difference."),
)
