"""Registers and their notices in the database."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from survey.database import now
from survey.journal import note
from survey.machines import new_token, token_hash
from survey.privacy import Vault
from survey.registers.tables import Register, RegisterNotice
from survey.settings import settings

PREFIX: Final = "kbn_"
SETTLING: Final = timedelta(minutes=1)
"""A front office registers contact, person and addresses one after another; the notice comes with the first."""
LEASE: Final = timedelta(minutes=5)
"""How long a notice stays with a fetcher that says nothing; longer than any call takes."""
KEPT: Final = timedelta(days=14)
"""How long a notice is tried: its contact has long been too old to ask anybody about."""
FAULT_PAUSE: Final = timedelta(days=1)
"""A record that can't be read is looked at again after a day: somebody may have mended it."""
_LONGEST_PAUSE: Final = 6 * 60


@dataclass(frozen=True, slots=True)
class Issued:
    """A new register as it is shown once: with the token for its notices, of which only the hash is kept."""

    id: UUID
    name: str
    token: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A notice that this fetcher has until its lease ends."""

    organisation_id: UUID
    id: UUID
    register_id: UUID
    resource_url: str
    received_at: datetime
    attempts: int


def opened_by(session: Session, register_id: UUID, token: str) -> Register | None:
    """The register of this id, where the token is the one for its notices."""
    found = session.scalar(select(Register).where(Register.id == register_id))
    kept = bytes(32) if found is None else found.hook_hash
    return found if hmac.compare_digest(kept, token_hash(token)) else None


def add_register(
    session: Session, organisation_id: UUID, actor: str, *, name: str, base_url: str, token: str
) -> Issued:
    """A new register, its token sealed. Raises NoKeyError where there is no key to seal with."""
    issued = Issued(uuid4(), name, new_token(PREFIX))
    sealed = Vault(settings().address_keys).seal(token)
    session.add(
        Register(
            organisation_id=organisation_id, id=issued.id, name=name, base_url=base_url, sealed_token=sealed,
            hook_hash=token_hash(issued.token),
        )
    )  # fmt: skip
    note(session, organisation_id, actor, "register.added", str(issued.id))
    return issued


def take_notice(session: Session, register: Register, resource_url: str, moment: datetime) -> bool:
    """Put a notice in the queue; False where one about this record waits already."""
    register.noticed_at = moment
    if _waits(session, register, resource_url):
        return False
    session.add(_notice(register, resource_url, moment, moment + SETTLING))
    return True


def keep_fault(session: Session, register: Register, resource_url: str, code: str, moment: datetime) -> None:
    """Keep that a record could not be read, so that it is shown and tried again."""
    if not _waits(session, register, resource_url):
        session.add(_notice(register, resource_url, moment, moment + FAULT_PAUSE, code))


def _waits(session: Session, register: Register, resource_url: str) -> bool:
    query = select(RegisterNotice.id).where(
        RegisterNotice.organisation_id == register.organisation_id,
        RegisterNotice.register_id == register.id,
        RegisterNotice.resource_url == resource_url,
    )
    return session.scalar(query.limit(1)) is not None


def _notice(
    register: Register, resource_url: str, moment: datetime, due_at: datetime, fault: str | None = None
) -> RegisterNotice:
    return RegisterNotice(
        organisation_id=register.organisation_id, register_id=register.id, resource_url=resource_url,
        received_at=moment, due_at=due_at, fault=fault,
    )  # fmt: skip


def claim(session: Session, moment: datetime) -> Claimed | None:
    """The next notice that is due, of a register that is on; another fetcher's are passed by."""
    query = (
        select(RegisterNotice)
        .join(
            Register,
            (Register.organisation_id == RegisterNotice.organisation_id) & (Register.id == RegisterNotice.register_id),
        )
        .where(Register.is_on, RegisterNotice.due_at <= moment)
        .order_by(RegisterNotice.due_at)
        .limit(1)
        .with_for_update(skip_locked=True, of=RegisterNotice)
    )
    found = session.scalar(query)
    if found is None:
        return None
    found.due_at = moment + LEASE
    found.attempts += 1
    return Claimed(
        found.organisation_id, found.id, found.register_id, found.resource_url, found.received_at, found.attempts
    )


def done(session: Session, claimed: Claimed) -> None:
    """The notice has served."""
    session.execute(
        delete(RegisterNotice).where(
            RegisterNotice.organisation_id == claimed.organisation_id, RegisterNotice.id == claimed.id
        )
    )


def later(session: Session, claimed: Claimed, fault: str, pause: timedelta, moment: datetime) -> bool:
    """Try it again after the pause; False where it has been tried long enough and is dropped."""
    if moment - claimed.received_at > KEPT:
        done(session, claimed)
        return False
    session.execute(
        update(RegisterNotice)
        .where(RegisterNotice.organisation_id == claimed.organisation_id, RegisterNotice.id == claimed.id)
        .values(fault=fault, due_at=moment + pause)
    )
    return True


def leave_alone(session: Session, claimed: Claimed, until: datetime) -> None:
    """Let no fetcher call the notice's register before then, unless somebody says that everything is tried again."""
    session.execute(
        update(RegisterNotice)
        .where(
            RegisterNotice.organisation_id == claimed.organisation_id,
            RegisterNotice.register_id == claimed.register_id,
            RegisterNotice.due_at < until,
        )
        .values(due_at=until)
    )


def pause_after(attempts: int) -> timedelta:
    """Growing pauses: one minute, two, four, up to six hours."""
    return timedelta(minutes=min(_LONGEST_PAUSE, 2 ** min(attempts - 1, 16)))


def note_state(session: Session, organisation_id: UUID, register_id: UUID, fault: str | None) -> None:
    """Keep whether the register answered, and why not."""
    values = {"fault": fault} if fault else {"fault": None, "read_at": now()}
    session.execute(
        update(Register).where(Register.organisation_id == organisation_id, Register.id == register_id).values(values)
    )


def waiting(session: Session, organisation_id: UUID) -> dict[tuple[UUID, str], int]:
    """How many notices wait, by register and fault (empty: none)."""
    fault = func.coalesce(RegisterNotice.fault, "")
    query = (
        select(RegisterNotice.register_id, fault, func.count())
        .where(RegisterNotice.organisation_id == organisation_id)
        .group_by(RegisterNotice.register_id, fault)
    )
    return {(register_id, code): number for register_id, code, number in session.execute(query)}
