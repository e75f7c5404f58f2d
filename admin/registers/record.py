"""An organisation's registers: connect, change, switch off and on, remove; each change in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import abort
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from survey import journal
from survey.database import begin, now, reading
from survey.machines import new_token, token_hash
from survey.privacy import Vault
from survey.registers import record
from survey.registers.client import NotAnswered
from survey.registers.record import Issued
from survey.registers.tables import Register, RegisterNotice
from survey.registers.taking import client_of
from survey.settings import settings


@dataclass(frozen=True, slots=True)
class Source:
    """A register with what waits: notices still to be fetched, and contacts that could not be read, by fault."""

    register: Register
    waiting: int
    faults: dict[str, int]

    @property
    def unread(self) -> int:
        """How many contacts could not be read."""
        return sum(self.faults.values())


def sources(session: Session, organisation_id: UUID, unreadable: Sequence[str]) -> list[Source]:
    """The organisation's registers by name; `unreadable` are the faults of a contact, not of the register."""
    waiting = record.waiting(session, organisation_id)
    query = select(Register).where(Register.organisation_id == organisation_id)
    found = session.scalars(query.order_by(Register.name, Register.created_at)).all()
    return [_source(register, waiting, unreadable) for register in found]


def _source(register: Register, waiting: dict[tuple[UUID, str], int], unreadable: Sequence[str]) -> Source:
    own = {code: number for (key, code), number in waiting.items() if key == register.id}
    faults = {code: own[code] for code in unreadable if code in own}
    return Source(register, sum(own.values()) - sum(faults.values()), faults)


def get_register(session: Session, organisation_id: UUID, register_id: UUID) -> Register:
    """This register of this organisation, or the page that says there is none."""
    found = session.get(Register, (organisation_id, register_id))
    if found is None:
        abort(404)
    return found


def add(organisation_id: UUID, actor: str, *, name: str, base_url: str, token: str) -> Issued:
    """Connect a register. Raises NoKeyError."""
    with begin() as session:
        return record.add_register(session, organisation_id, actor, name=name, base_url=base_url, token=token)


def new_hook(organisation_id: UUID, actor: str, register_id: UUID) -> Issued:
    """Another token for its notices; the old one stops at once."""
    with begin() as session:
        found = get_register(session, organisation_id, register_id)
        issued = Issued(found.id, found.name, new_token(record.PREFIX))
        found.hook_hash = token_hash(issued.token)
        journal.note(session, organisation_id, actor, "register.hook_renewed", str(found.id))
    return issued


def change_token(organisation_id: UUID, actor: str, register_id: UUID, token: str) -> None:
    """Another token to read the register with; what waits is tried again at once. Raises NoKeyError."""
    with begin() as session:
        found = get_register(session, organisation_id, register_id)
        found.sealed_token = Vault(settings().address_keys).seal(token)
        found.fault = None
        _try_again(session, found)
        journal.note(session, organisation_id, actor, "register.token_changed", str(found.id))


def try_again(organisation_id: UUID, register_id: UUID) -> None:
    """Let everything that waits be tried now."""
    with begin() as session:
        _try_again(session, get_register(session, organisation_id, register_id))


def _try_again(session: Session, found: Register) -> None:
    moment = now()
    session.execute(
        update(RegisterNotice)
        .where(
            RegisterNotice.organisation_id == found.organisation_id,
            RegisterNotice.register_id == found.id,
            RegisterNotice.due_at > moment,
        )
        .values(due_at=moment)
    )


def switch(organisation_id: UUID, actor: str, register_id: UUID, *, is_on: bool) -> str:
    """Switch a register on or off; gives its name."""
    with begin() as session:
        found = get_register(session, organisation_id, register_id)
        if found.is_on != is_on:
            found.is_on = is_on
            action = "register.switched_on" if is_on else "register.switched_off"
            journal.note(session, organisation_id, actor, action, str(found.id))
        return found.name


def remove(organisation_id: UUID, actor: str, register_id: UUID) -> str:
    """Remove a register with what waits of it; its contacts stay. Gives its name."""
    with begin() as session:
        found = get_register(session, organisation_id, register_id)
        session.delete(found)
        journal.note(session, organisation_id, actor, "register.removed", str(register_id))
        return found.name


def test(organisation_id: UUID, register_id: UUID) -> int:
    """Call the register; gives how many contacts it has. Raises NotAnswered and NoKeyError."""
    with reading() as session:
        found = get_register(session, organisation_id, register_id)
    fault: str | None = None
    client = client_of(found)
    try:
        return client.page(size=1).total
    except NotAnswered as why:
        fault = why.code
        raise
    finally:
        client.close()
        with begin() as session:
            record.note_state(session, organisation_id, register_id, fault)
