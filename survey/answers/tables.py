"""What citizens submitted, and the rollups that are kept with it.

A response holds no person, no moment and no way back to its invitation: a random key and the contact's day.
"""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from survey import dimensions
from survey.answers.tally import COLUMNS, value_column
from survey.database import Base, Owned, within_organisation
from survey.intake.waits import WIDE
from survey.rollups import counts, key, organisation_key


def _between(column: str, low: int, high: int) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN {low} AND {high}", name=column)


class Response(Owned, Base):
    """One citizen's answers: 1-5 a dimension, mark 1-10, resolved as index in `dimensions.RESOLVED`.

    `mode` is one of `dimensions.MODES`. `waiting_class` is the wide class (`survey.intake.waits`) of how long the
    contact waited, None where not known.
    """

    __tablename__ = "responses"
    __table_args__ = (
        *(_between(code, 1, 5) for code in dimensions.CODES),
        _between("mark", 1, 10),
        _between("resolved", 0, 2),
        _between("waiting_class", WIDE[0], WIDE[-1]),
        CheckConstraint(f"coalesce({', '.join((*dimensions.CODES, 'mark'))}) IS NOT NULL", name="something_answered"),
        within_organisation("team_id", "teams"),
        Index(None, "organisation_id", "day"),
        Index(
            "ix_responses_comments",
            "organisation_id",
            "day",
            "team_id",
            postgresql_where=text("comment IS NOT NULL"),
            sqlite_where=text("comment IS NOT NULL"),
        ),
        {"sqlite_with_rowid": False},
    )

    team_id: Mapped[UUID | None]
    channel: Mapped[str] = mapped_column(String(10))
    topic: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2))
    day: Mapped[date]
    mode: Mapped[str] = mapped_column(String(10), server_default="link")
    waiting_class: Mapped[int | None] = mapped_column(SmallInteger)
    bekend: Mapped[int | None] = mapped_column(SmallInteger)
    bereikbaar: Mapped[int | None] = mapped_column(SmallInteger)
    beleefd: Mapped[int | None] = mapped_column(SmallInteger)
    behulpzaam: Mapped[int | None] = mapped_column(SmallInteger)
    betrouwbaar: Mapped[int | None] = mapped_column(SmallInteger)
    mark: Mapped[int | None] = mapped_column(SmallInteger)
    resolved: Mapped[int | None] = mapped_column(SmallInteger)
    comment: Mapped[str | None] = mapped_column(Text)


class ResponseReason(Base):
    """A criterion that a citizen ticked as what could be better."""

    __tablename__ = "response_reasons"
    __table_args__ = (
        within_organisation("response_id", "responses", ondelete="CASCADE"),
        {"sqlite_with_rowid": False},
    )

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    response_id: Mapped[UUID] = mapped_column(primary_key=True)
    criterion: Mapped[str] = mapped_column(String(60), primary_key=True)


class OpenSubmission(Base):
    """A form of the open link that was sent in: its number can't be used again. Not tied to the response."""

    __tablename__ = "open_submissions"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    form_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    day: Mapped[date]


answer_counts: Final = Table(
    "answer_counts",
    Base.metadata,
    organisation_key(),
    key("month", Date()),
    key("team_id", Uuid()),
    key("channel", String(10)),
    key("language", String(2)),
    key("mode", String(10)),
    *counts(COLUMNS),
    sqlite_with_rowid=False,
)
"""The rollup: one cell a month (its first day), team (NO_TEAM for none), channel, language and mode."""

reason_counts: Final = Table(
    "reason_counts",
    Base.metadata,
    organisation_key(),
    key("month", Date()),
    key("team_id", Uuid()),
    key("channel", String(10)),
    key("language", String(2)),
    key("criterion", String(60)),
    Column("ticked", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""How often citizens ticked a criterion as what could be better."""

BEREIKBAAR: Final = tuple(value_column("bereikbaar", value) for value in dimensions.AGREEMENT)
"""Columns that count citizens by their answer about bereikbaar."""

bereikbaar_counts: Final = Table(
    "bereikbaar_counts",
    Base.metadata,
    organisation_key(),
    key("month", Date()),
    key("team_id", Uuid()),
    key("channel", String(10)),
    key("waiting_class", SmallInteger()),
    *counts(BEREIKBAAR),
    sqlite_with_rowid=False,
)
"""What citizens answered about bereikbaar by how long they waited: one cell a month, team, channel and wide class."""
