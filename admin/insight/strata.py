"""The atoms of a view as strata: each with the contacts that its answers stand for. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from admin.insight.atoms import Atom, Place
from admin.insight.cells import Cell
from admin.insight.disclosure import LOW, sums
from admin.insight.evidence import MonthStrata, Stratum

Series = tuple[UUID | None, str]
"""Team and channel; None and "" where an atom holds several."""
Tallies = Mapping[Place, Mapping[str, int]]


def strata_of(
    atoms: Sequence[Atom[Place]], tallies: Tallies, contacts: Sequence[Cell], names: Mapping[UUID, str]
) -> tuple[Stratum, ...]:
    """Team × channel, those with contacts but without answers too; atoms of several are strata of their own.

    A weight thus belongs to whole atoms, and a weighted figure tells no more of a part of one than an unweighted.
    """
    series = {place: _series(atom) for atom in atoms for place in atom.members}
    called: dict[Series, int] = {}
    for cell in contacts:
        key = series.get(cell.place, (cell.place.team_id, cell.place.channel))
        called[key] = called.get(key, 0) + cell.counts["contacts"]
    answered: dict[Series, dict[str, int]] = {}
    for atom in atoms:
        _add(answered.setdefault(_series(atom), {}), sums(atom, tallies))
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
    atoms: Sequence[Atom[Place]], tallies: Tallies, contacts: Sequence[Cell], names: Mapping[UUID, str]
) -> tuple[MonthStrata, ...]:
    """The strata of every month in which anybody answered or was in contact, from the atoms within that month."""
    called: dict[str, list[Cell]] = {}
    for cell in contacts:
        called.setdefault(cell.place.month, []).append(cell)
    within: dict[str, list[Atom[Place]]] = {}
    for atom in atoms:
        months = {place.month for place in atom.members}
        for month in months:
            within.setdefault(month, []).extend([atom] if len(months) == 1 else [])
    return tuple(
        MonthStrata(month, strata_of(within.get(month, ()), tallies, called.get(month, ()), names))
        for month in sorted({*called, *within})
    )


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
