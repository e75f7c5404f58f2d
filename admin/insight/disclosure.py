"""Which atoms a view may add up: of all answers, of one language, of low scorers, of one mode. Pure.

Languages and modes cut the same answers a second time. The most-used language (`ground`) is never shown apart. Of a
mode only whole atoms are shown, and parts of atoms within that language, the most-used mode never apart either: so
each part of an atom lies beside enough answers of that atom that are in no part (see `atoms.cut_shares`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from admin.insight.atoms import LADDER, Atom, Numbers, Place, cut, cut_shares, together
from admin.insight.cells import Cell
from admin.insight.pooling import columns_of
from survey import dimensions
from survey.answers import tally

VARIABLES: Final[Mapping[str, tuple[str, ...]]] = {
    variable: columns_of(variable) for variable in (*tally.VARIABLES, "resolved", "responses")
}
"""Per question the columns of a tally that count its answers."""
LOW: Final[Mapping[str, tuple[str, ...]]] = {
    f"{code}_low": tuple(f"{code}_{value}" for value in sorted(dimensions.LOW)) for code in dimensions.CODES
}
"""Per B the columns that count its low scorers: of those the ticked reasons are shown."""
COUNTED: Final = {**VARIABLES, **LOW}
PAIRS: Final = "pairs"
"""Stands for all pairs of questions: they are added up where there are enough answers to each question."""
_PAIRED: Final = {
    tally.pair_column(*pair, term): pair
    for pair in tally.PAIRS
    for term in ("n", "a", "b", "ab", "aa", "bb")
    if tally.pair_column(*pair, term) in tally.COLUMNS
}
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {**VARIABLES, PAIRS: tuple(_PAIRED)}
"""Per question, and for all pairs, the columns of a tally that its atoms add up."""
_TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {
    **{variable: (variable,) for variable in VARIABLES},
    PAIRS: tally.VARIABLES,
}
"""Of what an atom must have enough answers."""
Atoms = tuple[Atom[Place], ...]
Counts = Mapping[Place, Numbers]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The atoms of the answers (or of those in one language) per key of `COLUMNS`, and per B of its low scorers.

    `ground` and `ground_mode` are the language and the mode that are never shown apart. Per question and other mode,
    `parts` has the atoms of what of the ground language came in so, and `pure` the atoms of which everything did; both
    are empty where one language was chosen.
    """

    ground: str
    answers: Mapping[str, Atoms]
    low: Mapping[str, Atoms]
    parts: Mapping[str, Mapping[str, Atoms]] = field(default_factory=dict)
    pure: Mapping[str, Mapping[str, Atoms]] = field(default_factory=dict)
    ground_mode: str = ""


def numbers(counts: Mapping[str, int]) -> dict[str, int]:
    """A tally as the numbers of answers per name of `COUNTED`."""
    return {name: sum(counts.get(column, 0) for column in columns) for name, columns in COUNTED.items()}


def ground_language(cells: Iterable[Cell]) -> str:
    """The language in which most answers were given; it can't be chosen. Empty where there are no answers."""
    return _used(cells, lambda cell: cell.language)


def disclosure(cells: Sequence[Cell], least: int) -> Disclosure:
    """What may be added up of all answers; `cells` has their `numbers`, split by language and mode, of all times."""
    ground, everybody = ground_language(cells), _by_place(cells)
    ground_mode = _used((cell for cell in cells if cell.language == ground), _mode)
    spoken = _split((cell for cell in cells if cell.language == ground), _mode)
    modes = {mode: counts for mode, counts in _split(cells, _mode).items() if mode != ground_mode}
    answers = {name: cut(_only(names, everybody), LADDER, least) for name, names in _TOGETHER.items()}
    return Disclosure(
        ground,
        answers,
        {code: cut(_only((f"{code}_low",), everybody), LADDER, least) for code in dimensions.CODES},
        {name: _parts(answers[name], spoken, ground_mode, name, least) for name in VARIABLES},
        {name: _pure(answers[name], everybody, modes, name) for name in VARIABLES},
        ground_mode,
    )


