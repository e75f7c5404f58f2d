"""The bare drivers, with the settings that the program itself gives them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from benchmarks.databases import Place, file_of
from tests.throwaway_postgresql import USER


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its values as the driver gets them; `many` where values are a list of rows."""

    sql: str
    values: Any
    many: bool


Transaction = Sequence[Statement]


@dataclass(frozen=True, slots=True)
class Driver:
    """A connection, and how it runs one transaction from its beginning to its commit."""

    connection: Any
    run: Callable[[Transaction], None]
    mark: str
    """What stands for a value in its SQL."""


def driver(place: Place, url: str) -> Driver:
    """The bare driver of this database."""
    return _sqlite(url) if place.cluster is None else _postgresql(str(place.cluster.folder), url)


def _sqlite(url: str) -> Driver:
    connection = sqlite3.connect(file_of(url), isolation_level=None)
    for pragma in ("busy_timeout = 20000", "journal_mode = WAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")

    def run(transaction: Transaction) -> None:
        connection.execute("BEGIN IMMEDIATE")
        _execute(connection.cursor(), transaction)
        connection.execute("COMMIT")

    return Driver(connection, run, "?")


def _postgresql(folder: str, url: str) -> Driver:
    name = url.split("?", maxsplit=1)[0].rpartition("/")[2]
    connection = psycopg.connect(host=folder, user=USER, dbname=name)

    def run(transaction: Transaction) -> None:
        with connection.cursor() as cursor:
            _execute(cursor, transaction)
        connection.commit()

    return Driver(connection, run, "%s")


def _execute(cursor: Any, transaction: Transaction) -> None:
    for statement in transaction:
        (cursor.executemany if statement.many else cursor.execute)(statement.sql, statement.values)
