"""A file of contacts that was read: what storing it would do, and storing it. Whom the rules allow is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from survey.database import now
from survey.intake import record
from survey.intake.importing import JOURNAL_ACTION, Reading
from survey.intake.phone_log import ContactRow
from survey.intake.reach import NOWHERE, Reach
from survey.invitations import addresses
from survey.invitations.arriving import arrive
from survey.invitations.deciding import Reachable, decisions
from survey.invitations.eligibility import Outcome
from survey.invitations.rules import rules_of
from survey.journal import note
from survey.organisations import Organisation


@dataclass(frozen=True, slots=True)
class Counts:
    """What an import did, or would do; of the new contacts how many had each outcome (none while nobody is asked)."""

    new: int
    known: int
    faulty: int
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)


def reachable(contact: ContactRow, reach: Reach = NOWHERE) -> Reachable:
    """A contact with those of its addresses that can be used."""
    written = (
        (addresses.email, reach.email),
        (addresses.mobile, reach.mobile),
        (addresses.letter, reach.letter),
    )
    found = (read(text) for read, text in written if text)
    return Reachable(contact, tuple(each for each in found if each is not None), reach.confidential)


def foreseen(session: Session, organisation: Organisation, reading: Reading) -> Counts:
    """What `store` would do with what was read."""
    first = {contact.reference: contact for contact in reversed(reading.contacts)}
    known = record.known_references(session, organisation.id, first)
    new = [contact for reference, contact in reversed(first.items()) if reference not in known]
    rules = rules_of(session, organisation.id)
    outcomes: Mapping[Outcome, int] = {}
    if rules.is_on:
        # A team that is still to be made has no share of its own.
        contacts = _reachable(reading, new, without_team=reading.new_teams)
        found = decisions(session, organisation.id, contacts, rules, now())
        outcomes = Counter(decision.outcome for decision in found.values())
    return Counts(len(new), len(reading.contacts) - len(new), reading.faulty_rows, outcomes)


def store(session: Session, organisation: Organisation, reading: Reading, actor: str) -> Counts:
    """Store what was read, in the caller's transaction, making the teams that are new; the journal says by whom.

    Raises NoKeyError where somebody is to be asked and there is no key to seal addresses with.
    """
    record.add_teams(session, organisation.id, reading.new_teams)
    arrived = arrive(session, organisation, _reachable(reading, reading.contacts))
    stored = arrived.stored
    note(session, organisation.id, actor, JOURNAL_ACTION, "file", new=stored.new, known=stored.known)
    return Counts(stored.new, stored.known, reading.faulty_rows, arrived.outcomes)


def _reachable(reading: Reading, contacts: Iterable[ContactRow], without_team: Collection[str] = ()) -> list[Reachable]:
    found = []
    for contact in contacts:
        reach = reading.reaches.get(contact.reference, NOWHERE)
        found.append(reachable(replace(contact, team=None) if contact.team in without_team else contact, reach))
    return found
