"""Contacts as they come in, for the tests of invitations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from survey.database import begin
from survey.intake.phone_log import ContactRow
from survey.invitations import addresses
from survey.invitations.addresses import Address
from survey.invitations.arriving import Arrived, arrive
from survey.invitations.deciding import Reachable
from survey.organisations import Organisation

MONDAY = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
"""Noon in Amsterdam."""
MAIL = "inwoner@example.nl"
NUMBER = "06 12 34 56 78"


def contact(reference: str, occurred_at: datetime = MONDAY, **fields: object) -> ContactRow:
    values = {
        "row_number": 1,
        "reference": reference,
        "channel": "phone",
        "team": None,
        "topic": None,
        "language": None,
        "occurred_at": occurred_at,
        "day": occurred_at.date(),
        "answered": True,
        "resolved": None,
        "waiting_seconds": None,
        "talk_seconds": None,
        "rating": None,
    } | fields
    return ContactRow(**values)  # type: ignore[arg-type]


def email(text: str = MAIL) -> Address:
    found = addresses.email(text)
    assert found is not None
    return found


def mobile(text: str = NUMBER) -> Address:
    found = addresses.mobile(text)
    assert found is not None
    return found


def reachable(reference: str, *given: Address, confidential: bool = False, **fields: object) -> Reachable:
    return Reachable(contact(reference, **fields), given, confidential)  # type: ignore[arg-type]


def arrived(owner: Organisation, *contacts: Reachable, moment: datetime = MONDAY + timedelta(minutes=5)) -> Arrived:
    with begin() as session:
        return arrive(session, session.merge(owner, load=False), contacts, moment)
