"""Rows to measure with: invitations that can be answered, and answers by the million."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any, Final
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import Connection, Table, insert, text
from sqlalchemy.orm import Session

from survey.answers import record, rollup
from survey.answers.submission import Submission, submission
from survey.answers.tables import Response, ResponseReason
from survey.commands import create_organisation
from survey.criteria.catalogue import reasons_of
from survey.database import begin, engine, now
from survey.dimensions import CODES, LOW
from survey.intake.tables import COUNTS, Contact, contact_counts
from survey.invitations.tables import Invitation
from survey.invitations.tokens import new_token, token_hash
from survey.languages import CODES as LANGUAGES
from survey.organisations import Team

TEAMS: Final = ("Burgerzaken", "Belastingen", "Zorg en ondersteuning")
CHANNELS: Final = ("phone", "counter", "email")
BLOCK: Final = 10_000
"""Answers that are made one by one; larger numbers are copies of this block, each under a new key."""
COMMENT: Final = "Vriendelijk geholpen, maar ik weet nog niet wanneer ik iets hoor over mijn aanvraag."


@dataclass(frozen=True, slots=True)
class Owner:
    """An organisation that owns the rows."""

    id: UUID
    teams: tuple[UUID, ...]


def owner(session: Session, slug: str) -> Owner:
    """A new organisation with three teams."""
    made = create_organisation(session, slug, f"Gemeente {slug.title()}")
    teams = [Team(organisation_id=made.id, id=uuid4(), name=name) for name in TEAMS]
    session.add_all(teams)
    session.flush()
    return Owner(made.id, tuple(team.id for team in teams))


def invite_many(app: Flask, number: int) -> list[str]:
    """Tokens of new invitations of a new organisation, each for a contact of its own."""
    tokens = [new_token() for _ in range(number)]
    with app.app_context(), begin() as session:
        of = owner(session, "invited")
        contacts = [_contact(of, place) for place in range(number)]
        session.connection().execute(insert(Contact), contacts)
        session.connection().execute(
            insert(Invitation), [_invitation(*pair) for pair in zip(contacts, tokens, strict=True)]
        )
    return tokens


def _contact(of: Owner, place: int) -> dict[str, Any]:
    moment = now() - timedelta(days=1 + place % 10)
    return {
        "organisation_id": of.id,
        "id": uuid4(),
        "reference": f"R{place}",
        "channel": CHANNELS[place % 3],
        "team_id": of.teams[place // 3 % 3],
        "topic": "Paspoort",
        "occurred_at": moment,
        "day": moment.date(),
        "answered": True,
        "invited": True,
    }


def _invitation(contact: dict[str, Any], token: str) -> dict[str, Any]:
    return {
        "organisation_id": contact["organisation_id"],
        "id": uuid4(),
        "contact_id": contact["id"],
        "token_hash": token_hash(token),
        "expires_at": now() + timedelta(days=14),
    }


def answer(place: int) -> Submission:
    """The answer that is given `place`-th: one in three has reasons, one in five a comment."""
    chance = Random(place)  # noqa: S311 - no secret
    answers: dict[str, int | None] = {code: chance.choice((3, 4, 4, 5, 5)) for code in CODES}
    if place % 3 == 0:
        answers[chance.choice(CODES)] = chance.choice((1, 2))
    reasons = [reasons_of(code)[0].code for code in CODES if answers[code] in LOW]
    comment = COMMENT if place % 5 == 0 else ""
    return submission(
        answers | {"mark": chance.randint(4, 10)}, chance.choice(("yes", "partly", "no")), reasons, comment
    )


def answers_by_the_million(app: Flask, sizes: Sequence[int]) -> list[UUID]:
    """An organisation for each size, with so many answers in the last year, their rollups and contacts."""
    found = []
    with app.app_context():
        for size in sizes:
            with begin() as session:
                _quicken(session.connection())
                of = owner(session, f"n{size}")
                _first_block(session.connection(), of)
                _copies(session.connection(), of.id, size // BLOCK)
                found.append(of.id)
        _settle()
    return found


def _quicken(connection: Connection) -> None:
    # Only while filling: what is measured later runs with the program's own settings.
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA cache_size = -1000000"))
    else:
        connection.execute(text("SET LOCAL session_replication_role = replica"))


def _settle() -> None:
    with engine().execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("VACUUM (FULL, ANALYZE) answer_counts, reason_counts, contact_counts"))
            connection.execute(text("VACUUM ANALYZE"))
            connection.execute(text("CHECKPOINT"))


def _first_block(connection: Connection, of: Owner) -> None:
    rows, reasons = [], []
    for place in range(BLOCK):
        given = answer(place)
        row = record.response_row(_occasion(of, place), given)
        rows.append(row)
        reasons += record.reason_rows(row, given)
    connection.execute(insert(Response), rows)
    connection.execute(insert(ResponseReason), reasons)
    connection.execute(insert(contact_counts), [_contacts(of.id, *key) for key in {_cell(row) for row in rows}])
    rollup.rebuild(connection, of.id)


def _occasion(of: Owner, place: int) -> record.Occasion:
    chance = Random(-place)  # noqa: S311 - no secret
    day = now().date() - timedelta(days=1 + chance.randrange(364))
    language = chance.choice(("nl", "nl", "nl", "nl", "nl", *LANGUAGES))
    return record.Occasion(of.id, chance.choice(of.teams), chance.choice(CHANNELS), "Paspoort", language, day)


def _cell(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["day"], row["team_id"], row["channel"]


def _contacts(organisation_id: UUID, day: object, team: object, channel: object) -> dict[str, Any]:
    """The contacts behind one cell: forty, most answered after a wait of twenty or sixty seconds."""
    waits = {"wait_n": 36, "wait_sum": 1520, "wait_sumsq": 76000, "within_n": 16, "between_n": 20}
    counts = {"contacts": 40, "answer_known": 40, "answered": 36, "resolved_known": 36, "resolved": 30, "invited": 20}
    between = {"between_sum": 1200, "between_sumsq": 72000}
    empty = dict.fromkeys(COUNTS, 0)
    key = {"organisation_id": organisation_id, "day": day, "team_id": team, "channel": channel}
    return key | empty | waits | counts | between


def _copies(connection: Connection, organisation_id: UUID, times: int) -> None:
    """Bring an organisation to `times` its first block: each answer under new keys, each count times as high."""
    if times <= 1:
        return
    columns = [column for column in Response.__table__.columns if column.name != "id"]
    names = ", ".join(column.name for column in columns)
    if connection.dialect.name == "postgresql":
        key, numbers = "gen_random_uuid()", "generate_series(2, :times) AS numbers"
    else:
        key = "printf('%032x', row_number() OVER ())"
        numbers = "(WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < :times) SELECT i FROM n)"
    statement = (
        f"INSERT INTO responses (id, {names}) SELECT {key}, {names} "  # noqa: S608 - our own names
        f"FROM {numbers} CROSS JOIN responses WHERE organisation_id = :of"
    )
    raw = organisation_id if connection.dialect.name == "postgresql" else organisation_id.hex
    connection.execute(text(statement), {"times": times, "of": raw})
    for table, counted in (*rollup.ADDED.items(), (contact_counts, COUNTS)):
        _multiply(connection, table, counted, organisation_id, times)


def _multiply(connection: Connection, table: Table, counted: Sequence[str], organisation_id: UUID, times: int) -> None:
    connection.execute(
        table.update()
        .where(table.c.organisation_id == organisation_id)
        .values({name: table.c[name] * times for name in counted})
    )
