"""The one-time right to answer about one contact, and how it reaches the citizen.

What leads to a person is in two tables: `contact_addresses` (sealed, gone after use) and `address_marks` (keyed hashes,
gone after the contact-frequency cap). No other table has a name, an address or a number of a citizen.
"""

from __future__ import annotations

from datetime import date, datetime, time
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
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from survey.database import Base, Owned, now, within_organisation
from survey.privacy import IN_VAULT
from survey.rollups import key, organisation_key

MEANS: Final = ("email", "sms", "letter")
"""How a message can reach a citizen, the first choice first."""
KINDS: Final = ("invitation", "reminder", "test")
"""What a message is. A test goes to staff and is about no contact."""
STATES: Final = ("waiting", "sending", "sent", "delivered", "failed", "cancelled")
"""The course of a message: `sent` is with the provider, `delivered` is its word, `cancelled` is no longer needed."""
EVENTS: Final = ("waiting", "sent", "delivered", "failed", "opened", "answered", "opted_out", "cancelled")
"""What `delivery_counts` counts; `waiting` counts each message once, when it is put in the outbox."""


def _one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    return CheckConstraint("{} IN ({})".format(column, ", ".join(f"'{value}'" for value in values)), name=column)


class Invitation(Owned, Base):
    """Only the hash of its token is kept; `answered_on` and `opened_on` (days, no moments) say what became of it.

    `means` is how it goes out by itself, None where the link was handed over by hand or by another system.
    `code_hash` is the keyed hash of its spoken code, None where it has none.
    """

    __tablename__ = "invitations"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        UniqueConstraint("organisation_id", "contact_id"),
        within_organisation("contact_id", "contacts", ondelete="CASCADE"),
        Index("uq_invitations_code_hash", "code_hash", unique=True),
    )

    contact_id: Mapped[UUID]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    language: Mapped[str | None] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    answered_on: Mapped[date | None]
    opened_on: Mapped[date | None]
    means: Mapped[str | None] = mapped_column(String(10))
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))


class InvitationRules(Base):
    """Who may be asked, and when. Clock times are of the organisation's zone.

    `shares` gives the share of contacts to ask in per cent, by `"<team id>|<channel>"`, where either side may be
    `*`; the most exact one counts, 100 without any. `spread_per_hour` is how many messages become due in an hour.
    """

    __tablename__ = "invitation_rules"
    __table_args__ = (
        CheckConstraint("cap_days BETWEEN 0 AND 730", name="cap_days"),
        CheckConstraint("delay_hours BETWEEN 1 AND 24", name="delay_hours"),
        CheckConstraint("reminder_days BETWEEN 0 AND 13", name="reminder_days"),
        CheckConstraint("lasts_days BETWEEN 1 AND 90", name="lasts_days"),
        CheckConstraint("oldest_hours BETWEEN 1 AND 336", name="oldest_hours"),
        CheckConstraint("spread_per_hour >= 1", name="spread_per_hour"),
    )

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    is_on: Mapped[bool] = mapped_column(default=False)
    cap_days: Mapped[int] = mapped_column(default=90)
    delay_hours: Mapped[int] = mapped_column(default=1)
    reminder_days: Mapped[int] = mapped_column(default=3)
    lasts_days: Mapped[int] = mapped_column(default=14)
    oldest_hours: Mapped[int] = mapped_column(default=48)
    quiet_from: Mapped[time] = mapped_column(default=time(20, 0))
    quiet_until: Mapped[time] = mapped_column(default=time(9, 0))
    on_sundays: Mapped[bool] = mapped_column(default=False)
    spread_per_hour: Mapped[int] = mapped_column(default=500)
    excluded_topics: Mapped[list[str]] = mapped_column(JSON, default=list)
    shares: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    means: Mapped[list[str]] = mapped_column(JSON, default=lambda: list(MEANS))


class ContactAddress(Base):
    """Where a citizen can be reached about one contact: sealed on arrival, deleted after use."""

    __tablename__ = "contact_addresses"
    __table_args__ = (
        within_organisation("contact_id", "contacts", ondelete="CASCADE"),
        _one_of("means", MEANS),
        {"sqlite_with_rowid": False},
    )

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(primary_key=True)
    means: Mapped[str] = mapped_column(String(10), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=IN_VAULT)
    arrived_at: Mapped[datetime] = mapped_column(default=now)


