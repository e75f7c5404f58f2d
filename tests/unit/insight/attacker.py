"""Whoever asks for every view and solves the equations that the shown figures make: exactly, by ranks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from uuid import UUID

from admin.insight.atoms import Atom, Place
from admin.insight.cells import Cell, View
from admin.insight.disclosure import COUNTED, VARIABLES, Disclosure, disclosure, disclosure_in, ground_language, inside
from admin.insight.strata import strata_of

PRIME = 2**61 - 1
"""Ranks are computed modulo this prime: never higher than the exact rank, and lower with next to no chance."""
MONTHS = tuple(f"{year}-{month:02d}" for year, month in ((2025, 11), (2025, 12), (2026, 1), (2026, 2), (2026, 3)))
TEAMS = (UUID(int=0), UUID(int=1), UUID(int=2))
CHANNELS = ("phone", "counter")
LANGUAGES = ("nl", "tr", "en")
MODES = ("link", "qr")
Key = tuple[str, UUID, str, str, str]
Town = Mapping[Key, int]
"""How many answers there are by month, team, channel, language and mode."""
Vector = frozenset[Key]
"""Whose answers a figure adds up; the attacker knows that."""
Released = list[Vector]
"""Every figure that is shown."""


@dataclass(frozen=True, slots=True)
class Question:
    """A view as a page can be asked for."""

    team_id: UUID | None
    channel: str | None
    first: str
    last: str
    language: str | None = None

    def holds(self, key: Key) -> bool:
        month, team_id, channel, language, _ = key
        return (
            self.team_id in (None, team_id)
            and self.channel in (None, channel)
            and self.first <= month <= self.last
            and self.language in (None, language)
        )


def intervals() -> Iterator[tuple[str, str]]:
    yield from combinations(MONTHS, 2)
    yield from ((month, month) for month in MONTHS)


def cells(town: Town) -> list[Cell]:
    """The town's answers as they are counted; of every fourth answer the mark is missing."""
    return [
        Cell(Place(*key[:3]), {**dict.fromkeys(COUNTED, n), "mark": n - n // 4}, key[3], key[4])
        for key, n in town.items()
    ]


def answers(town: Town, variable: str) -> dict[Key, int]:
    counted = zip(town, cells(town), strict=True)
    return {key: cell.counts[variable] for key, cell in counted if cell.counts[variable]}


def shown_by_atoms(town: Town, least: int, variable: str) -> Released:
    """Every figure about one question (or about a B's low scorers) that the product shows, in every view."""
    counted = cells(town)
    found, ground = disclosure(counted, least), ground_language(counted)
    released = list(_of_everybody(town, _atoms(found, variable), variable))
    for language in LANGUAGES:
        atoms = _atoms(disclosure_in(language, counted, least), variable)
        released += _split(atoms, {key for key in town if key[3] == language})
    for mode, atoms in found.parts.get(variable, {}).items():
        released += _split(atoms, {key for key in town if key[3:] == (ground, mode)})
    for mode, atoms in found.pure.get(variable, {}).items():
        released += _split(atoms, {key for key in town if key[4] == mode})
    return released


def _atoms(found: Disclosure, variable: str) -> Collection[Atom[Place]]:
    return found.answers[variable] if variable in VARIABLES else found.low[variable.removesuffix("_low")]


def _of_everybody(town: Town, atoms: Collection[Atom[Place]], variable: str) -> Iterator[Vector]:
    """The strata of every view: who knows them knows the weighted and the unweighted figures, and more."""
    assert not any(atom.kept_back for atom in atoms)
    tallies = {Place(*key[:3]): {column: 1} for key in town for column in COUNTED[variable][:1]}
    for team_id, channel, (first, last) in product((None, *TEAMS), (None, *CHANNELS), intervals()):
        within = inside(atoms, View(team_id, channel, first, last).holds)
        parts = [
            [atom for atom in within if (_one(atom, "team_id"), _one(atom, "channel")) == series]
            for series in {(_one(atom, "team_id"), _one(atom, "channel")) for atom in within}
        ]
        if variable in VARIABLES:
            assert len(strata_of(variable, within, tallies, (), {})) == len(parts), "strata are what we take them for"
        yield from (_keys(town, part) for part in parts)


def _one(atom: Atom[Place], name: str) -> object:
    found = {getattr(place, name) for place in atom.members}
    return found.pop() if len(found) == 1 else None


def _split(atoms: Collection[Atom[Place]], part: Collection[Key]) -> Iterator[Vector]:
    assert not any(atom.kept_back for atom in atoms)
    views = (inside(atoms, View(None, None, first, last).holds) for first, last in intervals())
    return (_keys(part, view) for view in views)


def _keys(keys: Iterable[Key], atoms: Collection[Atom[Place]]) -> Vector:
    places = {place for atom in atoms for place in atom.members}
    return frozenset(key for key in keys if Place(*key[:3]) in places)


def shown_naively(town: Town, least: int) -> Released:
    """Every view that has enough answers, as a product shows it that looks at one view at a time."""
    views = (frozenset(key for key in town if question.holds(key)) for question in _questions())
    return [view for view in views if sum(town[key] for key in view) >= least]


def _questions() -> Iterator[Question]:
    for team_id, channel, (first, last) in product((None, *TEAMS), (None, *CHANNELS), intervals()):
        yield Question(team_id, channel, first, last)
    for language, (first, last) in product(LANGUAGES, intervals()):
        yield Question(None, None, first, last, language)


def small_groups(numbers: Mapping[Key, int], least: int) -> set[Vector]:
    """Every group under `least` that months, teams, channels, languages and modes can define."""
    choices = (intervals(), (None, *TEAMS), (None, *CHANNELS), (None, *LANGUAGES), (None, *MODES))
    groups = {
        frozenset(
            key
            for key in numbers
            if first <= key[0] <= last and all(want in (None, has) for want, has in zip(wanted, key[1:], strict=True))
        )
        for (first, last), *wanted in product(*choices)
    }
    return {group for group in groups if 0 < sum(numbers[key] for key in group) < least}


def leaks(released: Released, numbers: Mapping[Key, int], least: int) -> list[Vector]:
    """The small groups of which some combination of the shown figures tells something, and of nobody else.

    Whom every figure counts alike, no combination tells apart: these are one column of the matrix.
    """
    columns: dict[tuple[int, ...], set[Key]] = {}
    figures = list(dict.fromkeys(released))
    for key in numbers:
        columns.setdefault(tuple(int(key in figure) for figure in figures), set()).add(key)
    whole = rank(columns)
    return [
        group
        for group in small_groups(numbers, least)
        if (inside_it := {column for column, keys in columns.items() if any(column) and keys <= group})
        and rank([column for column in columns if column not in inside_it]) < whole
    ]


def rank(rows: Collection[tuple[int, ...]]) -> int:
    """The rank of a matrix, modulo PRIME."""
    basis: dict[int, list[int]] = {}
    for row in rows:
        left = [number % PRIME for number in row]
        for place in range(len(left)):
            if not left[place]:
                continue
            if place not in basis:
                inverse = pow(left[place], -1, PRIME)
                basis[place] = [number * inverse % PRIME for number in left]
                break
            factor = left[place]
            left = [(number - factor * base) % PRIME for number, base in zip(left, basis[place], strict=True)]
    return len(basis)
