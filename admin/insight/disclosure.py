"""What a filtered view must keep back, lest a neighbouring view's small group be had by subtraction. Pure.

Views differ by team, channel and language within the same period. What differs by period is not looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final
from uuid import UUID

from admin.insight.cells import Cell, View, added, grouped
from admin.insight.pooling import columns_of
from admin.insight.suppression import Place, hidden_places
from survey import dimensions
from survey.answers import tally

COUNTED: Final[Mapping[str, tuple[str, ...]]] = {
    **{variable: columns_of(variable) for variable in (*tally.VARIABLES, "resolved", "responses")},
    **{f"{code}_low": tuple(f"{code}_{value}" for value in sorted(dimensions.LOW)) for code in dimensions.CODES},
}
"""Per variable that can be withheld the columns of a tally that count its answers; `_low`: low scorers of a B."""


def numbers(cell: Cell) -> Cell:
    """A cell of a tally as a cell of the numbers of answers per variable of `COUNTED`."""
    counts = {name: sum(cell.counts.get(column, 0) for column in columns) for name, columns in COUNTED.items()}
    return Cell(cell.month, cell.team_id, cell.channel, cell.language, counts)


def withheld(everybody: Collection[Cell], view: View, least: int) -> frozenset[str]:
    """Variables that `view` must not show; `everybody` has the numbers of all teams, channels (and languages)."""
    if view.is_everything:
        return frozenset()
    here = _place(view.team_id, view.channel, view.language)
    places = grouped(everybody, lambda cell: _place(cell.team_id, cell.channel, cell.language or None))
    found = {place: added(cells) for place, cells in places.items()}
    return frozenset(
        name
        for name in COUNTED
        if here in hidden_places({place: counts[name] for place, counts in found.items()}, least)
    )


def _place(team_id: UUID | None, channel: str | None, language: str | None) -> Place:
    """Languages are a breakdown only where a language is chosen: else the answers are not split by it."""
    return (team_id, channel) if language is None else (team_id, channel, language)


def hidden_strata(everybody: Collection[Cell], least: int) -> frozenset[tuple[UUID, str]]:
    """Team × channel of which some variable must not be shown: with weights of their own they could be told apart."""
    found = {key: added(cells) for key, cells in grouped(everybody, lambda cell: (cell.team_id, cell.channel)).items()}
    hidden: set[tuple[UUID, str]] = set()
    for name in COUNTED:
        places = hidden_places({key: counts.get(name, 0) for key, counts in found.items()}, least)
        hidden.update(key for key in found if key in places)
    return frozenset(hidden)


def withheld_beside(everybody: Iterable[Cell], view: View, least: int) -> frozenset[str]:
    """Variables of which the answers outside `view` are too few to be had, but not none: for a single month."""
    if view.is_everything:
        return frozenset()
    others = added(cell for cell in everybody if not view.holds(cell))
    return frozenset(name for name in COUNTED if 0 < others.get(name, 0) < least)
