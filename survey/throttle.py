"""Slows down guessing: a limited number of failed attempts per subject (an address, a network, everybody together).

An attempt is written down before what was tried is checked, and taken back when it was right, so that attempts at the
same moment cannot all slip through. What is kept is a keyed hash, for a quarter of an hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import Index, LargeBinary, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.database import Base, begin, now
from survey.privacy import keyed_hash
from survey.settings import settings

WINDOW: Final = timedelta(minutes=15)
_SWEEP: Final = 1000
"""Old rows removed with one attempt: more than one attempt adds, so the table can't grow without end."""


class FailedAttempt(Base):
    """One failed attempt; `subject` is a keyed hash of what was tried (an address, a network)."""

    __tablename__ = "failed_attempts"
    __table_args__ = (Index(None, "subject", "at"), Index(None, "at"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    subject: Mapped[bytes] = mapped_column(LargeBinary(32))
    at: Mapped[datetime]


class ThrottledError(Exception):
    """Too many failed attempts; `seconds` until the next one is let in."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} seconds")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Subject:
    """What attempts are counted on: a kind of attempt, whose, and how many may fail within `WINDOW`."""

    kind: str
    value: str
    most: int

    @property
    def hash(self) -> bytes:
        """The keyed hash (32 bytes) that is kept of it."""
        return keyed_hash(settings().secret_key, f"failed attempts: {self.kind}", self.value)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt that was let in and counts as failed until it is forgiven."""

    first: bytes
    rows: tuple[UUID, ...]


def admit(*subjects: Subject) -> Attempt:
    """Count one attempt on each subject. Raises ThrottledError where there were too many on any of them."""
    hashes = [subject.hash for subject in subjects]
    rows = tuple(uuid4() for _ in subjects)
    with begin() as session:
        moment = now()
        _sweep(session, moment)
        # Always in the order given: with one order no two attempts can wait for each other.
        for row, subject, found in zip(rows, subjects, hashes, strict=True):
            _lock(session, found)
            _refuse_above(session, found, subject.most, moment)
            session.add(FailedAttempt(id=row, subject=found, at=moment))
            session.flush()
    return Attempt(hashes[0], rows)


def forgive(session: Session, attempt: Attempt, *, earlier: bool) -> None:
    """What was tried was right: take this attempt back, and `earlier` ones on the same first subject."""
    conditions = FailedAttempt.id.in_(attempt.rows)
    session.execute(
        delete(FailedAttempt).where((FailedAttempt.subject == attempt.first) | conditions if earlier else conditions)
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
    times = _latest(session, subject, limit, moment)
    if len(times) >= limit:
        raise ThrottledError(max(1, ceil((times[-1] + WINDOW - moment).total_seconds())))


def _latest(session: Session, subject: bytes, limit: int, moment: datetime) -> Sequence[datetime]:
    latest = select(FailedAttempt.at).where(FailedAttempt.subject == subject, FailedAttempt.at > moment - WINDOW)
    return session.scalars(latest.order_by(FailedAttempt.at.desc()).limit(limit)).all()


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
