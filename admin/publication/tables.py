"""What an organisation published: the scores of one period, worked out once and then kept as they are."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from survey import dimensions
from survey.database import Base, now


class Publication(Base):
    """The twelve whole months up to and including `until`, in the organisation's zone."""

    __tablename__ = "publications"
    __table_args__ = (CheckConstraint("since < until", name="since"),)

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    until: Mapped[date] = mapped_column(primary_key=True)
    since: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(default=now)


class PublishedScore(Base):
    """One B of one side on 0-100, with its 95 % interval and number of cases; what may not be shown has no row."""

    __tablename__ = "published_scores"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "until"],
            ["publications.organisation_id", "publications.until"],
            ondelete="CASCADE",
        ),
        CheckConstraint(
            "dimension IN ({})".format(", ".join(f"'{code}'" for code in dimensions.CODES)), name="dimension"
        ),
        CheckConstraint("side IN ('perceived', 'measured')", name="side"),
        CheckConstraint("mean BETWEEN 0 AND 100", name="mean"),
        CheckConstraint("n >= 1", name="n"),
    )

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    until: Mapped[date] = mapped_column(primary_key=True)
    dimension: Mapped[str] = mapped_column(String(12), primary_key=True)
    side: Mapped[str] = mapped_column(String(10), primary_key=True)
    mean: Mapped[float]
    low: Mapped[float | None]
    high: Mapped[float | None]
    n: Mapped[int]
