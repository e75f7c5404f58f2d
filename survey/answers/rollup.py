"""The rollups: kept with every answer, rebuilt from the answers, and compared with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Table, delete, insert, select

from survey import dimensions
from survey.answers.tables import (
    BEREIKBAAR,
    Response,
    ResponseReason,
    answer_counts,
    bereikbaar_counts,
    reason_counts,
)
from survey.answers.tally import COLUMNS, tally, value_column
from survey.database import NO_TEAM

ADDED: Final = {
    answer_counts: COLUMNS,
    bereikbaar_counts: BEREIKBAAR,
    reason_counts: ("ticked",),
}
"""The rollups, and the columns in which their cells add up."""
Key = tuple[Any, ...]
Cells = dict[Key, Counter[str]]


def key_of(row: Mapping[str, Any]) -> Key:
    """The key of the cell that a response (a row of its table) belongs to."""
    return (*_place(row), row["language"], row["mode"])


def _place(row: Mapping[str, Any]) -> Key:
    """Organisation, month, team and channel: what every rollup's key begins with."""
    day: date = row["day"]
    return (row["organisation_id"], day.replace(day=1), row["team_id"] or NO_TEAM, row["channel"])


def waiting_key(row: Mapping[str, Any]) -> Key | None:
    """The key of the cell that counts a response by how long its citizen waited; None where it counts in none."""
    if row["waiting_class"] is None or row["bereikbaar"] is None:
        return None
    return (*_place(row), row["waiting_class"])


def waiting_tally(row: Mapping[str, Any]) -> dict[str, int]:
    """What a response that says something about bereikbaar adds to its cell by waiting time."""
    return dict.fromkeys(BEREIKBAAR, 0) | {value_column("bereikbaar", row["bereikbaar"]): 1}


def tally_of(row: Mapping[str, Any]) -> dict[str, int]:
    """What a response (a row of its table) adds to its cells."""
    resolved = None if row["resolved"] is None else dimensions.RESOLVED[row["resolved"]]
    return tally({name: row[name] for name in (*dimensions.CODES, "mark")}, resolved, row["mode"])


def reason_key(row: Mapping[str, Any], criterion: str) -> Key:
    """The key of the cell that counts one criterion for a response."""
    return (*_place(row), row["language"], criterion)


def rebuild(connection: Connection, organisation_id: UUID) -> dict[str, int]:
    """Make the organisation's rollups anew from its responses; gives the number of cells per table."""
    counted = count(connection, organisation_id)
    for table, cells in counted.items():
        connection.execute(delete(table).where(table.c.organisation_id == organisation_id))
        if cells:
            connection.execute(insert(table), [_row(table, key, cell) for key, cell in cells.items()])
    return {table.name: len(cells) for table, cells in counted.items()}


def differences(connection: Connection, organisation_id: UUID) -> list[str]:
    """Every cell that isn't what the responses add up to, in words; empty when the rollups are right."""
    found = []
    for table, cells in count(connection, organisation_id).items():
        kept = _stored(connection, table, organisation_id)
        for key in sorted({*cells, *kept}, key=str):
            expected, stored = _plain(cells.get(key)), _plain(kept.get(key))
            if expected != stored:
                columns = sorted(name for name in {*expected, *stored} if expected.get(name) != stored.get(name))
                place = ", ".join(str(part) for part in key[1:])
                found.append(f"{table.name} ({place}): {', '.join(columns)}")
    return found


def count(connection: Connection, organisation_id: UUID) -> dict[Table, Cells]:
    """The cells of every rollup as the organisation's responses add up to them."""
    cells: Cells = {}
    by_wait: Cells = {}
    for row in _stream(connection, organisation_id):
        cells.setdefault(key_of(row), Counter()).update(tally_of(row))
        wait_key = waiting_key(row)
        if wait_key is not None:
            by_wait.setdefault(wait_key, Counter()).update(waiting_tally(row))
    return {
        answer_counts: cells,
        bereikbaar_counts: by_wait,
        reason_counts: _reasons(connection, organisation_id),
    }


def _stream(connection: Connection, organisation_id: UUID) -> Iterator[dict[str, Any]]:
    columns = [column for column in Response.__table__.columns if column.name not in ("id", "topic", "comment")]
    statement = select(*columns).where(Response.organisation_id == organisation_id)
    rows = connection.execute(statement, execution_options={"yield_per": 5000})
    return map(dict, rows.mappings())


def _reasons(connection: Connection, organisation_id: UUID) -> Cells:
    statement = (
        select(
            Response.organisation_id,
            Response.day,
            Response.team_id,
            Response.channel,
            Response.language,
            ResponseReason.criterion,
        )
        .join(
            ResponseReason,
            (ResponseReason.organisation_id == Response.organisation_id) & (ResponseReason.response_id == Response.id),
        )
        .where(Response.organisation_id == organisation_id)
    )
    cells: Cells = {}
    for row in map(dict, connection.execute(statement).mappings()):
        cells.setdefault(reason_key(row, row["criterion"]), Counter())["ticked"] += 1
    return cells


def _stored(connection: Connection, table: Table, organisation_id: UUID) -> Cells:
    rows = connection.execute(select(table).where(table.c.organisation_id == organisation_id)).mappings()
    keys = [column.name for column in table.primary_key]
    return {tuple(row[key] for key in keys): Counter({name: row[name] for name in ADDED[table]}) for row in rows}


def _plain(cell: Counter[str] | None) -> dict[str, int]:
    return {name: number for name, number in (cell or {}).items() if number}


def _row(table: Table, key: Key, cell: Counter[str]) -> dict[str, Any]:
    names = [column.name for column in table.primary_key]
    return dict(zip(names, key, strict=True)) | {name: cell[name] for name in ADDED[table]}
