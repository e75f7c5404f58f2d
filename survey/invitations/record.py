"""The only writer of invitations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.database import now
from survey.intake.rollup import count_invited
from survey.intake.tables import Contact
from survey.invitations.tables import Invitation
from survey.invitations.tokens import new_token, normalise, token_hash

LASTS: Final = timedelta(days=14)
"""How long an invitation can be answered, unless told otherwise."""


class UnknownContact(LookupError):
    """The organisation has no contact with this reference."""


class AlreadyInvited(Exception):
    """There is an invitation for this contact; its link was given once and is not kept."""


class AlreadySpent(AlreadyInvited):
    """The citizen has answered about this contact."""


@dataclass(frozen=True, slots=True)
class Created:
    """A new invitation. The token is in no other place: only its hash is stored."""

    invitation_id: UUID
    token: str


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

    `renew` gives a new link for an invitation that is not answered; the old link stops working.
    Raises UnknownContact, AlreadyInvited, AlreadySpent.
    """
    contact = session.scalar(
        select(Contact).where(Contact.organisation_id == organisation_id, Contact.reference == reference)
    )
    if contact is None:
        raise UnknownContact(f"There is no contact with reference {reference!r}.")
    token = new_token()
    found = _invitation_of(session, contact)
    if found is None:
        found = Invitation(organisation_id=organisation_id, contact_id=contact.id)
        session.add(found)
        count_invited(session, contact)
    elif found.answered_on is not None:
        raise AlreadySpent("The citizen has answered about this contact already.")
    elif not renew:
        raise AlreadyInvited("There is an invitation for this contact. Its link can't be shown again, only renewed.")
    found.token_hash = token_hash(_normal(token))
    found.language = language
    found.expires_at = now() + lasts
    session.flush()
    return Created(found.id, token)


def _invitation_of(session: Session, contact: Contact) -> Invitation | None:
    return session.scalar(
        select(Invitation)
        .where(Invitation.organisation_id == contact.organisation_id, Invitation.contact_id == contact.id)
        .with_for_update()
    )


def _normal(token: str) -> str:
    normal = normalise(token)
    assert normal is not None  # noqa: S101 - we made it ourselves
    return normal
