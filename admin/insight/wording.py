"""What the comparison's figures are called and what they mean, as English message ids. Pure.

The one place for these words: page, charts, CSV and XLSX all take them from here and translate them where
they show them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from admin.insight.results import Represented
from admin.insight.terms import Quadrant, Verdict
from survey.languages import N_


@dataclass(frozen=True, slots=True)
class Wording:
    """A short name, and a sentence that says what it means."""

    name: str
    meaning: str


PERCEIVED: Final = N_("Citizens")
MEASURED: Final = N_("Audits")

VERDICTS: Final = {
    Verdict.IN_LINE: Wording(
        N_("Citizens and audits agree"),
        N_("The difference is too small to matter."),
    ),
    Verdict.MORE_POSITIVE: Wording(
        N_("Citizens are more positive"),
        N_("They give a higher score than the audits."),
    ),
    Verdict.MORE_CRITICAL: Wording(
        N_("Citizens are more critical"),
        N_("They give a lower score than the audits."),
    ),
    Verdict.CANNOT_TELL: Wording(
        N_("We cannot tell yet"),
        N_("The difference can still be chance."),
    ),
}

HEADLINES: Final = {
    Verdict.MORE_CRITICAL: N_("Citizens are more critical than the audits about %(names)s."),
    Verdict.MORE_POSITIVE: N_("Citizens are more positive than the audits about %(names)s."),
    Verdict.IN_LINE: N_("Citizens and audits agree about %(names)s."),
    Verdict.CANNOT_TELL: N_("About %(names)s we cannot tell yet."),
}
"""The findings, in the order in which the page tells them."""

BESIDE_THE_OTHERS: Final = {
    Verdict.IN_LINE: N_("But next to the other B's, citizens and audits agree here."),
    Verdict.MORE_POSITIVE: N_("But next to the other B's, citizens are more positive here."),
    Verdict.MORE_CRITICAL: N_("But next to the other B's, citizens are more critical here."),
}
"""Where the profile tells something else than the verdict."""

QUADRANTS: Final = {
    Quadrant.BOTH_GOOD: Wording(
        N_("Both good"),
        N_("Citizens and audits both reach the norm."),
    ),
    Quadrant.BLIND_SPOT: Wording(
        N_("Blind spot"),
        N_("The audits reach the norm, but citizens do not feel it."),
    ),
    Quadrant.GOODWILL_AT_RISK: Wording(
        N_("Goodwill at risk"),
        N_("Citizens are satisfied, but the audits stay under the norm. That can turn."),
    ),
    Quadrant.PRIORITY: Wording(
        N_("Priority"),
        N_("Citizens and audits both stay under the norm."),
    ),
}

STARTS: Final = {
    Quadrant.PRIORITY: N_("Start with %(name)s: citizens and audits both stay under the norm."),
    Quadrant.BLIND_SPOT: N_("Start with %(name)s: the audits reach the norm, but citizens do not feel it."),
    Quadrant.GOODWILL_AT_RISK: N_("Start with %(name)s: citizens are satisfied, but the audits stay under the norm."),
    Quadrant.BOTH_GOOD: N_("Every B that we can compare reaches the norm. Keep going."),
}
"""Where to begin, by the quadrant of the most urgent advice."""

TOO_FEW_ANSWERS: Final = N_("Too few answers")
TOO_FEW_CALLS: Final = N_("Too few calls")
NOT_AUDITED: Final = N_("Not audited")
NOTHING: Final = "–"
"""A figure that does not exist here. Not a word, so not translated."""

CHANNELS: Final = {
    "phone": N_("Phone"),
    "counter": N_("Counter"),
    "email": N_("E-mail"),
    "chat": N_("Chat"),
    "web": N_("Website"),
    "letter": N_("Letter"),
}

REPRESENTED: Final = {
    Represented.LESS: N_("Answered less than expected"),
    Represented.MORE: N_("Answered more than expected"),
    Represented.IN_PROPORTION: N_("About as expected"),
}
"""A group's share of the answers beside its share of the contacts."""

RANKS_AGREE: Final = N_("What the audits score lowest is also what citizens name most.")
RANKS_DISAGREE: Final = N_("Citizens name most what the audits score highest.")
RANKS_UNCLEAR: Final = N_("Whether audits and citizens point at the same requirements cannot be told.")

NOTES: Final = (
    N_(
        "Citizens and auditors do not use the same ruler. Both can say 70 and mean something else. "
        "So also look at which B's are high or low on each side: the table with exact figures shows this."
    ),
    N_("The 95 percent interval shows how sure a figure is: the more answers, the narrower it is."),
    N_(
        "Not everyone answers. People who did not answer may think otherwise. "
        "Always look at the response rate beside a score."
    ),
    N_("People whose contact was never recorded, or who could not reach you at all, are not in these answers."),
    N_("No score is ever shown about one employee."),
)
