"""Why the citizen of one contact was or was not invited; without any address, and without whether they answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.insight import formatting
from survey.intake.tables import Contact
from survey.invitations.eligibility import WORDS, Outcome, Rules
from survey.invitations.tables import Invitation, Message
from survey.languages import N_

NOT_LOOKED: Final = N_(
    "Nothing was decided about this contact. Asking was off when it came in, or its link was handed over."
)
_RULES: Final = {
    Outcome.TOO_OLD: N_("The rule now: a contact is at most %(value)s hours old when it comes in."),
    Outcome.ASKED_RECENTLY: N_("The rule now: a citizen is asked at most once in %(value)s days."),
    Outcome.NOT_SAMPLED: N_("The rule now: of this team and channel %(value)s per cent is asked."),
    Outcome.TOPIC_EXCLUDED: N_("The topic: %(value)s."),
}
STATES: Final = {
    "waiting": N_("waits"),
    "sending": N_("is being sent"),
    "sent": N_("sent"),
    "delivered": N_("delivered"),
    "failed": N_("failed"),
    "cancelled": N_("no longer needed"),
}


@dataclass(frozen=True, slots=True)
class MessageState:
    """What became of a message: its means, its state."""

    means: str
    state: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was decided about a contact, in words of the page's language."""

    reference: str
    day: date
    words: str
    rule: str
    invitation: MessageState | None


def explain(session: Session, organisation_id: UUID, reference: str, rules: Rules) -> Explanation | None:
    """What was decided about the contact with this reference; None where there is no such contact."""
    contact = session.scalar(
        select(Contact).where(Contact.organisation_id == organisation_id, Contact.reference == reference)
    )
    if contact is None:
        return None
    outcome = None if contact.outcome is None else Outcome(contact.outcome)
    return Explanation(
        reference=contact.reference,
        day=contact.day,
        words=str(gettext(NOT_LOOKED if outcome is None else WORDS[outcome])),
        rule=_rule(contact, outcome, rules),
        invitation=_invitation(session, contact),
    )


def _rule(contact: Contact, outcome: Outcome | None, rules: Rules) -> str:
    if outcome is None or outcome not in _RULES:
        return ""
    team = None if contact.team_id is None else str(contact.team_id)
    values = {
        Outcome.TOO_OLD: formatting.whole(rules.oldest_hours),
        Outcome.ASKED_RECENTLY: formatting.whole(rules.cap_days),
        Outcome.NOT_SAMPLED: formatting.whole(rules.share(team, contact.channel)),
        Outcome.TOPIC_EXCLUDED: contact.topic or "",
    }
    return str(gettext(_RULES[outcome], value=values[outcome]))


def _invitation(session: Session, contact: Contact) -> MessageState | None:
    # Not the reminder: that it is no longer needed would tell that this citizen answered.
    query = (
        select(Message.means, Message.state)
        .join(
            Invitation,
            (Invitation.organisation_id == Message.organisation_id) & (Invitation.id == Message.invitation_id),
        )
        .where(
            Invitation.organisation_id == contact.organisation_id,
            Invitation.contact_id == contact.id,
            Message.kind == "invitation",
        )
    )
    row = session.execute(query).first()
    return None if row is None else MessageState(*row)
