"""Audit rounds, the calls scored in them, and the scores."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey import dimensions
from survey.database import Base, Owned, now, within_organisation

METHODS: Final = ("mystery", "listened_in", "recording")
"""A mystery call, listened in, or a recording."""


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
    method: Mapped[str | None] = mapped_column(String(20))
    """One of METHODS; null where a file was imported that didn't say."""
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    double_share: Mapped[int] = mapped_column(default=0)
    """Share of the calls that is scored twice, blind, in per cent."""
    closed_at: Mapped[datetime | None]
    """When the scores were fixed; null while the round is open."""


class RoundPlan(Base):
    """How many calls of a team and channel a round is to have."""

    __tablename__ = "round_plans"
    __table_args__ = (
        within_organisation("round_id", "audit_rounds", ondelete="CASCADE"),
        within_organisation("team_id", "teams"),
        CheckConstraint("planned > 0", name="planned"),
    )

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    round_id: Mapped[UUID] = mapped_column(primary_key=True)
    team_id: Mapped[UUID] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(10), primary_key=True)
    planned: Mapped[int]


class RoundAuditor(Base):
    """Who scores the calls of a round."""

    __tablename__ = "round_auditors"
    __table_args__ = (
        within_organisation("round_id", "audit_rounds", ondelete="CASCADE"),
        within_organisation("user_id", "users", ondelete="CASCADE"),
    )

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    round_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)


class AuditedCall(Owned, Base):
    """One audited contact and its score per dimension, 0-100, null where nothing was applicable."""

    __tablename__ = "audited_calls"
    __table_args__ = (
        within_organisation("round_id", "audit_rounds", ondelete="CASCADE"),
        within_organisation("team_id", "teams"),
        within_organisation("second_of", "audited_calls", ondelete="CASCADE"),
        within_organisation("auditor_id", "users"),
        within_organisation("saved_by", "users"),
        *(CheckConstraint(f"{code} BETWEEN 0 AND 100", name=code) for code in dimensions.CODES),
        Index(None, "organisation_id", "day"),
        Index(None, "organisation_id", "round_id"),
        UniqueConstraint("organisation_id", "second_of"),
    )

    round_id: Mapped[UUID]
    day: Mapped[date]
    team_id: Mapped[UUID]
    channel: Mapped[str] = mapped_column(String(10))
    reference: Mapped[str | None] = mapped_column(String(200))
    is_done: Mapped[bool] = mapped_column(default=True)
    """Only calls that an auditor has finished count."""
    second_of: Mapped[UUID | None]
    """The call that this one scores a second time, blind: it tells how firm the scores are, and counts nowhere else."""
    auditor_id: Mapped[UUID | None]
    remark: Mapped[str] = mapped_column(String(1000), default="")
    edition: Mapped[int] = mapped_column(default=0)
    """Raised at every save, so that two auditors on one call notice each other."""
    saved_at: Mapped[datetime] = mapped_column(default=now)
    saved_by: Mapped[UUID | None]
    writer: Mapped[UUID | None]
    """The opened form that saved last: when its answer was lost on the way, it may send the same once more."""
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
        CheckConstraint("(value IS NULL) = (score IS NULL)", name="value"),
        CheckConstraint("value IS NULL OR applicable", name="applicable"),
    )

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    call_id: Mapped[UUID] = mapped_column(primary_key=True)
    criterion: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[float | None]
    """yes 1, partly 0.5, no 0; a mark 1-10; seconds. Null where it isn't scored (yet), or doesn't apply."""
    score: Mapped[float | None]
    applicable: Mapped[bool] = mapped_column(default=True)
    remark: Mapped[str] = mapped_column(String(1000), default="")
