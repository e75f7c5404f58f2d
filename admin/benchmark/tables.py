"""The distribution over this instance's organisations, the keys that sign, and what other instances sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Base, Owned, now, within_organisation

LONGEST_SENDER = 100


class BenchmarkQuartiles(Base):
    """One B of one side over all organisations that took part, in whole points: made once a period, never changed."""

    __tablename__ = "benchmark_quartiles"
    __table_args__ = (
        CheckConstraint("organisations >= 6", name="organisations"),
        CheckConstraint("0 <= lower AND lower <= middle AND middle <= upper AND upper <= 100", name="quartiles"),
    )

    until: Mapped[date] = mapped_column(primary_key=True)
    dimension: Mapped[str] = mapped_column(String(12), primary_key=True)
    side: Mapped[str] = mapped_column(String(10), primary_key=True)
    organisations: Mapped[int]
    lower: Mapped[int] = mapped_column(SmallInteger)
    middle: Mapped[int] = mapped_column(SmallInteger)
    upper: Mapped[int] = mapped_column(SmallInteger)
    made_at: Mapped[datetime] = mapped_column(default=now)


class SigningKey(Base):
    """An Ed25519 key of this instance; the private half is sealed with a key derived from the instance's secret."""

    __tablename__ = "signing_keys"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    public_key: Mapped[str] = mapped_column(String(64), unique=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now)
    retired_at: Mapped[datetime | None]


class BenchmarkSender(Owned, Base):
    """Another instance whose files this organisation trusts. `newest_at` is when its newest file was made."""

    __tablename__ = "benchmark_senders"
    __table_args__ = (UniqueConstraint("organisation_id", "name"), UniqueConstraint("organisation_id", "public_key"))

    name: Mapped[str] = mapped_column(String(LONGEST_SENDER))
    public_key: Mapped[str] = mapped_column(String(64))
    newest_at: Mapped[datetime | None]
    added_at: Mapped[datetime] = mapped_column(default=now)


class BenchmarkFile(Owned, Base):
    """What a sender said about one period. `scores` is the list of the file's organisations, as it was checked."""

    __tablename__ = "benchmark_files"
    __table_args__ = (
        within_organisation("sender_id", "benchmark_senders", ondelete="CASCADE"),
        UniqueConstraint("organisation_id", "sender_id", "until"),
    )

    sender_id: Mapped[UUID]
    until: Mapped[date]
    made_at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(default=now)
    scores: Mapped[list[Any]] = mapped_column(JSON)
