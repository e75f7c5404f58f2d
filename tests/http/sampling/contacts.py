"""A town with contacts of every kind, and a round to draw for."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import select

from admin.audits.tables import AuditRound
from admin.sampling.tables import SampledContact
from survey.database import begin, reading
from survey.intake.tables import Contact
from survey.organisations import Organisation
from tests import factories

MONDAY = date(2026, 3, 2)
ZONE = ZoneInfo("Europe/Amsterdam")


def planned_round(owner: Organisation, name: str = "Spring", **fields: object) -> UUID:
    """A round without calls; gives its id."""
    with begin() as session:
        made = AuditRound(organisation_id=owner.id, id=uuid4(), name=name, criteria_version=1, **fields)
        session.add(made)
        return made.id


def contacts(owner: Organisation, teams: list[UUID], number: int = 300, seed: int = 3, **fields: object) -> None:
    """Answered contacts at any hour of three weeks, with whatever citizens made of them."""
    chance = random.Random(seed)
    with begin() as session:
        for place in range(number):
            at = datetime(2026, 3, 2, 7, tzinfo=ZONE) + timedelta(minutes=chance.randrange(21 * 24 * 60))
            values = {
                "team_id": chance.choice(teams),
                "channel": chance.choice(["phone", "phone", "phone", "chat"]),
                "occurred_at": at,
                "day": at.date(),
                "rating": chance.choice([None, 1, 5]),
                "resolved": chance.choice([None, True, False]),
                "invited": chance.random() < 0.5,
            }
            factories.add_contact(session, owner, f"C{place:04}", **(values | fields))


def drawn_references(round_id: UUID) -> set[str]:
    """The references of the contacts that were drawn for a round."""
    with reading() as session:
        query = select(Contact.reference).join(SampledContact, SampledContact.contact_id == Contact.id)
        return set(session.scalars(query.where(SampledContact.round_id == round_id)))
