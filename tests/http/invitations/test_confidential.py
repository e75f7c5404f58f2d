"""Nobody is asked about a confidential contact, by whatever way."""

from __future__ import annotations

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from survey.database import begin, reading
from survey.intake.tables import Contact
from survey.invitations.record import ConfidentialContact, invite, invite_by_code, invite_new
from survey.invitations.tables import Invitation
from survey.organisations import Organisation
from tests import factories


@pytest.fixture
def owner(in_app: object) -> Organisation:
    made = factories.organisation()
    with begin() as session:
        factories.add_contact(session, made, "R1", confidential=True)
    return made


def invitations() -> list[Invitation]:
    with reading() as session:
        return list(session.scalars(select(Invitation)))


def test_neither_a_link_nor_a_code_nor_a_new_link(owner: Organisation) -> None:
    with begin() as session:
        assert invite_new(session, owner.id, ["R1"]) == {}
        for renew in (False, True):
            with pytest.raises(ConfidentialContact):
                invite(session, owner.id, "R1", renew=renew)
        with pytest.raises(ConfidentialContact):
            invite_by_code(session, owner.id, "R1")
    assert invitations() == []


@pytest.mark.parametrize("command", ["create", "code"])
def test_the_commands_say_so(runner: FlaskCliRunner, owner: Organisation, command: str) -> None:
    told = runner.invoke(args=["invitations", command, "--org", owner.slug, "--reference", "R1"])
    assert (told.exit_code, "confidential" in told.output) == (1, True)
    assert invitations() == []


def test_adding_one_with_a_link_keeps_that_it_is_confidential(runner: FlaskCliRunner, owner: Organisation) -> None:
    options = ["--reference", "R2", "--at", "2026-03-02T10:15", "--confidential", "--invite"]
    told = runner.invoke(args=["contacts", "add", "--org", owner.slug, *options])
    assert (told.exit_code, "confidential" in told.output, "/s/" in told.output) == (1, True, False)
    with reading() as session:
        assert session.scalar(select(Contact.confidential).where(Contact.reference == "R2")) is True
    assert invitations() == []
