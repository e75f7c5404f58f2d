"""Who may be asked of so many contacts, beside one bare query that fetches the rows that it is decided from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import insert

from benchmarks import filling
from benchmarks.databases import Place, application
from benchmarks.drivers import Driver, driver
from benchmarks.lines import Line, milliseconds
from benchmarks.rounds import SERVER_CORE, interleaved, pinned, ratio, seconds
from survey import database
from survey.database import now
from survey.intake.phone_log import ContactRow
from survey.intake.tables import Contact
from survey.invitations import addresses
from survey.invitations.deciding import Reachable, address_hash, decisions
from survey.invitations.eligibility import Rules
from survey.invitations.preview import preview
from survey.invitations.tables import AddressMark, OptOut
from survey.organisations import Organisation

RULES: Final = Rules(is_on=True, excluded_topics=("Uitvaart",), shares={"*|phone": 50})
STRICTER: Final = Rules(is_on=True, cap_days=180, excluded_topics=("Uitvaart", "Bezwaar"), shares={"*|*": 25})
TOPICS: Final = ("Paspoort", "Uitvaart", "Bezwaar", None)
_SQL: Final = (
    "SELECT contacts.*, address_marks.address_hash, opt_outs.day FROM contacts"
    " LEFT JOIN address_marks ON address_marks.organisation_id = contacts.organisation_id"
    " AND address_marks.contact_id = contacts.id"
    " LEFT JOIN opt_outs ON opt_outs.organisation_id = address_marks.organisation_id"
    " AND opt_outs.address_hash = address_marks.address_hash"
    " ORDER BY contacts.arrived_at, contacts.occurred_at, contacts.id"
)


@dataclass(frozen=True, slots=True)
class _Filled:
    """The organisation, and its contacts as they came in."""

    owner_id: UUID
    contacts: list[Reachable]
    moment: datetime


def lines(place: Place, contacts: int, rounds: int) -> Iterator[Line]:
    """The lines about deciding on one kind of database."""
    url = place.new()
    app = application(url)
    with app.app_context():
        filled = _fill(contacts)
        store = driver(place, url)
        works = {
            "bare": lambda: seconds(lambda: _fetched(store)),
            "arriving": lambda: seconds(lambda: _decided(filled)),
            "preview": lambda: seconds(lambda: _previewed(filled)),
        }
        with pinned(SERVER_CORE):
            found = interleaved(works, rounds)
        store.connection.close()
        database.engine().dispose()
    for name, what in (("arriving", "who may be asked"), ("preview", "rules preview, twice decided")):
        yield Line(
            f"{what}, {contacts:,} contacts, {place.name}",
            milliseconds(min(found[name])),
            f"{milliseconds(min(found['bare']))} bare query",
            ratio(found[name], found["bare"]),
        )


def _fetched(store: Driver) -> None:
    cursor = store.connection.cursor()
    cursor.execute(_SQL)
    assert cursor.fetchall()
    store.connection.commit()


def _decided(filled: _Filled) -> None:
    with database.reading() as session:
        assert decisions(session, filled.owner_id, filled.contacts, RULES, filled.moment)


def _previewed(filled: _Filled) -> None:
    with database.reading() as session:
        owner = session.get_one(Organisation, filled.owner_id)
        assert preview(session, owner, RULES, STRICTER, filled.moment.date()).contacts


def _fill(number: int) -> _Filled:
    """Contacts of the last 30 days, most of them with an address; citizens come back now and then."""
    moment = now()
    with database.begin() as session:
        of = filling.owner(session, "asked")
        found = [_contact(place, moment) for place in range(number)]
        rows = [_row(of, each) for each in found]
        session.connection().execute(insert(Contact), rows)
        marks = [mark for each, row in zip(found, rows, strict=True) for mark in _marks(each, row)]
        session.connection().execute(insert(AddressMark), marks)
        hashes = sorted({mark["address_hash"] for mark in marks})[::50]
        out = [{"organisation_id": of.id, "address_hash": each, "day": moment.date()} for each in hashes]
        session.connection().execute(insert(OptOut), out)
    return _Filled(of.id, found, moment)


def _contact(place: int, moment: datetime) -> Reachable:
    occurred_at = moment - timedelta(minutes=43_000 * place / 100_000 % 43_000)
    row = ContactRow(
        row_number=place + 2,
        reference=f"R{place:06}",
        channel=filling.CHANNELS[place % 3],
        team=filling.TEAMS[place // 3 % 3],
        topic=TOPICS[place % 4],
        language=None,
        occurred_at=occurred_at,
        day=occurred_at.date(),
        answered=True,
        resolved=None,
        waiting_seconds=None,
        talk_seconds=None,
        rating=None,
    )
    written = addresses.email(f"inwoner{place % 70_000}@example.nl") if place % 5 else None
    return Reachable(row, () if written is None else (written,), confidential=place % 100 == 0)


def _row(of: filling.Owner, each: Reachable) -> dict[str, Any]:
    contact = each.contact
    return {
        "organisation_id": of.id,
        "id": uuid4(),
        "reference": contact.reference,
        "channel": contact.channel,
        "team_id": of.teams[filling.TEAMS.index(str(contact.team))],
        "topic": contact.topic,
        "occurred_at": contact.occurred_at,
        "day": contact.day,
        "confidential": each.confidential,
        "reachable_by": ",".join(address.means for address in each.addresses),
        "arrived_at": contact.occurred_at + timedelta(minutes=5),
    }


def _marks(each: Reachable, row: dict[str, Any]) -> list[dict[str, Any]]:
    arrived_at = row["arrived_at"]
    return [
        {
            "organisation_id": row["organisation_id"],
            "contact_id": row["id"],
            "means": address.means,
            "address_hash": address_hash(address),
            "arrived_at": arrived_at,
            "asked_at": arrived_at if int(row["reference"][1:]) % 7 == 0 else None,
        }
        for address in each.addresses
    ]
