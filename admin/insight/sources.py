"""Where counts are read from: the rollups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, extract, func, literal_column, select

from admin.insight.results import Period
from survey.answers import tally
from survey.answers.tables import answer_counts
from survey.intake.tables import COUNTS, contact_counts

Columns = Mapping[str, ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class Source:
    """A table by its columns; `adds` says what one of its rows adds to each count."""

    columns: Columns
    day: ColumnElement[Any]
    adds: Columns

    def within(self, organisation_id: UUID, period: Period) -> list[ColumnElement[bool]]:
        """The conditions that the organisation and the days of a period set."""
        return [self.columns["organisation_id"] == organisation_id, *days_within(self.day, period)]

    def by_month(self, totals: Columns, *, by_language: bool = False) -> Select[*tuple[Any, ...]]:
        """Year, month, team, channel, language ("" where not split by it) and totals of every cell."""
        keys = [
            extract("year", self.day),
            extract("month", self.day),
            *(self.columns[name] for name in ("team_id", "channel")),
            *([self.columns["language"]] if by_language else []),
        ]
        shown = keys if by_language else [*keys, literal_column("''")]
        return select(*shown, *(func.sum(total) for total in totals.values())).group_by(*keys)

    def totals(self, counted: Mapping[str, Sequence[str]]) -> Columns:
        """Per name what one row adds to all its columns together."""
        return {name: reduce(add, [self.adds[column] for column in columns]) for name, columns in counted.items()}


def days_within(day: ColumnElement[Any], period: Period) -> list[ColumnElement[bool]]:
    """The conditions that a period sets on a column of days."""
    found = []
    if period.start is not None:
        found.append(day >= period.start)
    if period.end is not None:
        found.append(day <= period.end)
    return found


def _rollup(table: Table, day: str, names: Sequence[str]) -> Source:
    return Source(dict(table.c), table.c[day], {name: table.c[name] for name in names})


ANSWERS: Final = _rollup(answer_counts, "month", tally.COLUMNS)
"""Its day is the first of a month: it serves whole months."""
CONTACTS: Final = _rollup(contact_counts, "day", COUNTS)
