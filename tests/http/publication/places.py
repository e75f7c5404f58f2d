"""A town that answered in the period which is published now."""

from __future__ import annotations

from datetime import date, timedelta

from admin.publication.period import settled
from survey.database import begin
from survey.organisations import Organisation, today
from tests.http.insight import opinions
from tests.http.insight.opinions import Town


def until() -> date:
    """The last day of the period."""
    return settled(today("Europe/Amsterdam"))


def town(slug: str = "voorbeeld", *, answers: int = 12, value: int = 4, audits: int = 0) -> Town:
    """An organisation with so many equal answers and audited calls in the period."""
    made = opinions.town(slug)
    if answers:
        opinions.answer(made, day=until() - timedelta(days=40), times=answers, value=value)
    if audits:
        opinions.audit(made, "Ronde", audits, day=until() - timedelta(days=60))
    return made


def turned(town: Town, **switches: object) -> Town:
    """The same with these columns of the organisation changed."""
    with begin() as session:
        organisation = session.get_one(Organisation, town.owner.id)
        for name, value in switches.items():
            setattr(organisation, name, value)
    return town
