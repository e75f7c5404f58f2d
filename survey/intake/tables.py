"""Contacts that took place, their rollup, and how an organisation's files name their columns."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Base, Owned, within_organisation
from survey.rollups import counts, key, organisation_key


class Contact(Owned, Base):
    """One call, counter visit, e-mail or chat. Who called and who answered are not in it.

    `day` and `hour` are those of the organisation's clock; the hour is None where the time is not known.
    """

    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("organisation_id", "reference"),
        within_organisation("team_id", "teams"),
        CheckConstraint("waiting_seconds >= 0", name="waiting_seconds"),
        CheckConstraint("talk_seconds >= 0", name="talk_seconds"),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
        CheckConstraint("hour BETWEEN 0 AND 23", name="hour"),
        Index(None, "organisation_id", "day"),
    )

    reference: Mapped[str] = mapped_column(String(200))
    channel: Mapped[str] = mapped_column(String(10))
    team_id: Mapped[UUID | None]
    topic: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str | None] = mapped_column(String(2))
    occurred_at: Mapped[datetime]
    day: Mapped[date]
    hour: Mapped[int | None] = mapped_column(SmallInteger)
    answered: Mapped[bool | None]
    resolved: Mapped[bool | None]
    transferred: Mapped[bool | None]
    waiting_seconds: Mapped[int | None]
    talk_seconds: Mapped[int | None]
    rating: Mapped[int | None] = mapped_column(SmallInteger)
    invited: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[str | None] = mapped_column(String(20))
    """Why the citizen was or was not invited (`survey.invitations.eligibility.Outcome`); None where nobody looked."""
    reachable_by: Mapped[str | None] = mapped_column(String(20))
    """The means that it came with an address for, as in `email,sms`; empty for none, None where nobody looked."""
    confidential: Mapped[bool] = mapped_column(default=False, server_default=false())
    arrived_at: Mapped[datetime | None]
    """When it came in (UTC), None for contacts of before this was kept."""


class ColumnMapping(Base):
    """How one organisation's files name a field; kept so that the next import needs no `--map`."""

    __tablename__ = "column_mappings"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    mapping: Mapped[dict[str, str]] = mapped_column(JSON)


COUNTS: Final = (
    "contacts",
    "answer_known",
    "answered",
    "resolved_known",
    "resolved",
    "transferred_known",
    "transferred",
    "wait_n",
    "wait_sum",
    "wait_sumsq",
    "within_n",
    "between_n",
    "between_sum",
    "between_sumsq",
    "rating_n",
    "rating_sum",
    "rating_sumsq",
    "invited",
)
"""Whole numbers a cell keeps. Waits in seconds: `within` up to the norm, `between` from there to the limit."""

HOUR_COUNTS: Final = (
    "answer_known",
    "answered",
    "resolved_known",
    "resolved",
    "transferred_known",
    "transferred",
    "wait_n",
    "wait_sum",
    "within_n",
)
"""Whole numbers a cell of an hour keeps, as in COUNTS."""


contact_counts: Final = Table(
    "contact_counts",
    Base.metadata,
    organisation_key(),
    key("day", Date()),
    key("team_id", Uuid()),
    key("channel", String(10)),
    *counts(COUNTS),
    sqlite_with_rowid=False,
)
"""The phone log's rollup: one cell a day, team and channel; `team_id` is NO_TEAM where the contact has none."""

hour_counts: Final = Table(
    "hour_counts",
    Base.metadata,
    organisation_key(),
    key("month", Date()),
    key("team_id", Uuid()),
    key("channel", String(10)),
    key("weekday", SmallInteger()),
    key("hour", SmallInteger()),
    *counts(HOUR_COUNTS),
    sqlite_with_rowid=False,
)
"""The rollup by hour of the week: one cell a month (its first day), team, channel, weekday (0 is Monday) and hour."""

wait_counts: Final = Table(
    "wait_counts",
    Base.metadata,
    organisation_key(),
    key("month", Date()),
    key("team_id", Uuid()),
    key("channel", String(10)),
    key("wait_class", SmallInteger()),
    Column("calls", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""How many contacts waited how long: one cell a month, team, channel and `survey.intake.waits.fine_class`."""
