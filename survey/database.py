"""Engine, transactions and the base of all tables.

Two ways in: `begin()` for a transaction that writes and `reading()` for one that only looks. On SQLite a writing
transaction takes its lock at once (BEGIN IMMEDIATE), so that two processes wait for each other instead of failing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final, cast
from uuid import UUID, uuid4

from flask import Flask, current_app
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    Table,
    Uuid,
    create_engine,
    event,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator

EXTENSION: Final = "klankbord_engine"
LOOKING: Final = "klankbord_looking"
_RELAXED: Final = {
    "sqlite": ("PRAGMA synchronous = NORMAL", "PRAGMA synchronous = FULL"),
    "postgresql": ("SET synchronous_commit TO off", "RESET synchronous_commit"),
}
NO_TEAM: Final = UUID(int=0)
"""Stands for "no team" in the keys of the rollups, where a null can't."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC and given back aware; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone can't be stored")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Every table, with constraint names that a migration can address."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, UUID: Uuid}  # noqa: RUF012 - SQLAlchemy reads it from the class


class Owned:
    """A row of one organisation: its key starts with that organisation's id."""

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


def within_organisation(column: str, table: str, ondelete: str | None = None) -> ForeignKeyConstraint:
    """A reference that can only point to a row of the same organisation."""
    return ForeignKeyConstraint(
        ["organisation_id", column], [f"{table}.organisation_id", f"{table}.id"], ondelete=ondelete
    )


def insert_into(target: Table | type[Base], dialect: str) -> postgresql.Insert | sqlite.Insert:
    """An insert that can say what to do with a row that is there already; both databases say so in one way."""
    return postgresql.insert(target) if dialect == "postgresql" else sqlite.insert(target)


def connect(url: str) -> Engine:
    """An engine for SQLite or PostgreSQL with the transaction rules of this program."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, record: object) -> None:
    # The driver must not open transactions itself: _begin_sqlite does.
    cast(Any, connection).isolation_level = None
    cursor = connection.cursor()
    for pragma in ("busy_timeout = 20000", "journal_mode = WAL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("one_statement", False):
        connection.exec_driver_sql("BEGIN" if options.get("reading", False) else "BEGIN IMMEDIATE")


def register(app: Flask, url: str) -> None:
    """Give the application its engine; nothing is connected before the first use."""
    made = connect(url)
    app.extensions[EXTENSION] = made
    # A single statement needs no transaction around it, and a citizen's page makes just one.
    options: dict[str, Any] = {"one_statement": True}
    if made.dialect.name == "postgresql":
        options["isolation_level"] = "AUTOCOMMIT"
    app.extensions[LOOKING] = made.execution_options(**options)


def engine() -> Engine:
    """The engine of the current application."""
    return cast(Engine, current_app.extensions[EXTENSION])


def looking() -> Engine:
    """The engine for one statement that only looks, without a transaction of its own."""
    return cast(Engine, current_app.extensions[LOOKING])


@contextmanager
def begin() -> Iterator[Session]:
    """A session in one writing transaction: committed at the end, rolled back on an error."""
    with Session(engine(), expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """A session for looking only; it never waits for a writer."""
    with Session(engine().execution_options(reading=True), expire_on_commit=False) as session:
        yield session


@contextmanager
def relaxed() -> Iterator[Connection]:
    """A connection whose commits don't wait for the disk.

    What was committed survives the end of any process; of the last second before a power cut it can be lost.
    """
    with engine().connect() as connection:
        on, off = _RELAXED[connection.dialect.name]
        _tell(connection, on)
        try:
            yield connection
        finally:
            _tell(connection, off)


def _tell(connection: Connection, statement: str) -> None:
    """Give the driver a statement outside any transaction."""
    connection.rollback()
    driver = cast(Any, connection.connection.dbapi_connection)
    cursor = driver.cursor()
    cursor.execute(statement)
    cursor.close()
    driver.commit()


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)
