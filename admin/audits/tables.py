"""Audit rounds, the calls scored in them, and the scores."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey import dimensions
from survey.database import Base, Owned, now, within_organisation


class AuditRound(Owned, Base):
    """A batch of audited contacts, scored with one version of the criteria."""

    __tablename__ = "audit_rounds"
    __table_args__ = (
        UniqueConstraint("organisation_id", "name"),
        ForeignKeyConstraint(
            ["organisation_id", "criteria_version"],
            ["criteria_versions.organisation_id", "criteria_versions.version"],
        ),
    )

    name: Mapped[str] = mapped_column(String(100))
    criteria_version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(default=now)


class AuditedCall(Owned, Base):
    """One audited contact and its score per dimension, 0-100, null where nothing was applicable."""

    __tablename__ = "audited_calls"
    __table_args__ = (
        within_organisation("round_id", "audit_rounds", ondelete="CASCADE"),
        within_organisation("team_id", "teams"),
        *(CheckConstraint(f"{code} BETWEEN 0 AND 100", name=code) for code in dimensions.CODES),
        Index(None, "organisation_id", "day"),
        Index(None, "organisation_id", "round_id"),
    )

    round_id: Mapped[UUID]
    day: Mapped[date]
    team_id: Mapped[UUID]
    channel: Mapped[str] = mapped_column(String(10))
    reference: Mapped[str | None] = mapped_column(String(200))
    bekend: Mapped[float | None]
    bereikbaar: Mapped[float | None]
    beleefd: Mapped[float | None]
    behulpzaam: Mapped[float | None]
    betrouwbaar: Mapped[float | None]


class AuditScore(Base):
    """One criterion in one call: the value as it was entered and its score, 0-100."""

    __tablename__ = "audit_scores"
    __table_args__ = (
        within_organisation("call_id", "audited_calls", ondelete="CASCADE"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score"),
    )

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    call_id: Mapped[UUID] = mapped_column(primary_key=True)
    criterion: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[float]
    """yes 1, partly 0.5, no 0; a mark 1-10; seconds."""
    score: Mapped[float]
