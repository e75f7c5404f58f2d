"""What tests need before they begin: an organisation, a contact, an invitation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from survey.commands import create_organisation
from survey.database import begin, now
from survey.intake import rollup
from survey.intake.tables import Contact
from survey.invitations.record import invite
from survey.invitations.tables import Invitation
from survey.organisations import Organisation, Team

NOON = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
"""A Monday, noon in Amsterdam."""


def organisation(slug: str = "voorbeeld", name: str = "Gemeente Voorbeeld") -> Organisation:
    """A new organisation with the built-in criteria."""
    with begin() as session:
        return create_organisation(session, slug, name)


def team(owner: Organisation, name: str = "Burgerzaken") -> UUID:
    """A new team; gives its id."""
    with begin() as session:
        new = Team(organisation_id=owner.id, id=uuid4(), name=name)
        session.add(new)
        return new.id


def add_contact(session: Session, owner: Organisation, reference: str, **fields: object) -> Contact:
    """A phone call, counted in the rollup, in the caller's transaction."""
    values = {
        "organisation_id": owner.id,
        "id": uuid4(),
        "reference": reference,
        "channel": "phone",
        "team_id": None,
        "topic": None,
        "language": None,
        "occurred_at": NOON,
        "day": NOON.date(),
        "hour": 12,
        "answered": True,
        "resolved": None,
        "transferred": None,
        "waiting_seconds": None,
        "talk_seconds": None,
        "rating": None,
        "invited": False,
    } | fields
    new = Contact(**values)
    session.add(new)
    session.flush()
    rollup.add(session.connection(), [values], rollup.waiting_rule(session, owner.id))
    return new


def invited(owner: Organisation, reference: str = "R1", *, language: str | None = None, **fields: object) -> str:
    """A contact with an invitation; gives the token."""
    with begin() as session:
        add_contact(session, owner, reference, **fields)
        return invite(session, owner.id, reference, language=language).token


def expire_invitations() -> None:
    """Let every invitation's time be over."""
    with begin() as session:
        for invitation in session.query(Invitation):
            invitation.expires_at = now() - timedelta(seconds=1)
