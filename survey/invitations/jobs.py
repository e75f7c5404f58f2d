"""A message in a sender's hands, and what can become of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from survey.invitations.eligibility import Rules


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this sender has until `claimed_until`."""

    organisation_id: UUID
    id: UUID
    kind: str
    means: str
    language: str
    attempts: int
    invitation_id: UUID
    due_at: datetime
    claimed_until: datetime


@dataclass(frozen=True, slots=True)
class Job(Claimed):
    """A message to hand over, with all that its text needs. The address is still sealed."""

    organisation: str
    timezone: str
    contact_id: UUID
    expires_at: datetime
    sealed: bytes
    rules: Rules


@dataclass(frozen=True, slots=True)
class Sent:
    """It was handed over; the provider's own reference where it gave one."""

    provider_reference: str | None = None


@dataclass(frozen=True, slots=True)
class Retry:
    """It was not handed over and may be later; `seconds` where the provider said when.

    `was_tried` is False where the fault has nothing to do with the message: it is not given up for that.
    """

    fault: str
    seconds: float | None = None
    was_tried: bool = True


@dataclass(frozen=True, slots=True)
class Failed:
    """It was not handed over, and trying again is of no use."""

    fault: str


Result = Sent | Retry | Failed
