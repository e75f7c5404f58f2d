"""Answers that were gathered earlier with another tool: sums by month, never single answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Base, Owned, now

LONGEST_LABEL: Final = 100
TOOLS: Final = ("limesurvey", "touchpoints", "forms", "other")
"""What the answers were gathered with."""


class EarlierBatch(Owned, Base):
    """One file that was brought in. `file_hash` is SHA-256 of its content, so that it cannot come in twice."""

    __tablename__ = "earlier_batches"
    __table_args__ = (
        UniqueConstraint("organisation_id", "file_hash"),
        CheckConstraint("tool IN ({})".format(", ".join(f"'{tool}'" for tool in TOOLS)), name="tool"),
    )

    tool: Mapped[str] = mapped_column(String(12))
    label: Mapped[str] = mapped_column(String(LONGEST_LABEL))
    file_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    answers: Mapped[int]
    first_month: Mapped[date]
    last_month: Mapped[date]
    imported_at: Mapped[datetime] = mapped_column(default=now)


class EarlierMapping(Base):
    """What an organisation's earlier files call their columns, kept for the next one."""

    __tablename__ = "earlier_mappings"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON)


earlier_counts: Final = Table(
    "earlier_counts",
    Base.metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("batch_id", Uuid, primary_key=True),
    Column("month", Date, primary_key=True),
    Column("team_id", Uuid, primary_key=True),
    Column("dimension", String(12), primary_key=True),
    Column("n", Integer, nullable=False),
    Column("total", Double, nullable=False),
    Column("squares", Double, nullable=False),
    ForeignKeyConstraint(
        ["organisation_id", "batch_id"],
        ["earlier_batches.organisation_id", "earlier_batches.id"],
        ondelete="CASCADE",
    ),
    sqlite_with_rowid=False,
)
"""One cell a batch, month (its first day), team and dimension (`mark` for the report mark).

`team_id` is NO_TEAM where the answers have none. `total` and `squares` are of scores on 0-100.
"""
