"""Cuts an organisation's answers into atoms, so that no figures subtracted from each other tell of a small group. Pure.

An atom is a set of places (month × team × channel) that holds at least `least` answers to every question, or none at
all to it. Every figure that is ever shown is added up from whole atoms, namely those that lie wholly inside the view.
Whoever asks for all views and subtracts them in every way gets sums of atoms, never a part of one.

The cut depends on the organisation's answers and its least number alone, not on the view. It climbs a ladder: each
rung puts together what the rungs before left over, by a coarser key, and makes an atom of what is now enough. A large
group stays exact whatever small one there is beside it. What even the last rung leaves over is one last atom, without
the questions (`kept_back`) that too few answered in it: those answers are nowhere until there are more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, TypeVar
from uuid import UUID

Key = TypeVar("Key", bound=Hashable)
Numbers = Mapping[str, int]
"""How many answers there are to each question."""


class Place(NamedTuple):
    """A month (`YYYY-MM`), a team (NO_TEAM for none) and a channel."""

    month: str
    team_id: UUID
    channel: str

    @property
    def quarter(self) -> str:
        """The quarter of a year, as `2026-Q1`."""
        return f"{self.year}-Q{(int(self.month[5:]) + 2) // 3}"

    @property
    def year(self) -> str:
        """The year, as `2026`."""
        return self.month[:4]


@dataclass(frozen=True, slots=True)
class Atom(Generic[Key]):
    """What is only ever added up together, without its answers to the questions in `kept_back`."""

    members: frozenset[Key]
    kept_back: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rung(Generic[Key]):
    """By what `key` leftovers are put together; None leaves one as it is.

    `only_most`: only where the leftovers are more than half of all answers with this key.
    """

    key: Callable[[Key], Hashable | None]
    only_most: bool = False


LADDER: Final[tuple[Rung[Place], ...]] = (
    Rung(lambda place: place),
    # A month of a team of which little would be left is worth more than its channels.
    Rung(lambda place: (place.month, place.team_id), only_most=True),
    Rung(lambda place: (place.quarter, place.team_id, place.channel)),
    Rung(lambda place: (place.quarter, place.team_id)),
    Rung(lambda place: (place.year, place.team_id, place.channel)),
    Rung(lambda place: (place.year, place.team_id)),
    Rung(lambda place: place.month),
    Rung(lambda place: place.quarter),
    Rung(lambda place: place.year),
)
"""First over months within a quarter and a year, so that teams and channels stay whole; then over teams."""


def cut(numbers: Mapping[Key, Numbers], rungs: Sequence[Rung[Key]], least: int) -> tuple[Atom[Key], ...]:
    """The atoms of what is counted in `numbers`; the same whatever the order of the counts."""
    total = together(numbers.values())
    hidden = frozenset(name for name, number in total.items() if number < least)
    left = {} if len(hidden) == len(total) else {key: each for key, each in numbers.items() if any(each.values())}
    atoms: list[Atom[Key]] = []
    for rung in rungs:
        if not left:
            break
        enough = [found for found in _groups(left, numbers, rung) if not _too_few(found, numbers, hidden, least)]
        atoms += [Atom(frozenset(members), hidden) for members in enough]
        taken = {key for members in enough for key in members}
        left = {key: each for key, each in left.items() if key not in taken}
    return (*atoms, *_rest(left, hidden, least))


def _rest(left: Mapping[Key, Numbers], hidden: frozenset[str], least: int) -> list[Atom[Key]]:
    kept_back = hidden | _too_few(left, left, hidden, least)
    is_any = any(number >= least and name not in kept_back for name, number in together(left.values()).items())
    return [Atom(frozenset(left), kept_back)] if is_any else []


def _too_few(
    members: Iterable[Key], numbers: Mapping[Key, Numbers], hidden: Collection[str], least: int
) -> frozenset[str]:
    """The questions, but for the `hidden` ones, that some of these answered, but fewer than `least`."""
    found = [numbers[key] for key in members]
    total = found[0] if len(found) == 1 else together(found)
    return frozenset(name for name, number in total.items() if 0 < number < least and name not in hidden)


def together(numbers: Iterable[Numbers]) -> dict[str, int]:
    """The numbers added up."""
    total: dict[str, int] = {}
    for each in numbers:
        for name, number in each.items():
            total[name] = total.get(name, 0) + number
    return total


def _groups(left: Mapping[Key, Numbers], everything: Mapping[Key, Numbers], rung: Rung[Key]) -> list[set[Key]]:
    found: dict[Hashable, set[Key]] = {}
    for each in left:
        key = rung.key(each)
        if key is not None:
            found.setdefault(key, set()).add(each)
    if not rung.only_most:
        return list(found.values())
    whole: dict[Hashable, int] = dict.fromkeys(found, 0)
    for each, numbers in everything.items():
        if (key := rung.key(each)) in whole:
            whole[key] += sum(numbers.values())
    return [
        members for key, members in found.items() if 2 * sum(sum(left[each].values()) for each in members) > whole[key]
    ]


_BLOCKS: Final = ("month", "quarter", "year")


def cut_shares(
    atoms: Iterable[Atom[Place]],
    whole: Mapping[Place, Numbers],
    ground: Mapping[Place, Numbers],
    parts: Mapping[str, Mapping[Place, Numbers]],
    least: int,
) -> dict[str, tuple[Atom[Place], ...]]:
    """Per language (or mode) in `parts` its atoms, each the language's answers in one atom or in several.

    `whole` has the answers in all languages together, `ground` those in the one that is never shown apart. An atom
    takes part where it has at least `least` answers in that language to every question that anybody answered in it:
    then whatever is subtracted from the atom, those stay in it.
    """
    eligible = [atom for atom in atoms if parts and _has_ground(atom, whole, ground, least)]
    spans = [_spans(atom) for atom in eligible]
    return {name: _cut_share(eligible, spans, numbers, least) for name, numbers in parts.items()}


def _cut_share(
    atoms: Sequence[Atom[Place]], spans: Sequence[Sequence[str | None]], numbers: Mapping[Place, Numbers], least: int
) -> tuple[Atom[Place], ...]:
    counted = {at: _without(_within(atom, numbers), atom.kept_back) for at, atom in enumerate(atoms)}
    rungs = [Rung(dict(enumerate(blocks)).get) for blocks in zip(*spans, strict=True)]
    return tuple(
        Atom(
            frozenset().union(*(atoms[at].members for at in found.members)),
            found.kept_back.union(*(atoms[at].kept_back for at in found.members)),
        )
        for found in cut(counted, rungs, least)
    )


def _spans(atom: Atom[Place]) -> tuple[str | None, ...]:
    """The month, quarter and year that hold the whole atom; None where none does."""
    found = ({getattr(place, block) for place in atom.members} for block in _BLOCKS)
    return tuple(blocks.pop() if len(blocks) == 1 else None for blocks in found)


def _has_ground(atom: Atom[Place], whole: Mapping[Place, Numbers], ground: Mapping[Place, Numbers], least: int) -> bool:
    below = _within(atom, ground)
    asked = {name for name, number in _within(atom, whole).items() if number} - atom.kept_back
    return all(below.get(name, 0) >= least for name in asked)


def _within(atom: Atom[Place], numbers: Mapping[Place, Numbers]) -> Numbers:
    found = [numbers[place] for place in atom.members if place in numbers]
    return found[0] if len(found) == 1 else together(found)


def _without(numbers: Numbers, names: Collection[str]) -> Numbers:
    return {name: number for name, number in numbers.items() if name not in names} if names else numbers
