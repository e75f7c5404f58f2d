"""Bearer keys with which an organisation's own systems knock at the API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from flask import abort
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from admin.accounts.tables import ApiKey
from survey import journal
from survey.database import begin, now, reading
from survey.machines import new_token, token_hash
from survey.organisations import Organisation, today

PREFIX: Final = "kb_"
LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key as it is shown once; only its hash is kept."""

    id: UUID
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Caller:
    """The organisation whose key was shown, its zone, and which key."""

    organisation_id: UUID
    timezone: str
    key_id: UUID


_IN_USE: Final = (
    select(ApiKey.organisation_id, Organisation.timezone, ApiKey.id, ApiKey.last_used_on)
    .join(Organisation, Organisation.id == ApiKey.organisation_id)
    .where(ApiKey.revoked_at.is_(None))
)


def keys_of(session: Session, organisation_id: UUID) -> Sequence[ApiKey]:
    """The organisation's keys, those in use first, the newest first."""
    query = select(ApiKey).where(ApiKey.organisation_id == organisation_id)
    return session.scalars(query.order_by(ApiKey.revoked_at.is_not(None), ApiKey.created_at.desc())).all()


def get_key(session: Session, organisation_id: UUID, key_id: UUID) -> ApiKey:
    """This key of this organisation, or the page that says there is none."""
    found = session.get(ApiKey, (organisation_id, key_id))
    if found is None:
        abort(404)
    return found


def add_key(organisation_id: UUID, actor: str, name: str) -> NewKey:
    """Make a key."""
    new = NewKey(uuid4(), name, new_token(PREFIX))
    with begin() as session:
        session.add(ApiKey(organisation_id=organisation_id, id=new.id, name=name, key_hash=token_hash(new.key)))
        journal.note(session, organisation_id, actor, "key.added", str(new.id))
    return new


def revoke(organisation_id: UUID, actor: str, key_id: UUID) -> str:
    """End a key for good; gives its name. A key that was revoked before stays as it was."""
    with begin() as session:
        key = get_key(session, organisation_id, key_id)
        if key.revoked_at is None:
            key.revoked_at = now()
            journal.note(session, organisation_id, actor, "key.revoked", str(key_id))
        return key.name


def opened_by(bearer: str) -> Caller | None:
    """Who this key opens for, or None. The day of use is noted, once a day."""
    with reading() as session:
        found = session.execute(_IN_USE.where(ApiKey.key_hash == token_hash(bearer))).first()
    if found is None:
        return None
    caller, last_used_on = Caller(*found[:-1]), found[-1]
    if last_used_on != today(caller.timezone):
        _note_use(caller)
    return caller


def _note_use(caller: Caller) -> None:
    with begin() as session:
        session.execute(
            update(ApiKey)
            .where(ApiKey.organisation_id == caller.organisation_id, ApiKey.id == caller.key_id)
            .values(last_used_on=today(caller.timezone))
        )
