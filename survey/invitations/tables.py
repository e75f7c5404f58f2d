"""The one-time right to answer about one contact."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Base, Owned, now, within_organisation


class Invitation(Owned, Base):
    """Only the hash of its token is kept; `answered_on` (a day, no moment) says that it is spent."""

    __tablename__ = "invitations"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        UniqueConstraint("organisation_id", "contact_id"),
        within_organisation("contact_id", "contacts", ondelete="CASCADE"),
    )

    contact_id: Mapped[UUID]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    language: Mapped[str | None] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    answered_on: Mapped[date | None]
