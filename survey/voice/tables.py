"""The survey by keypad: an organisation's line, its recorded prompts, and calls that are under way."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Base, now
from survey.privacy import IN_VAULT


class VoiceLine(Base):
    """Whether an organisation has a keypad survey; the secret with which the provider signs is sealed."""

    __tablename__ = "voice_lines"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    is_on: Mapped[bool] = mapped_column(default=False)
    sealed_secret: Mapped[bytes] = mapped_column(LargeBinary, info=IN_VAULT)


class VoicePrompt(Base):
    """The address of a recording of one prompt in one language; without it the provider speaks the text."""

    __tablename__ = "voice_prompts"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    locale: Mapped[str] = mapped_column(String(2), primary_key=True)
    prompt: Mapped[str] = mapped_column(String(40), primary_key=True)
    url: Mapped[str] = mapped_column(String(300))


class VoiceCall(Base):
    """A call under way: its answers so far. They go when the call ends, and the row an hour after it began."""

    __tablename__ = "voice_calls"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    call_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    state: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    started_at: Mapped[datetime] = mapped_column(default=now)
