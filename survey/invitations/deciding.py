"""What is decided about contacts that come in: facts are gathered in few queries, the rules decide. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.intake.phone_log import ContactRow
from survey.invitations.addresses import Address, identity
from survey.invitations.eligibility import Decision, Facts, Outcome, Rules, decide
from survey.invitations.tables import AddressMark, OptOut
from survey.organisations import teams_by_name
from survey.privacy import keyed_hash
from survey.settings import settings

T = TypeVar("T")
BATCH: Final = 500
"""Values in one IN (...), well under every database's limit."""
DRAWS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Reachable:
    """A contact that came in, the addresses that can be used to ask about it, and whether it is confidential."""

    contact: ContactRow
    addresses: tuple[Address, ...] = ()
    confidential: bool = False

    @property
    def hashes(self) -> dict[str, bytes]:
        """By means the keyed hash of the address."""
        return {address.means: address_hash(address) for address in self.addresses}


@dataclass(frozen=True, slots=True)
class _Past:
    """What is known of addresses: who opted out, and when each was last asked."""

    opted_out: frozenset[bytes]
    asked: dict[bytes, datetime]


def address_hash(address: Address) -> bytes:
    """The keyed hash (32 bytes) by which an address is known again: for opting out, and for the cap."""
    return keyed_hash(settings().secret_key, "addresses", identity(address))


def draw(organisation_id: UUID, reference: str) -> float:
    """The lot of a contact, 0 up to 100: the same whenever it is drawn, and not to be foretold without the secret."""
    found = keyed_hash(settings().secret_key, "sampling", f"{organisation_id}:{reference}")
    return int.from_bytes(found[:8]) % DRAWS * 100 / DRAWS


def decisions(
    session: Session, organisation_id: UUID, contacts: Sequence[Reachable], rules: Rules, arrived_at: datetime
) -> dict[str, Decision]:
    """The decision on each, by reference; who is asked in this very list counts as asked for the rest of it."""
    teams = teams_by_name(session, organisation_id)
    hashes = [each.hashes for each in contacts]
    every = {found for each in hashes for found in each.values()}
    since = arrived_at - timedelta(days=rules.cap_days)
    past = _Past(_opted_out(session, organisation_id, every), _last_asked(session, organisation_id, every, since))
    decided = {}
    for each, own in zip(contacts, hashes, strict=True):
        reference = each.contact.reference
        facts = _facts(each, own, past, teams, arrived_at, draw(organisation_id, reference))
        decided[reference] = decide(facts, rules)
        if decided[reference].outcome is Outcome.INVITED:
            past.asked.update(dict.fromkeys(own.values(), arrived_at))
    return decided


def _facts(
    each: Reachable,
    hashes: Mapping[str, bytes],
    past: _Past,
    teams: Mapping[str, UUID],
    arrived_at: datetime,
    lot: float,
) -> Facts:
    contact = each.contact
    return Facts(
        team=None if contact.team is None else str(teams[contact.team]),
        channel=contact.channel,
        topic=contact.topic,
        occurred_at=contact.occurred_at,
        arrived_at=arrived_at,
        confidential=each.confidential,
        reachable_by=frozenset(hashes),
        has_opted_out=not past.opted_out.isdisjoint(hashes.values()),
        last_asked_at=max((past.asked[found] for found in hashes.values() if found in past.asked), default=None),
        draw=lot,
    )


def _opted_out(session: Session, organisation_id: UUID, hashes: Iterable[bytes]) -> frozenset[bytes]:
    found: set[bytes] = set()
    for batch in batches(hashes):
        query = select(OptOut.address_hash).where(
            OptOut.organisation_id == organisation_id, OptOut.address_hash.in_(batch)
        )
        found.update(session.scalars(query))
    return frozenset(found)


def _last_asked(
    session: Session, organisation_id: UUID, hashes: Iterable[bytes], since: datetime
) -> dict[bytes, datetime]:
    found: dict[bytes, datetime] = {}
    for batch in batches(hashes):
        query = (
            select(AddressMark.address_hash, func.max(AddressMark.asked_at))
            .where(
                AddressMark.organisation_id == organisation_id,
                AddressMark.address_hash.in_(batch),
                AddressMark.asked_at > since,
            )
            .group_by(AddressMark.address_hash)
        )
        found.update((mark, asked_at) for mark, asked_at in session.execute(query) if asked_at is not None)
    return found


def batches(values: Iterable[T]) -> Iterator[list[T]]:
    """`values` in lists of at most `BATCH`."""
    everything = list(values)
    return (everything[start : start + BATCH] for start in range(0, len(everything), BATCH))
