"""What a register and a fetcher share: the register's client, and taking its records in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from survey.invitations import files
from survey.invitations.arriving import Arrived, arrive
from survey.organisations import Organisation, folded, teams_by_name
from survey.privacy import NotOurSealError, Vault
from survey.registers.client import Client, NotAnswered
from survey.registers.reading import FoundContact, TeamOf, read_record
from survey.registers.tables import Register
from survey.settings import settings


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads records for one organisation: its zone, and its teams by the names that actors have."""

    zone: ZoneInfo
    team_of: TeamOf

    def read(self, found: object) -> FoundContact:
        """The contact in a record. Raises UnreadableRecord."""
        return read_record(found, self.zone, self.team_of)


def client_of(register: Register) -> Client:
    """A client with the register's token. Raises NoKeyError, and NotAnswered where no key opens the token."""
    try:
        token = Vault(settings().address_keys).open(register.sealed_token)
    except NotOurSealError:
        raise NotAnswered("key_is_gone") from None
    return Client(register.base_url, token, settings().register_hosts)


def reader_of(session: Session, organisation: Organisation) -> Reader:
    """Reads records as this organisation's; a unit that is no team here gives no team."""
    teams = {folded(name): name for name in teams_by_name(session, organisation.id)}
    return Reader(ZoneInfo(organisation.timezone), lambda name: teams.get(folded(name)))


def take_in(session: Session, organisation: Organisation, found: Sequence[FoundContact]) -> Arrived:
    """Store the contacts and ask whom the rules allow, in the caller's transaction. Raises NoKeyError."""
    return arrive(session, organisation, [files.reachable(each.contact, each.reach) for each in found])


def organisation_of(session: Session, organisation_id: UUID) -> Organisation:
    """The organisation of a register."""
    return session.get_one(Organisation, organisation_id)
