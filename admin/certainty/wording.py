"""What the page about certainty says, as English message ids. Pure."""

from __future__ import annotations

from typing import Final

from admin.insight.terms import Verdict
from survey.languages import N_

SURE: Final = {
    Verdict.IN_LINE: N_("Sure enough: citizens and audits agree."),
    Verdict.MORE_POSITIVE: N_("Sure: citizens are more positive than the audits."),
    Verdict.MORE_CRITICAL: N_("Sure: citizens are more critical than the audits."),
}
NOT_YET: Final = N_("Not sure yet.")

NOTES: Final = (
    N_(
        "“Sure” means: where there is no difference at all, we say in at most 1 of 20 cases that there is one. "
        "That is reckoned over all five B's together."
    ),
    N_(
        "A plan gives a chance of 80 percent that a difference of this size shows. "
        "A difference is only called one where it is also as large as your margin."
    ),
    N_("A plan reckons with how much answers and calls differ from each other now."),
    N_("The rate is that of the last three whole months in view. Months with too few answers count as none."),
)
ASSUMED: Final = N_(
    "Where answers or calls are too few to know how much they differ, we reckon with a usual difference: "
    "a spread of 30 points between answers and 20 points between calls."
)
PHONE_LOG: Final = N_(
    "The phone log is in no verdict. Here it takes the place of the audits of Bereikbaar: "
    "each call is scored on being answered and on waiting time."
)