class AddressMark(Base):
    """Keyed hash of an address that a contact came with: for the contact-frequency cap, and gone after it.

    `asked_at` is when a message to it was put in the outbox, None where the citizen was not asked.
    """

    __tablename__ = "address_marks"
    __table_args__ = (
        within_organisation("contact_id", "contacts", ondelete="CASCADE"),
        Index(None, "organisation_id", "address_hash", "asked_at"),
        {"sqlite_with_rowid": False},
    )

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(primary_key=True)
    means: Mapped[str] = mapped_column(String(10), primary_key=True)
    address_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    arrived_at: Mapped[datetime] = mapped_column(default=now)
    asked_at: Mapped[datetime | None]


class OptOut(Base):
    """An address (its keyed hash) that asked never to be invited again."""

    __tablename__ = "opt_outs"
    __table_args__ = ({"sqlite_with_rowid": False},)

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    address_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    day: Mapped[date]


class Message(Owned, Base):
    """One message in the outbox. Its id is the reference under which the provider sees it, however often it is sent.

    Address and text are not in it: they are put together at the moment of sending. `claimed_until` is when another
    sender may take over a message whose sender was killed. `fault` is a short code, never the provider's words.
    """

    __tablename__ = "messages"
    __table_args__ = (
        within_organisation("invitation_id", "invitations", ondelete="CASCADE"),
        _one_of("kind", KINDS),
        _one_of("means", MEANS),
        _one_of("state", STATES),
        CheckConstraint("attempts >= 0", name="attempts"),
        Index(None, "state", "due_at"),
        Index(None, "organisation_id", "invitation_id"),
        Index(None, "provider_reference"),
    )

    invitation_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(10))
    means: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    claimed_by: Mapped[str | None] = mapped_column(String(64))
    claimed_until: Mapped[datetime | None]
    provider_reference: Mapped[str | None] = mapped_column(String(100))
    fault: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None]


class MessageText(Base):
    """An organisation's own words for a message; `template` is the provider's template where it needs one."""

    __tablename__ = "message_texts"
    __table_args__ = (_one_of("kind", KINDS), _one_of("means", MEANS))

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    means: Mapped[str] = mapped_column(String(10), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    locale: Mapped[str] = mapped_column(String(2), primary_key=True)
    subject: Mapped[str] = mapped_column(String(200), default="")
    body: Mapped[str] = mapped_column(Text, default="")
    template: Mapped[str] = mapped_column(String(60), default="")


class DeliverySettings(Base):
    """By whom an organisation's messages go: `smtp`, `notify`, or empty where they don't. The key is sealed."""

    __tablename__ = "delivery_settings"
    __table_args__ = (
        _one_of("email_by", ("", "smtp", "notify")),
        _one_of("sms_by", ("", "notify")),
        _one_of("letter_by", ("", "notify")),
    )

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    email_by: Mapped[str] = mapped_column(String(10), default="smtp")
    sms_by: Mapped[str] = mapped_column(String(10), default="")
    letter_by: Mapped[str] = mapped_column(String(10), default="")
    sender_name: Mapped[str] = mapped_column(String(100), default="")
    reply_to: Mapped[str] = mapped_column(String(200), default="")
    sealed_notify_key: Mapped[bytes | None] = mapped_column(LargeBinary, info=IN_VAULT)
    email_template: Mapped[str] = mapped_column(String(60), default="")
    sms_template: Mapped[str] = mapped_column(String(60), default="")
    letter_template: Mapped[str] = mapped_column(String(60), default="")
    """The provider's template for every text of this means that has none of its own."""
    callback_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    """SHA-256 of the bearer token with which the provider reports what became of messages."""


class DeliveryAlert(Owned, Base):
    """Delivery broke: told to the administrators once, and cleared when messages arrive again."""

    __tablename__ = "delivery_alerts"

    means: Mapped[str] = mapped_column(String(10))
    fault: Mapped[str] = mapped_column(String(40))
    raised_at: Mapped[datetime] = mapped_column(default=now)
    told_at: Mapped[datetime | None]
    cleared_at: Mapped[datetime | None]


outcome_counts: Final = Table(
    "outcome_counts",
    Base.metadata,
    organisation_key(),
    key("day", Date()),
    key("team_id", Uuid()),
    key("channel", String(10)),
    key("outcome", String(20)),
    Column("contacts", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""How many contacts of a day (the contact's own) were invited, or why not: adds up to those that were looked at."""

delivery_counts: Final = Table(
    "delivery_counts",
    Base.metadata,
    organisation_key(),
    key("day", Date()),
    key("means", String(10)),
    key("event", String(12)),
    key("fault", String(40)),
    Column("messages", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""What happened to messages on a day of the organisation's zone; `fault` is empty unless the event is `failed`."""
