"""Which calls are scored a second time, and by whom. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from admin.sampling.lottery import in_drawn_order


@dataclass(frozen=True, slots=True)
class Scored:
    """A finished call, and who scored it."""

    call_id: UUID
    auditor_id: UUID


@dataclass(frozen=True, slots=True)
class Assigned:
    """A call, and who scores it a second time."""

    call_id: UUID
    auditor_id: UUID


def choose(calls: Sequence[Scored], auditors: Mapping[UUID, int], number: int, seed: int) -> tuple[Assigned, ...]:
    """At most `number` calls by lot, each for another auditor than its first: the one with the fewest second scorings.

    `auditors` maps each to the second scorings that they have. The same calls, auditors and seed give the same. Calls
    that nobody else can score are passed over.
    """
    having = dict(auditors)
    first = {str(call.call_id): call for call in calls}
    chosen: list[Assigned] = []
    for name in in_drawn_order(first, seed):
        others = [auditor for auditor in having if auditor != first[name].auditor_id]
        if len(chosen) < number and others:
            second = min(others, key=lambda auditor: (having[auditor], str(auditor)))
            having[second] += 1
            chosen.append(Assigned(first[name].call_id, second))
    return tuple(chosen)
