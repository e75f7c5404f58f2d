"""No more invitations, please: one press, no sign-in, and it can be taken back.

The link in a message is signed, so nothing has to be kept for it. What is kept of the wish is the keyed hash of every
address that the contact came with.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from survey.database import begin, insert_into, now, reading
from survey.invitations import wiping
from survey.invitations.counting import cancellations, count_deliveries
from survey.invitations.tables import AddressMark, Invitation, Message, OptOut
from survey.organisations import Organisation, take_turns
from survey.settings import settings


@dataclass(frozen=True, slots=True)
class Wish:
    """Whose invitation an opt-out link belongs to."""

    organisation_id: UUID
    invitation_id: UUID


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(settings().secret_key, salt="no more invitations")


def opt_out_url(organisation_id: UUID, invitation_id: UUID) -> str:
    """The address that stops invitations to whoever got this one."""
    return f"{settings().public_url}/u/{_signer().dumps([organisation_id.hex, invitation_id.hex])}"


def wish_in(token: str) -> Wish | None:
    """Whose link this is; None where we did not sign it."""
    try:
        organisation_id, invitation_id = _signer().loads(token)
    except (BadSignature, ValueError):
        return None
    return Wish(UUID(organisation_id), UUID(invitation_id))


def language_of(wish: Wish) -> str | None:
    """The language of the message that the link was in; None where it is no longer there."""
    query = select(Message.language).where(
        Message.organisation_id == wish.organisation_id, Message.invitation_id == wish.invitation_id
    )
    with reading() as session:
        return session.scalar(query.order_by(Message.id).limit(1))


def opt_out(wish: Wish) -> bool:
    """Ask this citizen nothing more; whether there was still an address to remember.

    Whoever says so again changes nothing. Messages that wait are cancelled and addresses deleted, also of other
    contacts that came with one of these addresses.
    """
    moment = now()
    with begin() as session:
        invitation = session.get(Invitation, (wish.organisation_id, wish.invitation_id))
        if invitation is None:
            return False
        # A list that is coming in has looked already who opted out, and what it puts in the outbox can't be seen yet.
        take_turns(session, wish.organisation_id)
        marks = _marks(session, invitation)
        day = _day(session, wish.organisation_id, moment)
        new = _keep(session, wish.organisation_id, marks, day)
        same = select(AddressMark.contact_id).where(
            AddressMark.organisation_id == wish.organisation_id, AddressMark.address_hash.in_(marks)
        )
        whose = or_(Invitation.contact_id == invitation.contact_id, Invitation.contact_id.in_(same))
        cancelled = wiping.forget(session.connection(), wish.organisation_id, whose)
        events = cancellations(day, cancelled)
        if new:
            events[(day, invitation.means or "", "opted_out", "")] += 1
        count_deliveries(session.connection(), wish.organisation_id, events)
        return bool(marks)


def opt_in(wish: Wish) -> None:
    """Take the wish back."""
    with begin() as session:
        invitation = session.get(Invitation, (wish.organisation_id, wish.invitation_id))
        if invitation is not None:
            session.execute(
                delete(OptOut).where(
                    OptOut.organisation_id == wish.organisation_id,
                    OptOut.address_hash.in_(_marks(session, invitation)),
                )
            )


def _marks(session: Session, invitation: Invitation) -> set[bytes]:
    query = select(AddressMark.address_hash).where(
        AddressMark.organisation_id == invitation.organisation_id, AddressMark.contact_id == invitation.contact_id
    )
    return set(session.scalars(query))


def _keep(session: Session, organisation_id: UUID, marks: set[bytes], day: date) -> int:
    """Keep what is not kept yet; gives how many. A mail program and its owner may say so at the same moment."""
    # In one order, so that two never wait for each other.
    rows = [{"organisation_id": organisation_id, "address_hash": mark, "day": day} for mark in sorted(marks)]
    if not rows:
        return 0
    statement = insert_into(OptOut, session.get_bind().dialect.name)
    new = statement.values(rows).on_conflict_do_nothing().returning(OptOut.address_hash)
    return len(session.execute(new).all())


def _day(session: Session, organisation_id: UUID, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(session.get_one(Organisation, organisation_id).timezone)).date()
