"""Takes in the contacts of one request: stored, counted and invited in one transaction, or nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.accounts.keys import Caller
from admin.contacts.batch import Invite, Sent, read_batch
from survey.database import begin, now
from survey.intake import importing, record
from survey.intake.record import Arrival
from survey.intake.tables import Contact
from survey.invitations import arriving, codes, files
from survey.invitations.record import AlreadySpent, confidential, give_code, invite, invite_new
from survey.invitations.tables import Invitation
from survey.organisations import Organisation


@dataclass(frozen=True, slots=True)
class Invited:
    """What became of an invitation; the token or the spoken code is known only where it is new.

    `expires_at` is UTC, None where the link expired so long ago that nothing is kept of it.
    """

    status: Literal["created", "renewed", "exists", "answered", "confidential"]
    expires_at: datetime | None
    token: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one contact; `invited` is None where no invitation was asked for."""

    reference: str
    status: Literal["created", "known"]
    invited: Invited | None

    @property
    def is_new(self) -> bool:
        """Whether the contact or its invitation was not there before."""
        return self.status == "created" or (self.invited is not None and self.invited.status == "created")


@dataclass(frozen=True, slots=True)
class _Standing:
    """An invitation that is there already."""

    expires_at: datetime
    is_answered: bool


def take_in(caller: Caller, body: object) -> tuple[Taken, ...]:
    """Store and invite what `body` holds, in its order. Raises UnusableBatch; then nothing is stored."""
    with begin() as session:
        against = importing.known(session, caller.organisation_id, caller.timezone)
        sent = read_batch(body, against.zone, against.teams)
        owner = session.get_one(Organisation, caller.organisation_id)
        return tuple(_taken(session, owner.id, sent, _stored(session, owner, sent)))


def _stored(session: Session, owner: Organisation, sent: Sequence[Sent]) -> set[str]:
    """The references of contacts that are new. Who is handed a link by another gets no message from us."""
    asked = [files.reachable(each.contact, each.reach) for each in sent if each.invite is Invite.NO]
    handed = [each for each in sent if each.invite is not Invite.NO]
    arrivals = {each.contact.reference: Arrival(now(), confidential=each.reach.confidential) for each in handed}
    new = arriving.arrive(session, owner, asked).stored.references if asked else frozenset[str]()
    return {
        *new,
        *(record.store(session, owner.id, [each.contact for each in handed], arrivals).references if handed else ()),
    }


def _taken(session: Session, organisation_id: UUID, sent: Sequence[Sent], new: set[str]) -> list[Taken]:
    desk = _InvitationDesk(session, organisation_id, [each for each in sent if each.invite is not Invite.NO])
    taken = []
    for each in sent:
        reference = each.contact.reference
        invited = None if each.invite is Invite.NO else desk.invited(reference, each.invite)
        taken.append(Taken(reference, "created" if reference in new else "known", invited))
        # The same contact again in this list is known by now.
        new.discard(reference)
    return taken


class _InvitationDesk:
    """Invites the contacts that are not invited yet, all at once, and tells of each what became of it."""

    def __init__(self, session: Session, organisation_id: UUID, wanted: Sequence[Sent]) -> None:
        self._session, self._organisation_id = session, organisation_id
        references = [each.contact.reference for each in wanted]
        spoken = [each.contact.reference for each in wanted if each.invite is Invite.CODE]
        linked = [each.contact.reference for each in wanted if each.invite is not Invite.CODE]
        self._made = invite_new(session, organisation_id, linked) if linked else {}
        if spoken:
            self._made |= invite_new(session, organisation_id, spoken, lasts=codes.LASTS)
        self._confidential = confidential(session, organisation_id, references) if references else set()
        self._standing = _standing(session, organisation_id, references) if references else {}

    def invited(self, reference: str, wish: Invite) -> Invited:
        """The invitation of one contact, renewed where that is wished and possible."""
        made = self._made.pop(reference, None)
        if made is not None and wish is Invite.CODE:
            code = give_code(self._session, self._organisation_id, made.invitation_id)
            return Invited("created", made.expires_at, code=code)
        if made is not None:
            return Invited("created", made.expires_at, made.token)
        if reference in self._confidential:
            return Invited("confidential", None)
        there = self._standing.get(reference)
        if there is None:
            # Invited so long ago that the invitation had its time; a second one could count a citizen twice.
            return Invited("exists", None)
        if there.is_answered:
            return Invited("answered", there.expires_at)
        return self._renewed(reference) if wish is Invite.RENEW else Invited("exists", there.expires_at)

    def _renewed(self, reference: str) -> Invited:
        try:
            made = invite(self._session, self._organisation_id, reference, renew=True)
        except AlreadySpent:
            # The citizen answered since we looked.
            return Invited("answered", self._standing[reference].expires_at)
        self._standing[reference] = _Standing(made.expires_at, is_answered=False)
        return Invited("renewed", made.expires_at, made.token)


def _standing(session: Session, organisation_id: UUID, references: Sequence[str]) -> dict[str, _Standing]:
    query = (
        select(Contact.reference, Invitation.expires_at, Invitation.answered_on)
        .join(
            Invitation,
            (Invitation.organisation_id == Contact.organisation_id) & (Invitation.contact_id == Contact.id),
        )
        .where(Contact.organisation_id == organisation_id, Contact.reference.in_(references))
    )
    return {row.reference: _Standing(row.expires_at, row.answered_on is not None) for row in session.execute(query)}
