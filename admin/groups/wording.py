"""What is said of groups, as English message ids. Pure."""

from __future__ import annotations

from typing import Final

from admin.groups.results import Against, Kind
from survey.languages import N_

KINDS: Final = {Kind.TEAM: N_("Teams"), Kind.CHANNEL: N_("Channels")}
AGAINST: Final = {
    Against.HIGHER: N_("Higher than the mean"),
    Against.LOWER: N_("Lower than the mean"),
    Against.ALIKE: N_("No clear difference"),
}
SENTENCES: Final = {
    Against.HIGHER: N_("Higher than the mean of all: %(names)s."),
    Against.LOWER: N_("Lower than the mean of all: %(names)s."),
    Against.ALIKE: N_("No clear difference from the mean: %(names)s."),
}
ALL_ALIKE: Final = N_("We cannot tell any of these apart from the mean: the differences can be chance.")
ONE_SIDE: Final = {
    "answers": N_("With answers, but without enough audits: %(names)s."),
    "audits": N_("With audits, but without enough answers: %(names)s."),
    "neither": N_("Too little to show of: %(names)s."),
}
HOW: Final = (
    N_(
        "The places are ranges: every two are tested against each other, with a correction for the number of tests. "
        "Where ranges overlap, there is no order between the two."
    ),
    N_(
        "Teams do different work: a hard subject gets lower scores, whoever does the work. "
        "Ask what lies behind a difference before you judge it."
    ),
)
