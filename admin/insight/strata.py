"""The atoms of a view as strata: each with the contacts that its answers stand for. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from admin.insight.atoms import Atom, Place
from admin.insight.cells import Cell
from admin.insight.disclosure import COLUMNS, LOW, PAIRS, sums
from admin.insight.evidence import MonthStrata, Stratum

Series = tuple[UUID | None, str]
"""Team and channel; None and "" where an atom holds several."""
Tallies = Mapping[Place, Mapping[str, int]]
Names = Mapping[UUID, str]


def questions_of(
    atoms: Mapping[str, Sequence[Atom[Place]]], tallies: Tallies, contacts: Sequence[Cell], names: Names
) -> dict[str, tuple[Stratum, ...]]:
    """Per key of `disclosure.COLUMNS` the strata of its own atoms."""
    return {key: strata_of(key, mine, tallies, contacts, names) for key, mine in atoms.items()}


def strata_of(
    key: str, atoms: Sequence[Atom[Place]], tallies: Tallies, contacts: Sequence[Cell], names: Names
) -> tuple[Stratum, ...]:
    """Team × channel, those with contacts but without answers too; atoms of several are strata of their own.

    A weight thus belongs to whole atoms, and a weighted figure tells no more of a part of one than an unweighted.
    """
    series = {place: _series(atom) for atom in atoms for place in atom.members}
    called: dict[Series, int] = {}
    for cell in contacts:
        mine = series.get(cell.place, (cell.place.team_id, cell.place.channel))
        called[mine] = called.get(mine, 0) + cell.counts["contacts"]
    answered: dict[Series, dict[str, int]] = {}
    for atom in atoms:
        _add(answered.setdefault(_series(atom), {}), sums(atom, tallies, {*COLUMNS[key], "responses"}))
    return tuple(
        Stratum(
            None if team_id is None else names.get(team_id),
            channel,
            called.get((team_id, channel), 0),
            answered.get((team_id, channel), {}),
            is_pooled=team_id is None or not channel,
        )
        for team_id, channel in sorted({*called, *answered}, key=str)
    )


def month_strata(
    atoms: Mapping[str, Sequence[Atom[Place]]], tallies: Tallies, contacts: Sequence[Cell], names: Names
) -> tuple[MonthStrata, ...]:
    """The strata of every month in which anybody answered or was in contact, from the atoms within that month."""
    called: dict[str, list[Cell]] = {}
    for cell in contacts:
        called.setdefault(cell.place.month, []).append(cell)
    answered = {place.month for mine in atoms.values() for atom in mine for place in atom.members}
    # Nobody asks for pairs of questions in one month.
    within = {key: _within_months(mine) for key, mine in atoms.items() if key != PAIRS}
    return tuple(
        MonthStrata(
            month,
            questions_of(
                {key: found.get(month, ()) for key, found in within.items()}, tallies, called.get(month, ()), names
            ),
        )
        for month in sorted({*called, *answered})
    )


def _within_months(atoms: Sequence[Atom[Place]]) -> dict[str, list[Atom[Place]]]:
    found: dict[str, list[Atom[Place]]] = {}
    for atom in atoms:
        months = {place.month for place in atom.members}
        if len(months) == 1:
            found.setdefault(months.pop(), []).append(atom)
    return found


def low_scorers(code: str, atoms: Sequence[Atom[Place]], tallies: Tallies) -> int:
    """How many citizens in these atoms scored this B 1 or 2."""
    columns = LOW[f"{code}_low"]
    found = [tallies[place] for atom in atoms for place in atom.members if place in tallies]
    return sum(each.get(column, 0) for each in found for column in columns)


def _series(atom: Atom[Place]) -> Series:
    teams = {place.team_id for place in atom.members}
    channels = {place.channel for place in atom.members}
    return (min(teams) if len(teams) == 1 else None, min(channels) if len(channels) == 1 else "")


def _add(total: dict[str, int], more: Mapping[str, int]) -> None:
    for name, number in more.items():
        total[name] = total.get(name, 0) + number
