"""Which groups must stay hidden so that no small group can be had. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Set
from itertools import product
from typing import TypeVar

Key = TypeVar("Key")
Place = tuple[Hashable, ...]
Line = tuple[int, Place]
ALL = None
"""Stands in a place for all groups of one breakdown together."""


def hidden_groups(counts: Mapping[Key, int], least: int, also: Set[Key] = frozenset()) -> frozenset[Key]:
    """Keys of the groups to hide, where the total of all groups is shown elsewhere.

    Every group under `least`, and every group in `also`, is hidden. Where one of them could be had by
    subtraction from the total, or all of them together are fewer than `least` (but not nobody), the smallest
    group shown is hidden too, the first of equals, until none can.
    """
    hidden = {key for key, count in counts.items() if count < least or key in also}
    for key in sorted((key for key in counts if key not in hidden), key=counts.__getitem__):
        numbers = [counts[other] for other in hidden if counts[other] > 0]
        if not numbers or (len(numbers) >= 2 and sum(numbers) >= least):
            break
        hidden.add(key)
    return frozenset(hidden)


def hidden_places(counts: Mapping[Place, int], least: int) -> frozenset[Place]:
    """Places to hide in a table of several breakdowns (team, channel, ...), its totals (`ALL`) included.

    A line is all groups of one breakdown and their total, at the same place of the others. In every line the
    hidden places are none, or at least two, and where the total is shown they are at least `least` answers
    together: so no hidden place follows from its line alone. Groups of nobody are left out.
    """
    table = _with_totals(counts)
    lines = _lines(table)
    hidden = {place for place, count in table.items() if count < least}
    waiting = [line for place in sorted(hidden, key=str) for line in _lines_through(place)]
    while waiting:
        line = waiting.pop()
        also = _also_hidden(line[0], lines[line], hidden, table, least)
        if also is not None:
            hidden.add(also)
            waiting.extend((line, *_lines_through(also)))
    return frozenset(hidden)


def _with_totals(counts: Mapping[Place, int]) -> dict[Place, int]:
    table: dict[Place, int] = {}
    for place, count in counts.items():
        if count > 0:
            for total in product(*((key, ALL) for key in place)):
                table[total] = table.get(total, 0) + count
    return table


def _lines_through(place: Place) -> Iterator[Line]:
    for axis in range(len(place)):
        yield axis, (*place[:axis], *place[axis + 1 :])


def _lines(table: Mapping[Place, int]) -> dict[Line, list[Place]]:
    """The places of every line, the smallest first, always in the same order."""
    lines: dict[Line, list[Place]] = {}
    for place in sorted(table, key=lambda place: (table[place], place.count(ALL), str(place))):
        for line in _lines_through(place):
            lines.setdefault(line, []).append(place)
    return lines


def _also_hidden(
    axis: int, places: list[Place], hidden: Set[Place], table: Mapping[Place, int], least: int
) -> Place | None:
    """The place that must be hidden beside those that are; None where they are safe, or nothing is left."""
    inside = [place for place in places if place in hidden]
    total_is_hidden = any(place[axis] is ALL for place in inside)
    is_safe = len(inside) >= 2 and (total_is_hidden or sum(table[place] for place in inside) >= least)
    return None if is_safe or not inside else next((place for place in places if place not in hidden), None)
