"""Whom an organisation trusts, and what they sent: a file as a whole or not at all, of each organisation the newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask import abort
from sqlalchemy import Select, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from admin.benchmark import envelope, keys
from admin.benchmark.contents import MOST_ORGANISATIONS, Contents, Peer, as_kept, kept, read
from admin.benchmark.envelope import TOO_LARGE, RefusedFile
from admin.benchmark.tables import BenchmarkFile, BenchmarkSender
from survey import journal
from survey.database import begin, now
from survey.languages import N_


class KnownSenderError(ValueError):
    """A sender of this name or with this key is trusted already."""


class OwnKeyError(ValueError):
    """The key is this instance's own."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was taken in."""

    id: UUID
    sender: str
    until: date
    made_at: datetime
    received_at: datetime
    organisations: int


def senders(session: Session, organisation_id: UUID) -> Sequence[BenchmarkSender]:
    """Whom the organisation trusts, by name."""
    query = select(BenchmarkSender).where(BenchmarkSender.organisation_id == organisation_id)
    return session.scalars(query.order_by(BenchmarkSender.name)).all()


def get_sender(session: Session, organisation_id: UUID, sender_id: UUID) -> BenchmarkSender:
    """This sender of this organisation, or the page that says there is none."""
    found = session.get(BenchmarkSender, (organisation_id, sender_id))
    if found is None:
        abort(404)
    return found


def trust(organisation_id: UUID, actor: str, name: str, key: str, sender_id: UUID | None = None) -> None:
    """Trust files signed with this key; with `sender_id` it takes the place of that sender's key.

    Raises KnownSenderError and OwnKeyError.
    """
    try:
        with begin() as session:
            if keys.is_own(session, key):
                raise OwnKeyError(key)
            if sender_id is None:
                session.add(BenchmarkSender(organisation_id=organisation_id, name=name, public_key=key))
            else:
                sender = get_sender(session, organisation_id, sender_id)
                sender.name, sender.public_key = name, key
            session.flush()
            digits = envelope.fingerprint(key)
            journal.note(session, organisation_id, actor, "benchmark.trusted", name, fingerprint=digits)
    except IntegrityError as error:
        raise KnownSenderError(name) from error


def forget(organisation_id: UUID, actor: str, sender_id: UUID) -> str:
    """Trust this sender no longer and remove its files; gives its name."""
    with begin() as session:
        sender = get_sender(session, organisation_id, sender_id)
        session.delete(sender)
        journal.note(session, organisation_id, actor, "benchmark.forgotten", sender.name)
        return sender.name


def take_in(organisation_id: UUID, actor: str, file: bytes) -> Received:
    """Check a file and keep what it says, in the place of what an older one said of the same organisations.

    Organisations that only the older one has stay: those of one instance can each send a file of their own.
    Raises RefusedFile: whose key is not trusted, whose signature does not fit, whose figures can't be, or that
    is not newer than what this sender sent.
    """
    found = envelope.opened(file)
    with begin() as session:
        sender = _trusted(session, organisation_id, found.key)
        envelope.check_signature(found)
        contents = read(found.contents, now())
        _check_newer(session, sender, contents)
        row = _keep(session, sender, contents)
        number = len(contents.peers)
        detail: dict[str, str | int] = {"period": str(row.until), "organisations": number}
        journal.note(session, organisation_id, actor, "benchmark.received", sender.name, **detail)
        return Received(row.id, sender.name, row.until, row.made_at, row.received_at, number)


def _trusted(session: Session, organisation_id: UUID, key: str) -> BenchmarkSender:
    if keys.is_own(session, key):
        raise RefusedFile(N_("This file was made here: your own scores are compared already."))
    query = select(BenchmarkSender).where(
        BenchmarkSender.organisation_id == organisation_id, BenchmarkSender.public_key == key
    )
    sender = session.scalar(query.with_for_update())
    if sender is None:
        raise RefusedFile(
            N_("You do not trust the key of this file yet (%(fingerprint)s). Add its sender first."),
            fingerprint=envelope.fingerprint(key),
        )
    return sender


