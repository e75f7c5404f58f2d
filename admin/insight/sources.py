"""Where counts are read from: the rollups, and single answers on the edges of a period, by the same columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, and_, case, extract, func, literal_column, select

from admin.insight.results import Period
from survey import dimensions
from survey.answers import tally
from survey.answers.tables import Response, daily_counts, language_counts
from survey.database import Base
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


def _where(condition: ColumnElement[bool], amount: ColumnElement[Any] | int = 1) -> ColumnElement[Any]:
    return case((condition, amount), else_=0)


def _answer_columns(answers: Columns) -> Iterator[tuple[str, ColumnElement[Any]]]:
    """What a single answer adds to each of `tally.COLUMNS`, as `tally.tally` counts it."""
    yield "responses", literal_column("1")
    yield "responses_open", _where(answers["by_open_link"])
    for place, outcome in enumerate(dimensions.RESOLVED):
        yield f"resolved_{outcome}", _where(answers["resolved"] == place)
    for variable, values in tally.VALUES.items():
        for value in values:
            yield tally.value_column(variable, value), _where(answers[variable] == value)
    for first, second in tally.PAIRS:
        yield from _pair_columns(first, second, answers)


def _pair_columns(first: str, second: str, answers: Columns) -> Iterator[tuple[str, ColumnElement[Any]]]:
    a, b = answers[first], answers[second]
    amounts: dict[str, ColumnElement[Any] | int] = {"n": 1, "a": a, "b": b, "ab": a * b, "aa": a * a, "bb": b * b}
    for term, amount in amounts.items():
        name = tally.pair_column(first, second, term)
        if name in tally.COLUMNS:
            yield name, _where(and_(a.is_not(None), b.is_not(None)), amount)


_RESPONSES: Final = dict(Base.metadata.tables[Response.__tablename__].c)

DAYS: Final = _rollup(daily_counts, "day", tally.COLUMNS)
LANGUAGES: Final = _rollup(language_counts, "month", tally.COLUMNS)
"""Its day is the first of a month: it only serves whole months."""
ANSWERS: Final = Source(_RESPONSES, _RESPONSES["day"], dict(_answer_columns(_RESPONSES)))
CONTACTS: Final = _rollup(contact_counts, "day", COUNTS)
