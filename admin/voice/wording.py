"""Names of the prompts, for whoever records them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from survey import dimensions
from survey.languages import N_

PROMPTS: Final[Mapping[str, str]] = {
    "choose": N_("Choice of this language"),
    "greeting": N_("Greeting"),
    **{dimension.code: dimension.name for dimension in dimensions.DIMENSIONS},
    "scale": N_("What the keys mean"),
    "resolved": N_("Question answered"),
    "mark": N_("Report mark"),
    "silence": N_("No key heard"),
    "wrong": N_("Wrong key"),
    "skipped": N_("On to the next question"),
    "thanks": N_("Thanks"),
    "nothing": N_("Nothing answered"),
    "used": N_("Answered before"),
    "closed": N_("The line is off"),
    "complain": N_("Where to complain"),
    "goodbye": N_("Goodbye"),
}
"""In the order of a call."""