def disclosure_in(language: str, cells: Sequence[Cell], least: int) -> Disclosure:
    """What may be added up of the answers in one language; nothing of the ground language."""
    ground, everybody, languages = ground_language(cells), _by_place(cells), _split(cells, _language)
    wanted = {code: counts for code, counts in languages.items() if code == language != ground}

    def atoms(names: tuple[str, ...]) -> Atoms:
        whole, below = _only(names, everybody), _only(names, languages.get(ground, {}))
        parts = {code: _only(names, counts) for code, counts in wanted.items()}
        return cut_shares(cut(whole, LADDER, least), whole, below, parts, least).get(language, ())

    return Disclosure(
        ground,
        {name: atoms(names) for name, names in _TOGETHER.items()},
        {code: atoms((f"{code}_low",)) for code in dimensions.CODES},
    )


def inside(atoms: Iterable[Atom[Place]], holds: Callable[[Place], bool]) -> Atoms:
    """The atoms that lie wholly inside a view."""
    return tuple(atom for atom in atoms if all(map(holds, atom.members)))


def sums(atom: Atom[Place], tallies: Mapping[Place, Mapping[str, int]], columns: Iterable[str]) -> dict[str, int]:
    """These columns of the tally of an atom, without what is kept back."""
    found = [tallies[place] for place in atom.members if place in tallies]
    if atom.kept_back:
        columns = [column for column in columns if atom.kept_back.isdisjoint(_PAIRED.get(column, ()))]
    if len(found) == 1:
        return {column: found[0].get(column, 0) for column in columns}
    return {column: sum(each.get(column, 0) for each in found) for column in columns}


def _language(cell: Cell) -> str:
    return cell.language


def _mode(cell: Cell) -> str:
    return cell.mode


def _parts(atoms: Atoms, modes: Mapping[str, Counts], ground: str, question: str, least: int) -> dict[str, Atoms]:
    found = {mode: _only((question,), counts) for mode, counts in modes.items()}
    if len(found) < 2:
        return {}
    whole: dict[Place, list[Numbers]] = {}
    for counts in found.values():
        for place, numbers in counts.items():
            whole.setdefault(place, []).append(numbers)
    spoken = {place: together(mine) for place, mine in whole.items()}
    return cut_shares(atoms, spoken, found.pop(ground), found, least)


def _pure(atoms: Atoms, everybody: Counts, modes: Mapping[str, Counts], question: str) -> dict[str, Atoms]:
    def number(atom: Atom[Place], counts: Counts) -> int:
        return sum(counts[place][question] for place in atom.members if place in counts)

    return {
        mode: tuple(atom for atom in atoms if number(atom, counts) == number(atom, everybody))
        for mode, counts in modes.items()
    }


def _split(cells: Iterable[Cell], of: Callable[[Cell], str]) -> dict[str, Counts]:
    parts: dict[str, list[Cell]] = {}
    for cell in cells:
        parts.setdefault(of(cell), []).append(cell)
    return {each: _by_place(mine) for each, mine in parts.items()}


def _by_place(cells: Iterable[Cell]) -> Counts:
    found: dict[Place, list[Numbers]] = {}
    for cell in cells:
        found.setdefault(cell.place, []).append(cell.counts)
    return {place: mine[0] if len(mine) == 1 else together(mine) for place, mine in found.items()}


def _only(names: Collection[str], counts: Counts) -> Counts:
    return {place: {name: numbers[name] for name in names} for place, numbers in counts.items()}


def _used(cells: Iterable[Cell], of: Callable[[Cell], str]) -> str:
    """The most-used of what `of` gives for each cell, by the answers."""
    found: dict[str, int] = {}
    for cell in cells:
        found[of(cell)] = found.get(of(cell), 0) + cell.counts["responses"]
    return most_used(found)


def most_used(answers: Mapping[str, int]) -> str:
    """Of which there are most answers, the first of the alphabet among equals; empty where there are none."""
    return min(answers, key=lambda each: (-answers[each], each), default="")
