"""Slows down guessing passwords: per address and per network."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from survey import throttle
from survey.throttle import WINDOW, Attempt, Subject, ThrottledError, network_of

__all__ = ["WINDOW", "Attempt", "ThrottledError", "admit", "forgive", "network_of"]

PER_ADDRESS: Final = 5
PER_NETWORK: Final = 30


def admit(email: str, client: str | None) -> Attempt:
    """Count one attempt to sign in as `email` from this client. Raises ThrottledError where there were too many."""
    return throttle.admit(Subject("address", email, PER_ADDRESS), Subject("network", network_of(client), PER_NETWORK))


def forgive(session: Session, attempt: Attempt) -> None:
    """The password was right: take this attempt back, and the earlier ones on the same address."""
    throttle.forgive(session, attempt, earlier=True)
