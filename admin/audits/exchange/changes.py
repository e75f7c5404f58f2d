"""What a file would change in a round: call by call and cell by cell. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Final
from uuid import UUID

from admin.audits.columns import FIELDS
from admin.audits.exchange.stored import StoredCall
from admin.audits.scoring import Scored, dimension_scores
from admin.audits.spreadsheet import ScoredCall
from survey.criteria.catalogue import Criterion

NOT_APPLICABLE: Final = "n/a"
"""What an answer is where the criterion does not apply."""

Answer = str | float | date | UUID | None


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell: `name` is a field or the code of a criterion; a value on its own scale, None where it is empty."""

    name: str
    old: Answer
    new: Answer


@dataclass(frozen=True, slots=True)
class Change:
    """A call as it would be stored; `stored` is None where it is new. `finishes` a call that was not finished."""

    call: ScoredCall
    stored: StoredCall | None
    cells: tuple[CellChange, ...]

    @property
    def is_new(self) -> bool:
        """Whether the round does not have this call yet."""
        return self.stored is None

    @property
    def finishes(self) -> bool:
        """Whether the call is there, but its auditor has not finished it."""
        return self.stored is not None and not self.stored.is_done


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be stored, in the order of the file; how many calls stay, and how many the file does not have."""

    calls: tuple[Change, ...]
    unchanged: int
    not_in_file: int

    @property
    def new(self) -> int:
        """Number of new calls."""
        return sum(each.is_new for each in self.calls)

    @property
    def changed(self) -> int:
        """Number of calls that are there and change."""
        return len(self.calls) - self.new

    @property
    def cells(self) -> int:
        """Number of cells that change in calls that are there."""
        return sum(len(each.cells) for each in self.calls)

    @property
    def mark(self) -> str:
        """Tells these changes from any others: 64 hexadecimal digits."""
        parts = sorted(
            repr((each.stored and (each.stored.id, each.stored.is_done), each.cells, _fingerprint(each.call)))
            for each in self.calls
        )
        return sha256("\n".join(parts).encode()).hexdigest()


def changes(
    calls: Sequence[ScoredCall], stored: Sequence[StoredCall], columns: frozenset[str], criteria: Sequence[Criterion]
) -> Changes:
    """Each row of a file beside the call that it is about: the one with its reference; without one, the next of its
    day, team and channel that has no reference either and is finished, the same before the different.

    Columns that the file lacks keep what is stored.
    """
    pairs = _paired(calls, stored, columns, criteria)
    found = [Change(call, old, () if old is None else _cells(old.call, call)) for call, old in pairs]
    told = tuple(each for each in found if each.is_new or each.cells or each.finishes)
    matched = sum(old is not None for _, old in pairs)
    return Changes(told, len(found) - len(told), len(stored) - matched)


def _paired(
    calls: Sequence[ScoredCall], stored: Sequence[StoredCall], columns: frozenset[str], criteria: Sequence[Criterion]
) -> list[tuple[ScoredCall, StoredCall | None]]:
    named = {each.call.reference: each for each in stored if each.call.reference is not None}
    found = {place: named.get(call.reference) for place, call in enumerate(calls) if call.reference is not None}
    free = [each for each in stored if each.call.reference is None and each.is_done]
    codes = sorted(columns - set(FIELDS))
    for key in (lambda call: (_slot(call), tuple(_answer(call, code) for code in codes)), _slot):
        free = _hand_out(calls, free, key, found)
    return [_merged(call, found.get(place), columns, criteria) for place, call in enumerate(calls)]


def _hand_out(
    calls: Sequence[ScoredCall],
    free: Sequence[StoredCall],
    key: Callable[[ScoredCall], Hashable],
    found: dict[int, StoredCall | None],
) -> list[StoredCall]:
    """Give each row that has no call yet the next free call with its key; gives the calls that are free still."""
    waiting: dict[Hashable, deque[StoredCall]] = {}
    for each in free:
        waiting.setdefault(key(each.call), deque()).append(each)
    for place, call in enumerate(calls):
        if place not in found and (same := waiting.get(key(call))):
            found[place] = same.popleft()
    taken = {each.id for each in found.values() if each is not None}
    return [each for each in free if each.id not in taken]


def _merged(
    call: ScoredCall, old: StoredCall | None, columns: frozenset[str], criteria: Sequence[Criterion]
) -> tuple[ScoredCall, StoredCall | None]:
    """The call with what the file has no column for as it is stored, and its own dimension scores again."""
    if old is None:
        return call, None
    kept = {code: scored for code, scored in old.call.scores.items() if code not in columns}
    not_applicable = call.not_applicable | {code for code in old.call.not_applicable if code not in columns}
    scores = {**kept, **call.scores}
    points = {code: scored.score for code, scored in scores.items()}
    by_dimension = dimension_scores(points, criteria)
    return replace(call, scores=scores, not_applicable=not_applicable, dimensions=by_dimension), old


def _slot(call: ScoredCall) -> tuple[date, UUID, str]:
    return call.day, call.team_id, call.channel


def _cells(old: ScoredCall, new: ScoredCall) -> tuple[CellChange, ...]:
    fields = [CellChange(name, getattr(old, at), getattr(new, at)) for name, at in _FIELDS]
    codes = sorted({*old.scores, *old.not_applicable, *new.scores, *new.not_applicable})
    answers = [CellChange(code, _answer(old, code), _answer(new, code)) for code in codes]
    return tuple(each for each in (*fields, *answers) if each.old != each.new)


_FIELDS: Final = (("date", "day"), ("team", "team_id"), ("channel", "channel"))


def _answer(call: ScoredCall, code: str) -> Answer:
    if code in call.not_applicable:
        return NOT_APPLICABLE
    scored: Scored | None = call.scores.get(code)
    return None if scored is None else scored.value


def _fingerprint(call: ScoredCall) -> tuple[object, ...]:
    codes = sorted({*call.scores, *call.not_applicable})
    return (*_slot(call), call.reference, *((code, _answer(call, code)) for code in codes))
