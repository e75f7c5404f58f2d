"""Tables of counts, a cell a key: their columns, and the statement by which a cell is made or added to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Insert,
    Integer,
    SmallInteger,
    String,
    Table,
    Uuid,
    bindparam,
)

from survey.database import insert_into


def organisation_key() -> Column[UUID]:
    """Whose cell it is: the first column of every key."""
    return Column("organisation_id", Uuid, ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)


def key(name: str, kind: Date | Uuid[UUID] | String | SmallInteger) -> Column[Any]:
    """Another column of the key."""
    return Column(name, kind, primary_key=True)


def counts(names: Iterable[str]) -> list[Column[int]]:
    """Columns that add up, from 0 on; sums of squares may be large."""
    return [
        Column(name, BigInteger if name.endswith("sumsq") else Integer, nullable=False, server_default="0")
        for name in names
    ]


@cache
def adding(table: Table, dialect: str) -> Insert:
    """A statement that makes a cell, or adds every column outside its key to the cell that is there."""
    statement = insert_into(table, dialect).values({each.name: bindparam(each.name) for each in table.columns})
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={each.name: each + statement.excluded[each.name] for each in table.columns if not each.primary_key},
    )
