"""The phone log's rollup: kept with every contact, rebuilt from the contacts, and compared with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Insert, bindparam, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from survey.criteria import current
from survey.criteria.catalogue import WAITING_LIMIT, WAITING_NORM
from survey.database import NO_TEAM
from survey.intake.tables import COUNTS, Contact, contact_counts

KEYS: Final = ("organisation_id", "day", "team_id", "channel")
COUNTED: Final = ("answered", "resolved", "waiting_seconds", "rating", "invited")
WAITING: Final = "bereikbaar.wachttijd"
Cells = dict[tuple[Any, ...], Counter[str]]


@dataclass(frozen=True, slots=True)
class WaitingRule:
    """Seconds up to which a wait is good (100), and from which it is bad (0)."""

    norm: float = WAITING_NORM
    limit: float = WAITING_LIMIT


def waiting_rule(session: Session, organisation_id: UUID) -> WaitingRule:
    """The norm and the limit in the organisation's current criteria; the built-in ones where it doesn't use them."""
    return waiting_rule_in(current.current(session, organisation_id))


def waiting_rule_in(criteria: current.CriteriaSet) -> WaitingRule:
    """The norm and the limit in these criteria; the built-in ones where they have none for waiting."""
    criterion = criteria.by_code().get(WAITING)
    if criterion is None or criterion.norm is None or criterion.limit is None:
        return WaitingRule()
    return WaitingRule(criterion.norm, criterion.limit)


def tally(row: Mapping[str, Any], rule: WaitingRule) -> Counter[str]:
    """What one contact (a row of its table) adds to its cell. Only answered contacts can be resolved."""
    cell = Counter(contacts=1, invited=int(row["invited"]))
    if row["answered"] is not None:
        cell.update(answer_known=1, answered=int(row["answered"]))
    if row["resolved"] is not None and row["answered"] is not False:
        cell.update(resolved_known=1, resolved=int(row["resolved"]))
    wait = row["waiting_seconds"]
    if wait is not None:
        cell.update(_wait(wait, rule))
    rating = row["rating"]
    if rating is not None:
        cell.update(rating_n=1, rating_sum=rating, rating_sumsq=rating * rating)
    return cell


def _wait(seconds: int, rule: WaitingRule) -> dict[str, int]:
    cell = {"wait_n": 1, "wait_sum": seconds, "wait_sumsq": seconds * seconds}
    if seconds <= rule.norm:
        return cell | {"within_n": 1}
    if seconds < rule.limit:
        return cell | {"between_n": 1, "between_sum": seconds, "between_sumsq": seconds * seconds}
    return cell


def add(connection: Connection, rows: Iterable[Mapping[str, Any]], rule: WaitingRule) -> None:
    """Add new contacts to the rollup, in the caller's transaction."""
    cells: Cells = {}
    for row in rows:
        cells.setdefault(_key(row), Counter()).update(tally(row, rule))
    _add_cells(connection, cells)


def _add_cells(connection: Connection, cells: Cells) -> None:
    if cells:
        # In one order, so that two imports at a time never wait for each other's cells.
        ordered = sorted(cells.items(), key=lambda item: [str(part) for part in item[0]])
        connection.execute(_adding(connection.dialect.name), [_cell(key, cell) for key, cell in ordered])


def count_invited(connection: Connection, contacts: Iterable[Mapping[str, Any]]) -> None:
    """Add to the rollup that these contacts (rows with its keys) are invited, in the caller's transaction."""
    cells: Cells = {}
    for row in contacts:
        cells.setdefault(_key(row), Counter()).update(invited=1)
    _add_cells(connection, cells)


def rebuild(connection: Connection, organisation_id: UUID, rule: WaitingRule) -> int:
    """Make the organisation's rollup anew from its contacts; gives the number of cells."""
    cells = count(connection, organisation_id, rule)
    connection.execute(delete(contact_counts).where(contact_counts.c.organisation_id == organisation_id))
    if cells:
        connection.execute(insert(contact_counts), [_cell(key, cell) for key, cell in cells.items()])
    return len(cells)


def differences(connection: Connection, organisation_id: UUID, rule: WaitingRule) -> list[str]:
    """Every cell that isn't what the contacts add up to, in words; empty when the rollup is right."""
    cells = count(connection, organisation_id, rule)
    statement = select(contact_counts).where(contact_counts.c.organisation_id == organisation_id)
    kept = {_key(row): row for row in map(dict, connection.execute(statement).mappings())}
    found = []
    for key in sorted({*cells, *kept}, key=str):
        expected, stored = cells.get(key, Counter()), kept.get(key) or dict.fromkeys(COUNTS, 0)
        wrong = [name for name in COUNTS if expected[name] != stored[name]]
        if wrong:
            place = ", ".join(str(part) for part in key[1:])
            found.append(f"contact_counts ({place}): {', '.join(wrong)}")
    return found


def count(connection: Connection, organisation_id: UUID, rule: WaitingRule) -> Cells:
    """The cells as the organisation's contacts add up to them."""
    cells: Cells = {}
    for row in _stream(connection, organisation_id):
        cells.setdefault(_key(row), Counter()).update(tally(row, rule))
    return cells


def _stream(connection: Connection, organisation_id: UUID) -> Iterator[dict[str, Any]]:
    columns = (*(getattr(Contact, name) for name in KEYS), *(getattr(Contact, name) for name in COUNTED))
    statement = select(*columns).where(Contact.organisation_id == organisation_id)
    rows = connection.execute(statement, execution_options={"yield_per": 5000})
    return map(dict, rows.mappings())


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (row["organisation_id"], row["day"], row["team_id"] or NO_TEAM, row["channel"])


def _cell(key: tuple[Any, ...], cell: Counter[str]) -> dict[str, Any]:
    return dict(zip(KEYS, key, strict=True)) | {name: cell[name] for name in COUNTS}


@cache
def _adding(dialect: str) -> Insert:
    make = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = make(contact_counts).values({name: bindparam(name) for name in (*KEYS, *COUNTS)})
    return statement.on_conflict_do_update(
        index_elements=list(KEYS),
        set_={name: contact_counts.c[name] + statement.excluded[name] for name in COUNTS},
    )
