"""The comparison of groups as files: CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Final

from admin.groups.results import GroupsView, Standing
from admin.insight.exports import BYTE_ORDER_MARK, csv_cell, csv_header
from admin.insight.formatting import decimal_symbol
from admin.insight.json_shape import shape

COLUMNS: Final = (
    *("organisation", "from", "to", "team", "channel", "weighted"),
    *("kind", "group", "about", "side", "mean", "low", "high", "n", "hidden"),
    *("against_the_mean", "first_place", "last_place"),
)
_NUMBERS: Final = frozenset({"mean", "low", "high"})
_Row = tuple[str | float | bool | None, ...]


def groups_json(view: GroupsView) -> bytes:
    """The groups as JSON in UTF-8."""
    return json.dumps(shape(view), ensure_ascii=False, indent=1).encode()


def groups_csv(view: GroupsView) -> bytes:
    """One score a row, `;` between, decimals as the page's language writes them."""
    symbol = decimal_symbol()
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([csv_header(name, symbol, _NUMBERS) for name in COLUMNS])
    for row in _rows(view):
        writer.writerow([csv_cell(value, symbol) for value in row])
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def _rows(view: GroupsView) -> Iterator[_Row]:
    period, filters = view.period, view.filters
    start, end = (day.isoformat() if day else "" for day in (period.start, period.end))
    seen = (
        view.organisation.name,
        start,
        end,
        filters.team or "",
        filters.channel or "",
        view.weighted,
        view.kind.value,
    )
    for group in view.groups:
        for side in group.sides:
            yield (*seen, group.name, side.about, "perceived", *_standing(side.perceived))
            yield (*seen, group.name, side.about, "measured", *_standing(side.measured))


def _standing(standing: Standing) -> _Row:
    score = standing.score
    against = standing.against.value if standing.against else None
    return (score.mean, score.low, score.high, score.n, score.hidden, against, standing.first, standing.last)
