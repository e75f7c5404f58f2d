"""The phone log's rollups: kept with every contact, rebuilt from the contacts, and compared with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Table, delete, insert, select
from sqlalchemy.orm import Session

from survey.criteria import current
from survey.database import NO_TEAM
from survey.intake.tables import COUNTS, HOUR_COUNTS, Contact, contact_counts, hour_counts, wait_counts
from survey.intake.tally import WaitingRule, tally
from survey.intake.waits import fine_class
from survey.rollups import adding

ADDED: Final = {contact_counts: COUNTS, hour_counts: HOUR_COUNTS, wait_counts: ("calls",)}
"""The rollups, and the columns in which their cells add up."""
READ: Final = (
    "organisation_id", "day", "hour", "team_id", "channel",
    "answered", "resolved", "transferred", "waiting_seconds", "rating", "invited",
)  # fmt: skip
WAITING: Final = "bereikbaar.wachttijd"
Key = tuple[Any, ...]
Cells = dict[Key, Counter[str]]


def waiting_rule(session: Session, organisation_id: UUID) -> WaitingRule:
    """The norm and the limit in the organisation's current criteria; the built-in ones where it doesn't use them."""
    return waiting_rule_in(current.current(session, organisation_id))


def waiting_rule_in(criteria: current.CriteriaSet) -> WaitingRule:
    """The norm and the limit in these criteria; the built-in ones where they have none for waiting."""
    criterion = criteria.by_code().get(WAITING)
    if criterion is None or criterion.norm is None or criterion.limit is None:
        return WaitingRule()
    return WaitingRule(criterion.norm, criterion.limit)


def add(connection: Connection, rows: Iterable[Mapping[str, Any]], rule: WaitingRule) -> None:
    """Add new contacts to the rollups, in the caller's transaction."""
    for table, cells in _counted(rows, rule).items():
        _add_cells(connection, table, cells)


def count_invited(connection: Connection, contacts: Iterable[Mapping[str, Any]]) -> None:
    """Add to the rollup that these contacts (rows with its keys) are invited, in the caller's transaction."""
    cells: Cells = {}
    for row in contacts:
        cells.setdefault(_day_key(row), Counter()).update(invited=1)
    _add_cells(connection, contact_counts, cells)


def rebuild(connection: Connection, organisation_id: UUID, rule: WaitingRule) -> dict[str, int]:
    """Make the organisation's rollups anew from its contacts; gives the number of cells per table."""
    counted = count(connection, organisation_id, rule)
    for table, cells in counted.items():
        connection.execute(delete(table).where(table.c.organisation_id == organisation_id))
        if cells:
            connection.execute(insert(table), [_cell(table, key, cell) for key, cell in cells.items()])
    return {table.name: len(cells) for table, cells in counted.items()}


def differences(connection: Connection, organisation_id: UUID, rule: WaitingRule) -> list[str]:
    """Every cell that isn't what the contacts add up to, in words; empty when the rollups are right."""
    found = []
    for table, cells in count(connection, organisation_id, rule).items():
        kept = _stored(connection, table, organisation_id)
        for key in sorted({*cells, *kept}, key=str):
            expected, stored = cells.get(key, Counter()), kept.get(key, Counter())
            wrong = [name for name in ADDED[table] if expected[name] != stored[name]]
            if wrong:
                place = ", ".join(str(part) for part in key[1:])
                found.append(f"{table.name} ({place}): {', '.join(wrong)}")
    return found


def count(connection: Connection, organisation_id: UUID, rule: WaitingRule) -> dict[Table, Cells]:
    """The cells of every rollup as the organisation's contacts add up to them."""
    return _counted(_stream(connection, organisation_id), rule)


def _counted(rows: Iterable[Mapping[str, Any]], rule: WaitingRule) -> dict[Table, Cells]:
    counted: dict[Table, Cells] = {table: {} for table in ADDED}
    for row in rows:
        cell = tally(row, rule)
        counted[contact_counts].setdefault(_day_key(row), Counter()).update(cell)
        by_hour = Counter({name: cell[name] for name in HOUR_COUNTS if cell[name]})
        if row["hour"] is not None and by_hour:
            counted[hour_counts].setdefault(_hour_key(row), Counter()).update(by_hour)
        if row["waiting_seconds"] is not None:
            counted[wait_counts].setdefault(_wait_key(row), Counter())["calls"] += 1
    return counted


def _day_key(row: Mapping[str, Any]) -> Key:
    return (row["organisation_id"], row["day"], row["team_id"] or NO_TEAM, row["channel"])


def _month_key(row: Mapping[str, Any]) -> Key:
    return (row["organisation_id"], row["day"].replace(day=1), row["team_id"] or NO_TEAM, row["channel"])


def _hour_key(row: Mapping[str, Any]) -> Key:
    return (*_month_key(row), row["day"].weekday(), row["hour"])


def _wait_key(row: Mapping[str, Any]) -> Key:
    return (*_month_key(row), fine_class(row["waiting_seconds"]))


def _stream(connection: Connection, organisation_id: UUID) -> Iterator[dict[str, Any]]:
    columns = (getattr(Contact, name) for name in READ)
    statement = select(*columns).where(Contact.organisation_id == organisation_id)
    rows = connection.execute(statement, execution_options={"yield_per": 5000})
    return map(dict, rows.mappings())


def _stored(connection: Connection, table: Table, organisation_id: UUID) -> Cells:
    rows = connection.execute(select(table).where(table.c.organisation_id == organisation_id)).mappings()
    keys = _keys(table)
    return {tuple(row[key] for key in keys): Counter({name: row[name] for name in ADDED[table]}) for row in rows}


def _add_cells(connection: Connection, table: Table, cells: Cells) -> None:
    if cells:
        # In one order, so that two imports at a time never wait for each other's cells.
        ordered = sorted(cells.items(), key=lambda item: [str(part) for part in item[0]])
        connection.execute(adding(table, connection.dialect.name), [_cell(table, key, cell) for key, cell in ordered])


def _keys(table: Table) -> list[str]:
    return [column.name for column in table.primary_key]


def _cell(table: Table, key: Key, cell: Counter[str]) -> dict[str, Any]:
    return dict(zip(_keys(table), key, strict=True)) | {name: cell[name] for name in ADDED[table]}
