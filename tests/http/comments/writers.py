"""Citizens who write something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from survey import dimensions
from survey.answers import record
from survey.answers.record import Occasion
from survey.answers.submission import submission
from survey.database import engine
from survey.organisations import Organisation

MARCH = date(2026, 3, 2)


def write(
    owner: Organisation,
    texts: Sequence[str],
    *,
    team: UUID | None = None,
    day: date = MARCH,
    language: str = "nl",
    reasons: Sequence[str] = (),
) -> None:
    """An answer for each text, low enough for reasons to count."""
    with engine().begin() as connection:
        for text in texts:
            sent = submission(dict.fromkeys(dimensions.CODES, 2), None, reasons, text)
            record.add(connection, Occasion(owner.id, team, "phone", None, language, day), sent)
