"""What the public page may tell of the measures: "you said, we did"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.actions.tables import ImprovementAction


@dataclass(frozen=True, slots=True)
class Published:
    """A measure in the organisation's own words, which are in `language`; `dimension` None is all five B's."""

    said: str
    did: str
    language: str
    starts_on: date
    done_on: date | None
    dimension: str | None


def published(session: Session, organisation_id: UUID) -> tuple[Published, ...]:
    """The measures that the organisation chose to show, the latest first."""
    kept = ImprovementAction
    query = (
        select(kept.said, kept.did, kept.language, kept.starts_on, kept.done_on, kept.dimension)
        .where(kept.organisation_id == organisation_id, kept.is_public, kept.deleted_at.is_(None))
        .order_by(kept.starts_on.desc(), kept.id)
    )
    return tuple(Published(*row) for row in session.execute(query))
