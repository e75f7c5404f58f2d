"""Contact registers that contacts flow in from, and their notices that wait to be looked up."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Base, Owned, now, within_organisation
from survey.privacy import IN_VAULT


class Register(Owned, Base):
    """An Open Klant of one organisation. Only addresses that begin with `base_url` are ever called.

    `hook_hash` is the SHA-256 of the token with which its notices come; `watermark` (UTC) is up to where it has been
    read by polling. It last sent a notice at `noticed_at` and last answered at `read_at`; `fault` is why it did not.
    """

    __tablename__ = "registers"

    name: Mapped[str] = mapped_column(String(100))
    base_url: Mapped[str] = mapped_column(String(300))
    sealed_token: Mapped[bytes] = mapped_column(LargeBinary, info=IN_VAULT)
    hook_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    is_on: Mapped[bool] = mapped_column(default=True)
    watermark: Mapped[datetime | None]
    noticed_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    fault: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(default=now)


class RegisterNotice(Owned, Base):
    """A notice that names a record of the register; it goes when the record has been taken in."""

    __tablename__ = "register_notices"
    __table_args__ = (
        within_organisation("register_id", "registers", ondelete="CASCADE"),
        CheckConstraint("attempts >= 0", name="attempts"),
        Index(None, "due_at"),
    )

    register_id: Mapped[UUID]
    resource_url: Mapped[str] = mapped_column(String(400))
    received_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime] = mapped_column(default=now)
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    fault: Mapped[str | None] = mapped_column(String(40))
