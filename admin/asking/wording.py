"""Words of the pages about asking, as English message ids. Pure."""

from __future__ import annotations

from typing import Final

from survey.invitations.eligibility import Outcome
from survey.languages import N_

MEANS: Final = {"email": N_("E-mail"), "sms": N_("SMS"), "letter": N_("Letter")}
REASONS: Final = {
    Outcome.CONFIDENTIAL: N_("Confidential contact"),
    Outcome.TOPIC_EXCLUDED: N_("Nobody is asked about this topic"),
    Outcome.TOO_OLD: N_("Too long ago when it came in"),
    Outcome.NO_ADDRESS: N_("No address that can be used"),
    Outcome.OPTED_OUT: N_("Does not want to be asked"),
    Outcome.ASKED_RECENTLY: N_("Asked not long ago"),
    Outcome.NOT_SAMPLED: N_("Left out by chance: only a part is asked"),
    Outcome.INVITED: N_("Invited"),
}
NO_KEY: Final = N_(
    "The server has no key to seal addresses with. Who runs it can set ADDRESS_KEYS; the description of the settings "
    "says how."
)
NOBODY_SENDS: Final = {
    "email": N_("Nobody sends e-mail yet. Set that up, or leave e-mail out of the rules."),
    "sms": N_("Nobody sends SMS yet. Set that up, or leave SMS out of the rules."),
    "letter": N_("Nobody sends letters yet. Set that up, or leave letters out of the rules."),
}
