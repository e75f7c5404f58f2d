"""Contacts come in with addresses: whom the rules allow is asked, of all others no address is kept.

One transaction does all of it, and the organisation's row is locked first: two lists with the same citizen in them
can't both find that nobody asked her yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, Table, cast, extract, func, insert, select, update
from sqlalchemy.orm import Session

from survey.database import NO_TEAM, now
from survey.intake import record
from survey.intake.record import Arrival, Stored
from survey.intake.rollup import count_invited
from survey.intake.tables import Contact
from survey.invitations import timing
from survey.invitations.counting import count_deliveries, count_outcomes
from survey.invitations.deciding import Reachable, batches, decisions
from survey.invitations.eligibility import Decision, Outcome, Rules
from survey.invitations.rules import rules_of
from survey.invitations.tables import AddressMark, ContactAddress, Invitation, Message
from survey.invitations.tokens import derived_token, token_hash
from survey.languages import DEFAULT
from survey.organisations import Organisation, take_turns
from survey.privacy import Vault
from survey.settings import settings

_ADDRESSES: Final[Table] = ContactAddress.__table__  # type: ignore[assignment]
_MARKS: Final[Table] = AddressMark.__table__  # type: ignore[assignment]
Rows = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Arrived:
    """Contacts that were new and known, and of the new ones how many had each outcome (none while rules are off)."""

    stored: Stored
    outcomes: Mapping[Outcome, int]


@dataclass(frozen=True, slots=True)
class _Decided:
    """A new contact with what was decided about it, and its row."""

    reachable: Reachable
    decision: Decision
    row: Mapping[str, Any]


def arrive(
    session: Session, organisation: Organisation, contacts: Sequence[Reachable], moment: datetime | None = None
) -> Arrived:
    """Store the contacts that are new and ask whom the rules allow, in the caller's transaction.

    Every team must exist (`KeyError`). Raises NoKeyError where somebody is to be asked and there is no key.
    """
    arrived_at = moment or now()
    take_turns(session, organisation.id)
    rules = rules_of(session, organisation.id)
    first = {each.contact.reference: each for each in reversed(contacts)}
    decided = _decide_new(session, organisation.id, first, rules, arrived_at) if rules.is_on else {}
    arrivals = {reference: _arrival(each, decided.get(reference), arrived_at) for reference, each in first.items()}
    stored = record.store(session, organisation.id, [each.contact for each in contacts], arrivals)
    if decided:
        rows = _rows(session, organisation.id, list(decided))
        _keep(
            session,
            organisation,
            [_Decided(first[reference], decision, rows[reference]) for reference, decision in decided.items()],
            rules,
            arrived_at,
        )
    return Arrived(stored, Counter(decision.outcome for decision in decided.values()))


def _decide_new(
    session: Session, organisation_id: UUID, first: dict[str, Reachable], rules: Rules, arrived_at: datetime
) -> dict[str, Decision]:
    known = record.known_references(session, organisation_id, first)
    new = [first[reference] for reference in reversed(first) if reference not in known]
    return decisions(session, organisation_id, new, rules, arrived_at)


def _arrival(each: Reachable, decision: Decision | None, arrived_at: datetime) -> Arrival:
    reachable_by = ",".join(sorted({address.means for address in each.addresses}))
    return Arrival(arrived_at, reachable_by, each.confidential, None if decision is None else decision.outcome.value)


def _rows(session: Session, organisation_id: UUID, references: Sequence[str]) -> Rows:
    columns = (Contact.organisation_id, Contact.id, Contact.reference, Contact.day, Contact.team_id, Contact.channel)
    found: Rows = {}
    for batch in batches(references):
        query = select(*columns).where(Contact.organisation_id == organisation_id, Contact.reference.in_(batch))
        found.update((row["reference"], dict(row)) for row in session.execute(query).mappings())
    return found


def _keep(
    session: Session, organisation: Organisation, decided: Sequence[_Decided], rules: Rules, arrived_at: datetime
) -> None:
    """Count every outcome, keep the marks for the cap, and put a message in the outbox for who is asked."""
    outcomes = Counter(
        (each.row["day"], each.row["team_id"] or NO_TEAM, each.row["channel"], each.decision.outcome.value)
        for each in decided
    )
    count_outcomes(session.connection(), organisation.id, outcomes)
    marks = [mark for each in decided for mark in _marks(each, arrived_at)]
    if marks:
        session.execute(insert(_MARKS), marks)
    asked = [each for each in decided if each.decision.means is not None]
    if asked:
        _ask(session, organisation, asked, rules, arrived_at)


def _ask(
    session: Session, organisation: Organisation, asked: Sequence[_Decided], rules: Rules, arrived_at: datetime
) -> None:
    zone = ZoneInfo(organisation.timezone)
    wanted = [timing.earliest(each.reachable.contact.occurred_at, arrived_at, rules) for each in asked]
    due = timing.schedule(wanted, _taken(session, organisation.id, arrived_at), rules, zone)
    invitations = [_invitation(each, at, rules) for each, at in zip(asked, due, strict=True)]
    vault = Vault(settings().address_keys)
    session.execute(insert(_ADDRESSES), [_sealed(each, vault, arrived_at) for each in asked])
    session.execute(insert(Invitation), invitations)
    session.execute(
        insert(Message),
        [_message(each, invitation, at) for each, invitation, at in zip(asked, invitations, due, strict=True)],
    )
    rows = [each.row for each in asked]
    for batch in batches(row["id"] for row in rows):
        session.execute(
            update(Contact)
            .where(Contact.organisation_id == organisation.id, Contact.id.in_(batch))
            .values(invited=True)
        )
    count_invited(session.connection(), rows)
    day = arrived_at.astimezone(zone).date()
    waiting = Counter((day, str(each.decision.means), "waiting", "") for each in asked)
    count_deliveries(session.connection(), organisation.id, waiting)


def _taken(session: Session, organisation_id: UUID, since: datetime) -> dict[int, int]:
    """How many messages are due already, by `timing.hour_of`."""
    # Whole division differs between databases: the rest is taken off first.
    seconds = cast(extract("epoch", Message.due_at), Integer)
    begin = seconds - seconds % 3600
    query = (
        select(begin, func.count())
        .where(Message.organisation_id == organisation_id, Message.state == "waiting", Message.due_at >= since)
        .group_by(begin)
    )
    return {int(second) // 3600: number for second, number in session.execute(query)}


def _marks(each: _Decided, arrived_at: datetime) -> list[dict[str, Any]]:
    asked_at = arrived_at if each.decision.outcome is Outcome.INVITED else None
    return [
        {
            "organisation_id": each.row["organisation_id"],
            "contact_id": each.row["id"],
            "means": means,
            "address_hash": found,
            "arrived_at": arrived_at,
            "asked_at": asked_at,
        }
        for means, found in each.reachable.hashes.items()
    ]


def _sealed(each: _Decided, vault: Vault, arrived_at: datetime) -> dict[str, Any]:
    address = next(address for address in each.reachable.addresses if address.means == each.decision.means)
    return {
        "organisation_id": each.row["organisation_id"],
        "contact_id": each.row["id"],
        "means": address.means,
        "sealed": vault.seal(address.value),
        "arrived_at": arrived_at,
    }


def _invitation(each: _Decided, due_at: datetime, rules: Rules) -> dict[str, Any]:
    key = uuid4()
    return {
        "organisation_id": each.row["organisation_id"],
        "id": key,
        "contact_id": each.row["id"],
        "token_hash": token_hash(derived_token(settings().secret_key, key)),
        "language": each.reachable.contact.language,
        "expires_at": due_at + timedelta(days=rules.lasts_days),
        "means": each.decision.means,
    }


def _message(each: _Decided, invitation: Mapping[str, Any], due_at: datetime) -> dict[str, Any]:
    return {
        "organisation_id": invitation["organisation_id"],
        "id": uuid4(),
        "invitation_id": invitation["id"],
        "kind": "invitation",
        "means": invitation["means"],
        "language": each.reachable.contact.language or DEFAULT,
        "state": "waiting",
        "due_at": due_at,
        "attempts": 0,
    }
