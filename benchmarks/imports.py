"""A phone log that is imported, beside the bare driver that stores the same rows and no more."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from uuid import UUID

from benchmarks import filling
from benchmarks.databases import Place, application
from benchmarks.drivers import Driver, Statement, driver
from benchmarks.lines import Line, milliseconds
from benchmarks.rounds import SERVER_CORE, interleaved, pinned, ratio, seconds
from survey import database
from survey.intake import importing
from survey.invitations import files
from survey.organisations import Organisation

HEADER = "referentie;datum;tijd;kanaal;team;onderwerp;aangenomen;opgelost;wachttijd;gespreksduur;waardering"
ZONE = "Europe/Amsterdam"


def lines(place: Place, rows: int, rounds: int) -> Iterator[Line]:
    """The line about importing, on one kind of database."""
    url = place.new()
    app = application(url)
    with app.app_context():
        with database.begin() as session:
            of = filling.owner(session, "imported").id
        log = phone_log(rows)
        _import(of, log)
        store = driver(place, url)
        same = (_same_rows(store),)
        work = {
            "bare": lambda: _emptied(lambda: store.run(same)),
            "ours": lambda: _emptied(lambda: _import(of, log)),
        }
        with pinned(SERVER_CORE):
            found = interleaved(work, rounds)
        store.connection.close()
        database.engine().dispose()
    yield Line(
        f"import of {rows:,} contacts, {place.name}",
        milliseconds(min(found["ours"])),
        f"{milliseconds(min(found['bare']))} bare driver",
        ratio(found["ours"], found["bare"]),
    )


def phone_log(rows: int) -> bytes:
    """A phone log as an exchange writes it: semicolons, Dutch names and dates."""
    last = database.now().date()
    teams = filling.TEAMS
    written = [
        f"R{row:06};{last.replace(day=1):%d-%m-%Y};{9 + row % 8:02}:{row % 60:02}:00;telefoon;{teams[row % 3]};"
        f"Paspoort;{'J' if row % 7 else 'N'};{'J' if row % 7 and row % 3 else 'N'};"
        f"{row % 200 if row % 7 else ''};{100 + row % 400 if row % 7 else ''};{1 + row % 5 if row % 7 else ''}"
        for row in range(rows)
    ]
    return "\r\n".join([HEADER, *written]).encode()


def _import(of: UUID, log: bytes) -> None:
    with database.reading() as session:
        against = importing.known(session, of, ZONE)
    read = importing.read(io.BytesIO(log), against)
    assert not read.faults, read.faults[:3]
    with database.begin() as session:
        files.store(session, session.get_one(Organisation, of), read, "command")


def _same_rows(store: Driver) -> Statement:
    """The statement that stores the contacts that are there now."""
    cursor = store.connection.cursor()
    rows = cursor.execute("SELECT * FROM contacts").fetchall()
    columns = [column[0] for column in cursor.description]
    store.connection.commit()
    marks = ", ".join([store.mark] * len(columns))
    return Statement(f"INSERT INTO contacts ({', '.join(columns)}) VALUES ({marks})", rows, many=True)  # noqa: S608


def _emptied(work: Callable[[], None]) -> float:
    """How long the work takes on an organisation without contacts."""
    with database.begin() as session:
        for name in ("contacts", "contact_counts"):
            session.execute(database.Base.metadata.tables[name].delete())
    return seconds(work)
