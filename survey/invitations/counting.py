"""What became of contacts and messages, counted by day in the transaction in which it happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, Table

from survey.invitations.tables import delivery_counts, outcome_counts
from survey.rollups import adding

OutcomeKey = tuple[date, UUID, str, str]
"""The contact's day, its team (NO_TEAM for none), its channel, and the outcome."""
DeliveryKey = tuple[date, str, str, str]
"""The day, the means, the event, and the fault (empty unless the event is `failed`)."""


def count_outcomes(connection: Connection, organisation_id: UUID, found: Mapping[OutcomeKey, int]) -> None:
    """Add to `outcome_counts`, in the caller's transaction."""
    _add(connection, outcome_counts, "contacts", organisation_id, found)


def count_deliveries(connection: Connection, organisation_id: UUID, found: Mapping[DeliveryKey, int]) -> None:
    """Add to `delivery_counts`, in the caller's transaction."""
    _add(connection, delivery_counts, "messages", organisation_id, found)


def cancellations(day: date, by_means: Mapping[str, int]) -> Counter[DeliveryKey]:
    """That so many messages of each means were no longer needed, to be counted."""
    return Counter({(day, means, "cancelled", ""): number for means, number in by_means.items()})


def _add(
    connection: Connection,
    table: Table,
    column: str,
    organisation_id: UUID,
    found: Mapping[OutcomeKey, int] | Mapping[DeliveryKey, int],
) -> None:
    keys = [each.name for each in table.primary_key]
    # In one order, so that two writers never wait for each other's cells.
    rows = [
        dict(zip(keys, (organisation_id, *key), strict=True)) | {column: number}
        for key, number in sorted(found.items(), key=str)
    ]
    if rows:
        connection.execute(adding(table, connection.dialect.name), rows)
