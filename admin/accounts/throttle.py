"""Slows down guessing: a limited number of failed attempts per address and per network.

An attempt is written down before the password is checked and taken back when it was right, so that attempts at the
same moment cannot all slip through. What is kept is a keyed hash, for a quarter of an hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from admin.accounts.tables import FailedAttempt
from survey.database import begin, now
from survey.privacy import keyed_hash
from survey.settings import settings

WINDOW: Final = timedelta(minutes=15)
PER_ADDRESS: Final = 5
PER_NETWORK: Final = 30
_SWEEP: Final = 1000
"""Old rows removed with one attempt: more than one attempt adds, so the table can't grow without end."""


class ThrottledError(Exception):
    """Too many failed attempts; `seconds` until the next one is let in."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} seconds")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt that was let in and counts as failed until it is forgiven."""

    address: bytes
    rows: tuple[UUID, ...]


def admit(email: str, client: str | None) -> Attempt:
    """Count one attempt to sign in as `email` from this client. Raises ThrottledError where there were too many."""
    secret = settings().secret_key
    address = keyed_hash(secret, "failed attempts: address", email)
    network = keyed_hash(secret, "failed attempts: network", network_of(client))
    rows = (uuid4(), uuid4())
    with begin() as session:
        moment = now()
        _sweep(session, moment)
        # Always the address first: with one order no two attempts can wait for each other.
        for row, subject, limit in ((rows[0], address, PER_ADDRESS), (rows[1], network, PER_NETWORK)):
            _lock(session, subject)
            _refuse_above(session, subject, limit, moment)
            session.add(FailedAttempt(id=row, subject=subject, at=moment))
            session.flush()
    return Attempt(address, rows)


def forgive(session: Session, attempt: Attempt) -> None:
    """The password was right: take this attempt back, and the earlier ones on the same address."""
    session.execute(
        delete(FailedAttempt).where((FailedAttempt.subject == attempt.address) | FailedAttempt.id.in_(attempt.rows))
    )


def network_of(client: str | None) -> str:
    """What counts as one network: an IPv4 address, or the /64 that one connection gets of IPv6."""
    try:
        address = ip_address(client or "")
    except ValueError:
        return "unknown"
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ip_network((address, 64), strict=False))


def _refuse_above(session: Session, subject: bytes, limit: int, moment: datetime) -> None:
    latest = select(FailedAttempt.at).where(FailedAttempt.subject == subject, FailedAttempt.at > moment - WINDOW)
    times = session.scalars(latest.order_by(FailedAttempt.at.desc()).limit(limit)).all()
    if len(times) >= limit:
        raise ThrottledError(max(1, ceil((times[-1] + WINDOW - moment).total_seconds())))


def _lock(session: Session, subject: bytes) -> None:
    """Let attempts on one subject go one by one; SQLite's writing transactions do so by themselves."""
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(subject[:8], "big", signed=True)
        session.execute(select(func.pg_advisory_xact_lock(number)))


def _sweep(session: Session, moment: datetime) -> None:
    old = (
        select(FailedAttempt.id)
        .where(FailedAttempt.at < moment - WINDOW)
        .order_by(FailedAttempt.at)
        .limit(_SWEEP)
        .with_for_update(skip_locked=True)
    )
    session.execute(delete(FailedAttempt).where(FailedAttempt.id.in_(old)))
