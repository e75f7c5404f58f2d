"""A file with scores for other instances, without names, signed by this one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.benchmark import contents, envelope, keys
from admin.benchmark.contents import Contents, Peer
from admin.benchmark.shared import current_until, takes_part
from admin.publication import record
from survey.database import now, reading
from survey.organisations import Organisation
from survey.privacy import keyed_hash
from survey.settings import settings


class NothingToSendError(ValueError):
    """None of the organisations takes part and has scores that may be shown."""


def signed_file(organisations: Iterable[UUID]) -> bytes:
    """The scores of these organisations, as far as they take part, in one signed file.

    Raises NothingToSendError, and SealedKeyError where the key can't be opened.
    """
    until = current_until()
    with reading() as session:
        chosen = taking_part(session, organisations)
    peers = [_peer(each, until) for each in chosen]
    usable = tuple(each for each in peers if each.scores)
    if not usable:
        raise NothingToSendError("Nobody takes part who has enough answers in this period.")
    made_at = now().replace(microsecond=0)
    found = Contents(settings().public_url, made_at, until, usable)
    return envelope.sealed(contents.written(found), keys.private_key())


def taking_part(session: Session, organisations: Iterable[UUID] | None) -> list[UUID]:
    """Which of these organisations (None: every one) take part; a demo never does."""
    query = select(Organisation.id).where(takes_part())
    if organisations is not None:
        query = query.where(Organisation.id.in_(list(organisations)))
    return list(session.scalars(query))


def _peer(organisation_id: UUID, until: date) -> Peer:
    """The id is another one each period, so that nobody follows an organisation through the years."""
    identity = keyed_hash(settings().secret_key, "benchmark peer", f"{until} {organisation_id}").hex()[:32]
    return contents.peer(identity, record.current(organisation_id, until).scores())
