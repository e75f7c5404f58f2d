"""What other rules would have meant for the contacts of the last days: the same decisions, taken again in order.

Two queries, whatever the number of contacts; these are read as they come, one at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session, aliased

from survey.intake.tables import Contact
from survey.invitations.deciding import draw
from survey.invitations.eligibility import Facts, Outcome, Rules, decide
from survey.invitations.tables import AddressMark, OptOut
from survey.organisations import Organisation

DAYS: Final = 30
"""How far is looked back. Hashes of addresses are kept for longer."""
_CHUNK: Final = 2000
_Known = dict[str, Any]
"""Facts about a contact but for when its citizen was last asked, which depends on the rules."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Of the contacts from `since` up to today, how many had each outcome: as it was, by the rules now, by others.

    `unknown` came in without anybody looking whether they can be reached, and are in none of these.
    """

    since: date
    unknown: int
    recorded: Mapping[Outcome, int]
    now: Mapping[Outcome, int]
    then: Mapping[Outcome, int]

    @property
    def contacts(self) -> int:
        """How many contacts were looked at."""
        return sum(self.then.values())


def preview(session: Session, organisation: Organisation, rules: Rules, others: Rules, today: date) -> Preview:
    """What `others` would have meant in place of `rules`. Writes nothing; either counts as if it were switched on."""
    since = today - timedelta(days=DAYS)
    within = (Contact.organisation_id == organisation.id, Contact.day >= since, Contact.day <= today)
    asked = _asked_before(session, organisation, within, since, max(rules.cap_days, others.cap_days))
    replays = _Replay(rules, dict(asked)), _Replay(others, dict(asked))
    recorded: Counter[Outcome] = Counter()
    for rows in _contacts(session, within):
        if rows[0].outcome is not None:
            recorded[Outcome(rows[0].outcome)] += 1
        facts = _facts(organisation, rows)
        hashes = [row.address_hash for row in rows if row.address_hash is not None]
        for replay in replays:
            replay.decide(facts, hashes)
    unknown = session.scalar(select(func.count()).where(*within, Contact.reachable_by.is_(None))) or 0
    return Preview(since, unknown, recorded, replays[0].outcomes, replays[1].outcomes)


class _Replay:
    """Decides on one contact after another, and remembers whom it asked."""

    def __init__(self, rules: Rules, asked: dict[bytes, datetime]) -> None:
        self.outcomes: Counter[Outcome] = Counter()
        self._rules, self._asked = rules, asked

    def decide(self, facts: _Known, hashes: Sequence[bytes]) -> None:
        """Take the next contact; `hashes` are of its addresses."""
        last = max((self._asked[found] for found in hashes if found in self._asked), default=None)
        outcome = decide(Facts(**facts, last_asked_at=last), self._rules).outcome
        self.outcomes[outcome] += 1
        if outcome is Outcome.INVITED:
            moment: datetime = facts["arrived_at"]
            self._asked.update(dict.fromkeys(hashes, moment))


def _contacts(session: Session, within: Sequence[ColumnElement[bool]]) -> Iterator[list[Row[Any]]]:
    """The rows of each contact, one for each of its addresses, in the order in which contacts came in."""
    query = (
        select(
            Contact.id,
            Contact.reference,
            Contact.team_id,
            Contact.channel,
            Contact.topic,
            Contact.occurred_at,
            Contact.arrived_at,
            Contact.confidential,
            Contact.reachable_by,
            Contact.outcome,
            AddressMark.address_hash,
            OptOut.day.label("opted_out_on"),
        )
        .outerjoin(
            AddressMark,
            (AddressMark.organisation_id == Contact.organisation_id) & (AddressMark.contact_id == Contact.id),
        )
        .outerjoin(
            OptOut,
            (OptOut.organisation_id == AddressMark.organisation_id) & (OptOut.address_hash == AddressMark.address_hash),
        )
        .where(*within, Contact.reachable_by.is_not(None), Contact.arrived_at.is_not(None))
        .order_by(Contact.arrived_at, Contact.occurred_at, Contact.id)
    )
    rows: Iterable[Row[Any]] = session.execute(query, execution_options={"yield_per": _CHUNK})
    return (list(group) for _, group in groupby(rows, key=_contact_of))


def _contact_of(row: Row[Any]) -> Any:
    return row.id


def _facts(organisation: Organisation, rows: Sequence[Row[Any]]) -> _Known:
    first, zone = rows[0], ZoneInfo(organisation.timezone)
    opted_out = [row.opted_out_on for row in rows if row.opted_out_on is not None]
    return {
        "team": None if first.team_id is None else str(first.team_id),
        "channel": first.channel,
        "topic": first.topic,
        "occurred_at": first.occurred_at,
        "arrived_at": first.arrived_at,
        "confidential": first.confidential,
        "reachable_by": frozenset(first.reachable_by.split(",")) - {""},
        # Who opted out after this contact came in had not done so yet.
        "has_opted_out": any(day < first.arrived_at.astimezone(zone).date() for day in opted_out),
        "draw": draw(organisation.id, first.reference),
    }


def _asked_before(
    session: Session, organisation: Organisation, within: Sequence[ColumnElement[bool]], since: date, cap_days: int
) -> dict[bytes, datetime]:
    """When the citizens of these contacts were last asked about an earlier one."""
    start = datetime.combine(since, time(), ZoneInfo(organisation.timezone)).astimezone(UTC)
    own, earlier = aliased(AddressMark), aliased(Contact)
    hashes = (
        select(own.address_hash)
        .join(Contact, (Contact.organisation_id == own.organisation_id) & (Contact.id == own.contact_id))
        .where(*within)
    )
    query = (
        select(AddressMark.address_hash, func.max(AddressMark.asked_at))
        .join(
            earlier,
            (earlier.organisation_id == AddressMark.organisation_id) & (earlier.id == AddressMark.contact_id),
        )
        .where(
            AddressMark.organisation_id == organisation.id,
            AddressMark.asked_at > start - timedelta(days=cap_days),
            earlier.day < since,
            AddressMark.address_hash.in_(hashes),
        )
        .group_by(AddressMark.address_hash)
    )
    return {found: asked_at for found, asked_at in session.execute(query) if asked_at is not None}
