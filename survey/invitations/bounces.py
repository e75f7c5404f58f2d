"""What mail servers send back: which of our messages could not be delivered, and why (RFC 3464). Pure.

The message is known by the return path that it was sent with, so nothing of the citizen is read from the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import Final
from uuid import UUID

_TO: Final = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
"""Where the return path stands that a report came to; a mail server adds the first three itself."""
_REFERENCE: Final = re.compile(r"\+([0-9a-f]{32})@", re.IGNORECASE)
_STATUS: Final = re.compile(r"\s*([245])\.(\d{1,3})\.(\d{1,3})")
_FAULTS: Final = {"1": "no_mailbox", "2": "mailbox_full", "7": "refused"}
"""By the subject of an enhanced status code (RFC 3463); all others are just `bounced`."""
_FULL: Final = "2"


@dataclass(frozen=True, slots=True)
class Bounce:
    """A message that did not arrive."""

    reference: UUID
    fault: str


def read(content: bytes, recipient: str = "") -> Bounce | None:
    """What a report says, or None: a delay, a success, an answering machine, or about no message of ours.

    `recipient` is the address that the report came to, where the mail server tells that.
    """
    report = BytesParser(policy=compat32).parsebytes(content)
    reference = _reference(report, recipient)
    fault = next(_faults(report), None)
    return None if reference is None or fault is None else Bounce(reference, fault)


def _reference(report: Message, recipient: str) -> UUID | None:
    places = [recipient, *(str(value) for name in _TO for value in report.get_all(name, []))]
    found = next(filter(None, map(_REFERENCE.search, places)), None)
    return None if found is None else UUID(found[1])


def _faults(report: Message) -> Iterator[str]:
    """The fault of each recipient that the report gives up."""
    for part in report.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for recipient in part.get_payload():
            if isinstance(recipient, Message) and str(recipient.get("Action", "")).strip().lower() == "failed":
                yield _fault(str(recipient.get("Status", "")))


def _fault(status: str) -> str:
    found = _STATUS.match(status)
    if found is None:
        return "bounced"
    _, subject, detail = found.groups()
    if subject == "2" and detail != _FULL:
        return "no_mailbox"
    return _FAULTS.get(subject, "bounced")
