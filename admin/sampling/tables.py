"""Which contacts were drawn for a round, and how."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Base, Owned, now, within_organisation


class SampleDraw(Owned, Base):
    """One draw of calls to audit: with the same contacts, the same seed draws the same calls."""

    __tablename__ = "sample_draws"
    __table_args__ = (
        within_organisation("round_id", "audit_rounds", ondelete="CASCADE"),
        CheckConstraint("drawn BETWEEN 1 AND frame", name="drawn"),
    )

    round_id: Mapped[UUID]
    seed: Mapped[int] = mapped_column(BigInteger)
    frame: Mapped[int]
    """How many contacts there were to draw from."""
    drawn: Mapped[int]
    drawn_at: Mapped[datetime] = mapped_column(default=now)


class SampledContact(Base):
    """A contact that was drawn for a round, once at most; it goes when the contact goes."""

    __tablename__ = "sampled_contacts"
    __table_args__ = (
        within_organisation("round_id", "audit_rounds", ondelete="CASCADE"),
        within_organisation("draw_id", "sample_draws", ondelete="CASCADE"),
        within_organisation("contact_id", "contacts", ondelete="CASCADE"),
        Index(None, "organisation_id", "contact_id"),
    )

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    round_id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(primary_key=True)
    draw_id: Mapped[UUID]
    part: Mapped[str] = mapped_column(String(20))
    """Part of the week, one of `admin.sampling.strata.PARTS`, as it was when drawn."""
