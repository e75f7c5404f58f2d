"""Users and keys."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Base, Owned, now

ROLES: Final = ("viewer", "auditor", "admin")
"""By rising rights: sees; enters audits; users, settings and keys."""


class User(Owned, Base):
    """A member of staff of one organisation. The address is the name to sign in with, in lower case."""

    __tablename__ = "users"
    __table_args__ = (CheckConstraint("role IN ('viewer', 'auditor', 'admin')", name="role"),)

    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(10))
    active: Mapped[bool] = mapped_column(default=True)
    must_change_password: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(default=0)
    """Raised to end every session of this user."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_on: Mapped[date | None]


class ApiKey(Owned, Base):
    """A bearer key of one organisation's systems; only its hash is kept."""

    __tablename__ = "api_keys"

    name: Mapped[str] = mapped_column(String(100))
    key_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_used_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None]
