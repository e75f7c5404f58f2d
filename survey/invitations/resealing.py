"""Another key: everything that a Vault sealed is sealed again with the newest key, a batch to a transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Row, Table, bindparam, literal, select, tuple_, update

from survey.database import Base, begin, reading
from survey.privacy import NotOurSealError, Vault

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many were sealed again, had the newest key already, and were sealed with a key that is gone."""

    again: int = 0
    already: int = 0
    lost: int = 0

    def __add__(self, other: Resealed) -> Resealed:
        return Resealed(self.again + other.again, self.already + other.already, self.lost + other.lost)


def reseal_all(vault: Vault) -> Resealed:
    """Seal everything with the newest key. Whatever is deleted or changed meanwhile is left alone; may be run again."""
    total = Resealed()
    for column in _in_vault():
        for rows in _batches(column):
            total += _reseal(column, rows, vault)
    return total


def _in_vault() -> list[Column[Any]]:
    tables = Base.metadata.sorted_tables
    return [column for table in tables for column in table.columns if column.info.get("vault")]


def _batches(column: Column[Any]) -> Iterator[Sequence[Row[*tuple[Any, ...]]]]:
    """The rows of a table that have something sealed, by key: each key, then what is sealed."""
    keys = list(_table(column).primary_key)
    last: tuple[Any, ...] | None = None
    while True:
        query = select(*keys, column).where(column.is_not(None)).order_by(*keys).limit(BATCH)
        if last is not None:
            after = tuple_(*(literal(value, key.type) for value, key in zip(last, keys, strict=True)))
            query = query.where(tuple_(*keys) > after)
        with reading() as session:
            rows = session.execute(query).all()
        if not rows:
            return
        yield rows
        last = tuple(rows[-1][:-1])


def _reseal(column: Column[Any], rows: Sequence[Row[*tuple[Any, ...]]], vault: Vault) -> Resealed:
    old = [row for row in rows if not vault.is_newest(row[-1])]
    changes, lost = [], 0
    for row in old:
        try:
            changes.append((tuple(row), vault.reseal(row[-1])))
        except NotOurSealError:
            lost += 1
    if changes:
        _write(column, changes)
    return Resealed(len(changes), len(rows) - len(old), lost)


def _write(column: Column[Any], changes: Sequence[tuple[tuple[Any, ...], bytes]]) -> None:
    table = _table(column)
    where = [*table.primary_key, column]
    statement = (
        update(table)
        .where(*(each == bindparam(f"was_{place}") for place, each in enumerate(where)))
        .values({column.name: bindparam("resealed")})
    )
    values = [
        {f"was_{place}": value for place, value in enumerate(before)} | {"resealed": after} for before, after in changes
    ]
    with begin() as session:
        session.execute(statement, values)


def _table(column: Column[Any]) -> Table:
    assert isinstance(column.table, Table)  # noqa: S101 - found in the metadata
    return column.table
