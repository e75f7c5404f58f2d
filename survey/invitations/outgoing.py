"""A message as a provider gets it, and what a provider answers. Pure.

A provider is anything with `send`: it hands one message over and gives the provider's own reference, or raises
`Temporary`, `Closed`, `Unready` or `Permanent`. Sending the same `reference` again must be harmless: a sender may be
killed between handing over and writing down.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a message in the citizen's language; HTML and subject are empty where the means has none."""

    subject: str
    text: str
    html: str = ""
    template: str = ""
    """The provider's template, where it puts the text together itself."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message, ready to hand over. `address` is in no log and in no error: `repr` leaves it out."""

    reference: UUID
    means: str
    address: str = field(repr=False)
    language: str
    words: Words = field(repr=False)
    link: str = field(repr=False)
    opt_out_url: str = field(repr=False)
    sender_name: str
    reply_to: str
    is_repeat: bool = False
    """Whether it was tried before, so that it may have been handed over without our knowing."""


class Provider(Protocol):
    """Hands messages over."""

    def send(self, message: Outgoing) -> str | None:
        """Hand it over; the provider's own reference, or None where it gives none. Raises NotSent."""
        ...


class NotSent(Exception):
    """A message was not handed over; `fault` is a short code of ours, never the provider's words."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class Temporary(NotSent):
    """Try again later: after `seconds` where the provider said when."""

    def __init__(self, fault: str, seconds: float | None = None) -> None:
        super().__init__(fault)
        self.seconds = seconds


class Closed(Temporary):
    """Nothing can be handed over now, whatever the message: no connection, too many in a minute, nobody to send it.

    It is no attempt at the message, and no other message is tried by the same way until the pause is over.
    """


class Unready(Temporary):
    """Somebody has to set something right before this message can go. It is no attempt at it; others may go."""


class Permanent(NotSent):
    """Trying again is of no use."""
