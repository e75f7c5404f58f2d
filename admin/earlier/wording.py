"""What tools, columns and scales are called, as English message ids. Pure."""

from __future__ import annotations

from typing import Final

from survey.dimensions import DIMENSIONS
from survey.languages import N_

TOOLS: Final = {
    "limesurvey": "LimeSurvey",
    "touchpoints": "Touchpoints",
    "forms": "Microsoft Forms",
    "other": N_("Another tool"),
}
FIELDS: Final = {
    "-": N_("Leave out"),
    **{dimension.code: dimension.name for dimension in DIMENSIONS},
    "mark": N_("Report mark"),
    "date": N_("Date"),
    "team": N_("Team"),
}
NUMBERS: Final = N_("Numbers %(low)s to %(high)s")
SCALES: Final = {
    "smileys-3": N_("Three smileys"),
    "smileys-5": N_("Five smileys"),
    "words-4": N_("Words in four steps, without a middle"),
    "words-5": N_("Words in five steps, with a middle"),
    "own": N_("Own words: give each answer a score"),
}
