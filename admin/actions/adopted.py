"""What a measure takes over from the advice that it adopts."""

from __future__ import annotations

import re
from typing import Final

from admin.actions.tables import LONGEST_TITLE
from admin.insight.advice_texts import CRITERION_TEXTS, TITLES
from survey.locale import translated

_CODE: Final = re.compile(r"[\w.-]{1,80}", re.ASCII)


def known_code(code: str) -> str | None:
    """The code of a piece of advice as the address gives it, or None where it can be none."""
    return code if _CODE.fullmatch(code) else None


def title_of(code: str) -> str:
    """The title of this advice in the page's language, or nothing where we have no such advice."""
    titles = {quadrant.value: title for quadrant, title in TITLES.items()}
    words = CRITERION_TEXTS.get(code)
    title = words.title if words else titles.get(code.rpartition(".")[2], "")
    return translated(title)[:LONGEST_TITLE] if title else ""
