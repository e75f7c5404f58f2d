"""What a measure takes over from the advice that it adopts."""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID

from admin.actions.tables import LONGEST_TITLE
from admin.insight.advice import NAMED, titled
from survey.criteria.current import earlier_words
from survey.database import reading
from survey.locale import page_language

_CODE: Final = re.compile(r"[\w.-]{1,80}", re.ASCII)


def title_of(code: str, organisation_id: UUID) -> str:
    """The title of this advice in the page's language or the nearest; empty where we have no such advice."""
    if not _CODE.fullmatch(code):
        return ""
    with reading() as session:
        own = earlier_words(session, organisation_id, {code.removesuffix(NAMED)})
    found = titled(code, own.get(code.removesuffix(NAMED)))
    return found.words(page_language().code)[0].title[:LONGEST_TITLE] if found else ""
