"""What month by month is called and what it means, as English message ids. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from admin.earlier.wording import TOOLS as NAMES
from admin.trend.control import Rule
from survey.languages import N_


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule in plain words, by its official name, and as a sentence about months that are higher or lower."""

    name: str
    official: str
    up: str
    down: str


RULES: Final = {
    Rule.BEYOND: RuleWords(
        N_("One month outside the limits"),
        N_("Western Electric rule 1, Nelson test 1"),
        N_("%(name)s, %(months)s: above the upper limit of %(high)s."),
        N_("%(name)s, %(months)s: below the lower limit of %(low)s."),
    ),
    Rule.ONE_SIDE: RuleWords(
        N_("Eight months in a row on the same side of the mean"),
        N_("Western Electric rule 4; Nelson test 2 asks for nine"),
        N_("%(name)s, %(months)s: %(count)s months in a row above the mean of %(mean)s."),
        N_("%(name)s, %(months)s: %(count)s months in a row below the mean of %(mean)s."),
    ),
    Rule.STEADY: RuleWords(
        N_("Six months in a row, each higher or each lower than the one before"),
        N_("Nelson test 3"),
        N_("%(name)s, %(months)s: %(count)s months in a row, each higher than the one before."),
        N_("%(name)s, %(months)s: %(count)s months in a row, each lower than the one before."),
    ),
}

NOTES: Final = (
    N_(
        "This is an individuals chart (Shewhart, Wheeler): each month counts as one value. The limits come from how "
        "much neighbouring months differ, not from the number of answers. So they also hold where that number goes "
        "up and down. A month with few answers swings more than others: see its interval."
    ),
    N_(
        "The limits lie 2.66 times the mean difference between neighbouring months above and below the mean. They are "
        "worked out on the first twelve months with enough answers, and then stay where they are. From eight months "
        "on we show provisional limits."
    ),
    N_(
        "A month outside the limits, or a row of months as described below, is called a signal. Everything else is "
        "ups and downs as usual: look for no cause."
    ),
    N_(
        "A signal is a reason to look, no proof. Where nothing changes, each B still gets a signal by chance in about "
        "one year out of four."
    ),
    N_("A gap is a month with too few answers. It breaks a row of months. The present month is not judged yet."),
)
CHANGE_NOTES: Final = (
    N_(
        "We compare at most six whole months before with at most six whole months after. The month in which the "
        "measure began counts on neither side, unless it began on the first."
    ),
    N_(
        "The differences are adjusted for nothing. Other things change as well: the time of year, other measures, who "
        "calls and who answers. So they do not prove that the measure did it."
    ),
    N_(
        "The 95 percent interval is made as in the overview. "
        "For a measure about all five B's, these and the report mark count as six tests (Holm)."
    ),
)
EARLIER_NOTE: Final = N_(
    "Earlier results were gathered with another tool and other questions. They are drawn hollow, and never count in "
    "limits, signals or differences."
)
TOOLS: Final = {**NAMES, "other": N_("another tool")}
SURELY: Final = N_("More than chance")
PERHAPS: Final = N_("Can still be chance")
