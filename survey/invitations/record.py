"""The only writer of invitations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from survey.database import now
from survey.intake.rollup import count_invited
from survey.intake.tables import Contact
from survey.invitations import codes, outbox
from survey.invitations.tables import Invitation
from survey.invitations.tokens import derived_token, new_token, normalise, token_hash
from survey.settings import settings

LASTS: Final = timedelta(days=14)
"""How long an invitation can be answered, unless told otherwise."""


class UnknownContact(LookupError):
    """The organisation has no contact with this reference."""


class AlreadyInvited(Exception):
    """There is an invitation for this contact; its link was given once and is not kept."""


class AlreadySpent(AlreadyInvited):
    """The citizen has answered about this contact, or can't any more."""


class ConfidentialContact(Exception):
    """Nobody is asked about this contact, by whatever way."""


@dataclass(frozen=True, slots=True)
class Created:
    """A new invitation, until `expires_at` (UTC). The token is in no other place: only its hash is stored."""

    invitation_id: UUID
    token: str
    expires_at: datetime


def invite(
    session: Session,
    organisation_id: UUID,
    reference: str,
    *,
    lasts: timedelta = LASTS,
    language: str | None = None,
    renew: bool = False,
) -> Created:
    """Invite the citizen of one contact, in the caller's transaction.

    `renew` gives a new link for an invitation that is not answered; the old link or code stops working, and no message
    with it goes out any more.
    Raises UnknownContact, ConfidentialContact, AlreadyInvited, AlreadySpent.
    """
    made = invite_new(session, organisation_id, [reference], lasts=lasts, language=language).get(reference)
    if made is not None:
        return made
    found = _invitation_of(session, organisation_id, reference)
    if found.answered_on is not None:
        raise AlreadySpent("The citizen has answered about this contact already.")
    if not renew:
        raise AlreadyInvited("There is an invitation for this contact. Its link can't be shown again, only renewed.")
    made = Created(found.id, new_token(), now() + lasts)
    found.token_hash = token_hash(_normal(made.token))
    found.code_hash = None  # it led to the earlier link
    found.language = language
    found.expires_at = made.expires_at
    session.flush()
    # A message would have the earlier link in it; whoever renews hands over the new one.
    outbox.cancel(session, organisation_id, found.id, now())
    outbox.wipe(session, organisation_id, found.contact_id)
    return made


def invite_new(
    session: Session,
    organisation_id: UUID,
    references: Collection[str],
    *,
    lasts: timedelta = LASTS,
    language: str | None = None,
) -> dict[str, Created]:
    """Invite the citizens of at most a thousand contacts, in the caller's transaction; gives what is new by reference.

    Contacts that are invited already, confidential or unknown are left as they are.
    """
    contacts = _not_invited(session, organisation_id, references)
    if not contacts:
        return {}
    expires_at = now() + lasts
    made = {row["reference"]: Created(uuid4(), new_token(), expires_at) for row in contacts}
    session.execute(insert(Invitation), [_row(contact, made[contact["reference"]], language) for contact in contacts])
    ids = [contact["id"] for contact in contacts]
    session.execute(
        update(Contact).where(Contact.organisation_id == organisation_id, Contact.id.in_(ids)).values(invited=True)
    )
    count_invited(session.connection(), contacts)
    return made


def invite_by_code(
    session: Session, organisation_id: UUID, reference: str, *, lasts: timedelta = codes.LASTS
) -> tuple[str, datetime]:
    """A spoken code for the citizen of one contact, and until when (UTC) it works, in the caller's transaction.

    Its token is derived, so that the code alone leads to the survey. Raises UnknownContact, ConfidentialContact,
    AlreadyInvited.
    """
    made = invite_new(session, organisation_id, [reference], lasts=lasts).get(reference)
    if made is None:
        _invitation_of(session, organisation_id, reference)
        raise AlreadyInvited("There is an invitation for this contact already.")
    return give_code(session, organisation_id, made.invitation_id), made.expires_at


def give_code(session: Session, organisation_id: UUID, invitation_id: UUID) -> str:
    """A code for an invitation that was just made, in the caller's transaction; its link is no longer the one made."""
    code = codes.new_code()
    token = derived_token(settings().secret_key, invitation_id)
    session.execute(
        update(Invitation)
        .where(Invitation.organisation_id == organisation_id, Invitation.id == invitation_id)
        .values(token_hash=token_hash(token), code_hash=codes.code_hash(code))
    )
    return code


def token_by_code(session: Session, code: str) -> str | None:
    """The token of the invitation with this (normalised) code; None where there is none."""
    found = session.scalar(select(Invitation.id).where(Invitation.code_hash == codes.code_hash(code)))
    return None if found is None else derived_token(settings().secret_key, found)


def _not_invited(session: Session, organisation_id: UUID, references: Collection[str]) -> list[dict[str, Any]]:
    columns = (Contact.organisation_id, Contact.id, Contact.reference, Contact.day, Contact.team_id, Contact.channel)
    query = select(*columns).where(
        Contact.organisation_id == organisation_id,
        Contact.reference.in_(references),
        Contact.invited.is_(False),
        Contact.confidential.is_(False),
    )
    # In one order, so that two senders never wait for each other's rows.
    rows = session.execute(query.order_by(Contact.id).with_for_update())
    return [dict(row) for row in rows.mappings()]


def confidential(session: Session, organisation_id: UUID, references: Collection[str]) -> set[str]:
    """Which of these contacts are confidential, by reference."""
    query = select(Contact.reference).where(
        Contact.organisation_id == organisation_id, Contact.reference.in_(references), Contact.confidential.is_(True)
    )
    return set(session.scalars(query))


def _row(contact: Mapping[str, Any], made: Created, language: str | None) -> dict[str, Any]:
    return {
        "organisation_id": contact["organisation_id"],
        "id": made.invitation_id,
        "contact_id": contact["id"],
        "token_hash": token_hash(_normal(made.token)),
        "language": language,
        "expires_at": made.expires_at,
    }


def _invitation_of(session: Session, organisation_id: UUID, reference: str) -> Invitation:
    found = session.scalar(
        select(Invitation)
        .join(
            Contact,
            (Contact.organisation_id == Invitation.organisation_id) & (Contact.id == Invitation.contact_id),
        )
        .where(Contact.organisation_id == organisation_id, Contact.reference == reference)
        .with_for_update(of=Invitation)
        .execution_options(populate_existing=True)
    )
    if found is None and confidential(session, organisation_id, [reference]):
        raise ConfidentialContact(f"The contact {reference!r} is confidential: nobody is asked about it.")
    if found is None and _is_known(session, organisation_id, reference):
        raise AlreadySpent("The citizen was invited about this contact so long ago that the invitation had its time.")
    if found is None:
        raise UnknownContact(f"There is no contact with reference {reference!r}.")
    return found


def _is_known(session: Session, organisation_id: UUID, reference: str) -> bool:
    query = select(Contact.id).where(Contact.organisation_id == organisation_id, Contact.reference == reference)
    return session.scalar(query) is not None


def _normal(token: str) -> str:
    normal = normalise(token)
    assert normal is not None  # noqa: S101 - we made it ourselves
    return normal
