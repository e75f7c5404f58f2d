"""Reports that are kept: files by the name of their period, kind and language."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from survey.database import Base, Owned, now


class KeptReport(Owned, Base):
    """One report over a whole month, quarter or year of the organisation. It holds no answer and no person."""

    __tablename__ = "kept_reports"
    __table_args__ = (UniqueConstraint("organisation_id", "period", "kind", "language"),)

    period: Mapped[str] = mapped_column(String(10))
    ends_on: Mapped[date]
    kind: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(2))
    size: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(default=now)
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
