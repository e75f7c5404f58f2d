"""What a call by keypad is about: the contact that the exchange names, or else a team and a channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import dimensions, languages
from survey.database import now
from survey.intake.tables import Contact
from survey.intake.waits import wide_class
from survey.invitations.record import invite_new
from survey.invitations.tables import Invitation
from survey.organisations import Profile, folded, teams_by_name, today


@dataclass(frozen=True, slots=True)
class Asked:
    """What the exchange put in the address that it called; the signature covers it."""

    reference: str
    team: str
    channel: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What the answers will be about. Without a contact there is no invitation to spend."""

    team_id: UUID | None
    channel: str
    topic: str | None
    day: date
    waiting_class: int | None = None
    invitation_id: UUID | None = None


def asked(arguments: Mapping[str, str]) -> Asked:
    """What is asked for in the address; PostgreSQL keeps no NUL."""
    clean = {name: value.replace("\0", "").strip() for name, value in arguments.items()}
    channel = clean.get("channel", "")
    return Asked(
        clean.get("contact", "")[:200],
        clean.get("team", ""),
        channel if channel in dimensions.CHANNELS else "phone",
        languages.recognise(clean.get("lang")),
    )


def subject_of(session: Session, profile: Profile, wanted: Asked) -> tuple[Subject, str | None, str]:
    """What a call is about, the contact's language, and a prompt to part with where there is nothing to ask.

    A known contact counts as invited from here on, in the caller's transaction: the citizen is being asked.
    """
    contact = _contact(session, profile.id, wanted.reference)
    if contact is None:
        team = _team(session, profile.id, wanted.team)
        return Subject(team, wanted.channel, None, today(profile.timezone)), None, ""
    about = Subject(contact.team_id, contact.channel, contact.topic, contact.day, wide_class(contact.waiting_seconds))
    if contact.confidential:
        return about, contact.language, "closed"
    invitation = _invitation(session, contact)
    if invitation is None or invitation.answered_on is not None or invitation.expires_at <= now():
        return about, contact.language, "used"
    invited = Subject(about.team_id, about.channel, about.topic, about.day, about.waiting_class, invitation.id)
    return invited, contact.language, ""


def _contact(session: Session, organisation_id: UUID, reference: str) -> Contact | None:
    if not reference:
        return None
    query = select(Contact).where(Contact.organisation_id == organisation_id, Contact.reference == reference)
    return session.scalar(query)


def _invitation(session: Session, contact: Contact) -> Invitation | None:
    """The invitation of this contact, made now where there was none; its link is shown to nobody."""
    invite_new(session, contact.organisation_id, [contact.reference])
    query = select(Invitation).where(
        Invitation.organisation_id == contact.organisation_id, Invitation.contact_id == contact.id
    )
    return session.scalar(query)


def _team(session: Session, organisation_id: UUID, name: str) -> UUID | None:
    if not name:
        return None
    teams = teams_by_name(session, organisation_id)
    return next((team_id for known, team_id in teams.items() if folded(known) == folded(name)), None)
