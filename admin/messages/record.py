"""The only writer of an organisation's texts, and of who sends them; each change is noted in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import journal
from survey.database import begin
from survey.invitations import receipts, texts
from survey.invitations.tables import DeliverySettings, MessageText
from survey.invitations.texts import Text
from survey.machines import new_token, token_hash
from survey.organisations import take_turns
from survey.privacy import Vault
from survey.settings import settings


@dataclass(frozen=True, slots=True)
class Place:
    """Which text: by what means, of what kind, in which language."""

    means: str
    kind: str
    language: str

    @property
    def name(self) -> str:
        """As the journal names it."""
        return f"{self.means} {self.kind} {self.language}"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Who sends what, under which name."""

    email_by: str
    sms_by: str
    letter_by: str
    sender_name: str
    reply_to: str
    email_template: str
    sms_template: str
    letter_template: str


def delivery_of(session: Session, organisation_id: UUID) -> DeliverySettings:
    """Who sends; what holds where nobody said is not in the session."""
    found = session.get(DeliverySettings, organisation_id)
    return found or DeliverySettings(
        organisation_id=organisation_id, email_by="smtp", sms_by="", letter_by="", sender_name="", reply_to="",
        email_template="", sms_template="", letter_template="",
    )  # fmt: skip


def own_texts(session: Session, organisation_id: UUID) -> set[Place]:
    """Which texts the organisation wrote."""
    query = select(MessageText).where(MessageText.organisation_id == organisation_id)
    rows: Sequence[MessageText] = session.scalars(query).all()
    return {Place(row.means, row.kind, row.locale) for row in rows if row.subject or row.body}


def own_template(session: Session, organisation_id: UUID, place: Place) -> str:
    """The template that this text alone has."""
    found = session.get(MessageText, (organisation_id, *_key(place)))
    return found.template if found else ""


def keep_text(organisation_id: UUID, actor: str, place: Place, wanted: Text) -> None:
    """Keep what differs from our own words, so that who changed nothing gets the better words of a later version."""
    ours = texts.standard(place.means, place.kind, place.language)
    values = {
        "subject": wanted.subject if wanted.subject != ours.subject else "",
        "body": wanted.body if wanted.body != ours.body else "",
        "template": wanted.template,
    }
    with begin() as session:
        take_turns(session, organisation_id)
        found = session.get(MessageText, (organisation_id, *_key(place)))
        before = {name: getattr(found, name) if found else "" for name in values}
        if before == values:
            return
        if not any(values.values()):
            session.delete(found)
        else:
            means, kind, locale = _key(place)
            row = MessageText(organisation_id=organisation_id, means=means, kind=kind, locale=locale, **values)
            session.merge(row)
        journal.note(session, organisation_id, actor, "message.text changed", place.name)


def reset_text(organisation_id: UUID, actor: str, place: Place) -> None:
    """Go back to our own words; the template stays."""
    ours = texts.standard(place.means, place.kind, place.language)
    with begin() as session:
        template = own_template(session, organisation_id, place)
    keep_text(organisation_id, actor, place, Text(ours.subject, ours.body, template))


def change_delivery(organisation_id: UUID, actor: str, wanted: Delivery, key: str = "") -> None:
    """Set who sends; `key` is sealed and can't be read back. Raises NoKeyError where nothing can be sealed."""
    sealed = Vault(settings().address_keys).seal(key) if key else None
    with begin() as session:
        take_turns(session, organisation_id)
        row = session.merge(delivery_of(session, organisation_id))
        changed = {name: value for name, value in asdict(wanted).items() if getattr(row, name) != value}
        for name, value in changed.items():
            setattr(row, name, value)
        if sealed is not None:
            row.sealed_notify_key = sealed
        if changed or sealed:
            detail = {name: value for name, value in changed.items() if name != "reply_to"}
            journal.note(session, organisation_id, actor, "delivery.changed", ", ".join(sorted(changed)), **detail)
        if sealed:
            journal.note(session, organisation_id, actor, "delivery.key kept", "notify")


def remove_key(organisation_id: UUID, actor: str) -> None:
    """Forget the provider's key."""
    with begin() as session:
        found = session.get(DeliverySettings, organisation_id)
        if found is not None and found.sealed_notify_key is not None:
            found.sealed_notify_key = None
            journal.note(session, organisation_id, actor, "delivery.key removed", "notify")


def renew_token(organisation_id: UUID, actor: str) -> str:
    """A new token for receipts, which is kept nowhere; the one before it stops working."""
    token = new_token(receipts.PREFIX)
    with begin() as session:
        take_turns(session, organisation_id)
        row = session.merge(delivery_of(session, organisation_id))
        row.callback_hash = token_hash(token)
        journal.note(session, organisation_id, actor, "delivery.token renewed", "receipts")
    return token


def _key(place: Place) -> tuple[str, str, str]:
    return place.means, place.kind, place.language