def _check_newer(session: Session, sender: BenchmarkSender, contents: Contents) -> None:
    """An old file sent again must not undo a newer one; one that was removed may come back."""
    newest = sender.newest_at
    if newest is not None and contents.made_at < newest:
        raise RefusedFile(N_("You already had a newer file of this sender. Nothing is changed."))
    query = select(BenchmarkFile.id).where(
        BenchmarkFile.organisation_id == sender.organisation_id,
        BenchmarkFile.sender_id == sender.id,
        BenchmarkFile.made_at == contents.made_at,
    )
    if session.scalar(query) is not None:
        raise RefusedFile(N_("You have this file already. Nothing is changed."))


def _keep(session: Session, sender: BenchmarkSender, contents: Contents) -> BenchmarkFile:
    of = BenchmarkFile
    mine = (of.organisation_id == sender.organisation_id, of.sender_id == sender.id, of.until == contents.until)
    older = session.scalar(select(of.scores).where(*mine)) or []
    found = {each.id: each for each in (*kept(older), *contents.peers)}
    if len(found) > MOST_ORGANISATIONS:
        raise RefusedFile(TOO_LARGE)
    session.execute(delete(of).where(*mine))
    row = BenchmarkFile(
        organisation_id=sender.organisation_id,
        sender_id=sender.id,
        until=contents.until,
        made_at=contents.made_at,
        received_at=now(),
        scores=[as_kept(each) for each in found.values()],
    )
    session.add(row)
    sender.newest_at = contents.made_at
    session.flush()
    return row


def files(session: Session, organisation_id: UUID) -> tuple[Received, ...]:
    """What was taken in, the newest period first."""
    return tuple(
        Received(row.id, name, row.until, row.made_at, row.received_at, len(row.scores))
        for row, name in session.execute(_with_sender(organisation_id))
    )


def get_file(session: Session, organisation_id: UUID, file_id: UUID) -> Received:
    """This file of this organisation, or the page that says there is none."""
    found = session.execute(_with_sender(organisation_id).where(BenchmarkFile.id == file_id)).first()
    if found is None:
        abort(404)
    row, name = found
    return Received(row.id, name, row.until, row.made_at, row.received_at, len(row.scores))


def _with_sender(organisation_id: UUID) -> Select[BenchmarkFile, str]:
    return (
        select(BenchmarkFile, BenchmarkSender.name)
        .join(
            BenchmarkSender,
            (BenchmarkSender.organisation_id == BenchmarkFile.organisation_id)
            & (BenchmarkSender.id == BenchmarkFile.sender_id),
        )
        .where(BenchmarkFile.organisation_id == organisation_id)
        .order_by(BenchmarkFile.until.desc(), BenchmarkSender.name)
    )


def remove(organisation_id: UUID, actor: str, file_id: UUID) -> None:
    """Forget what this file said. It can be taken in again."""
    with begin() as session:
        found = get_file(session, organisation_id, file_id)
        mine = (BenchmarkFile.organisation_id == organisation_id, BenchmarkFile.id == file_id)
        session.execute(delete(BenchmarkFile).where(*mine))
        journal.note(session, organisation_id, actor, "benchmark.removed", found.sender, period=str(found.until))


def peers(session: Session, organisation_id: UUID, until: date) -> dict[str, Peer]:
    """The organisations that files speak of in this period, each once, by their ids."""
    query = select(BenchmarkFile.scores).where(
        BenchmarkFile.organisation_id == organisation_id, BenchmarkFile.until == until
    )
    return {each.id: each for scores in session.scalars(query) for each in kept(scores)}


def periods(session: Session, organisation_id: UUID) -> tuple[date, ...]:
    """The periods that files speak of, the newest first."""
    query = select(BenchmarkFile.until).where(BenchmarkFile.organisation_id == organisation_id)
    return tuple(session.scalars(query.distinct().order_by(BenchmarkFile.until.desc())))
