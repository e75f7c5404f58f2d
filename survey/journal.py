"""Who changed what, when: rows are added, never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.database import Base, Owned, now


class JournalEntry(Owned, Base):
    """One change: the actor is a user's id, a key's id, or `command`."""

    __tablename__ = "journal"
    __table_args__ = (Index(None, "organisation_id", "at"),)

    at: Mapped[datetime] = mapped_column(default=now)
    actor: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(200))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


def note(
    session: Session,
    organisation_id: UUID,
    actor: str,
    action: str,
    subject: str,
    **detail: str | int | float | bool,
) -> None:
    """Add an entry in the caller's transaction, so that it stands or falls with the change itself."""
    session.add(
        JournalEntry(organisation_id=organisation_id, actor=actor, action=action, subject=subject[:200], detail=detail)
    )
