from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from survey.database import begin, now, reading
from survey.intake.tables import Contact
from survey.invitations import rules
from survey.invitations.eligibility import Rules
from survey.organisations import Organisation
from survey.registers import record
from survey.registers.tables import Register, RegisterNotice
from tests import factories, open_klant
from tests.open_klant import TOKEN, OpenKlant

JUST_NOW = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Connected:
    """An organisation that asks whoever it may, with a register that is connected."""

    owner: Organisation
    id: UUID
    token: str

    def stored(self) -> Register:
        with reading() as session:
            return session.get_one(Register, (self.owner.id, self.id))

    def notices(self) -> list[RegisterNotice]:
        with reading() as session:
            return list(session.scalars(select(RegisterNotice).order_by(RegisterNotice.resource_url)))

    def contacts(self) -> dict[str, Contact]:
        with reading() as session:
            return {each.reference: each for each in session.scalars(select(Contact))}

    def send(self, client: FlaskClient, body: object, token: str | None = None) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token if token is None else token}"}
        return client.post(f"/registers/{self.id}/notices", json=body, headers=headers)


def moment(ago: timedelta = JUST_NOW) -> str:
    """A moment as a register writes it."""
    return (datetime.now(UTC) - ago).strftime("%Y-%m-%dT%H:%M:%SZ")


def after(minutes: float) -> datetime:
    return now() + timedelta(minutes=minutes)


@pytest.fixture
def register() -> Iterator[OpenKlant]:
    with open_klant.running() as found:
        yield found


@pytest.fixture
def connected(in_app: Flask, register: OpenKlant) -> Connected:
    owner = factories.organisation()
    factories.team(owner)
    with begin() as session:
        rules.save(session, owner.id, replace(Rules(is_on=True), oldest_hours=48))
        made = record.add_register(session, owner.id, "command", name="Open Klant", base_url=register.base, token=TOKEN)
    return Connected(owner, made.id, made.token)
