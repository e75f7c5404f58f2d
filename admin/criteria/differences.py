"""What differs between two versions of a set of criteria. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from admin.criteria.entries import as_fields
from survey.criteria.catalogue import Criterion, in_order

Value = str | float | bool | None


class Kind(StrEnum):
    """What happened to a criterion."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field (a name in `entries.FIELDS`) before and after; None where it had or has nothing."""

    name: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Change:
    """One criterion that was added, removed or changed, as it is now, or was last."""

    kind: Kind
    criterion: Criterion
    fields: tuple[FieldChange, ...] = ()


def changes(before: Iterable[Criterion], after: Iterable[Criterion]) -> tuple[Change, ...]:
    """Every criterion that differs, in the order in which criteria are shown."""
    old = {criterion.code: criterion for criterion in before}
    new = {criterion.code: criterion for criterion in after}
    found = (_change(old.get(each.code), new.get(each.code)) for each in in_order((old | new).values()))
    return tuple(change for change in found if change is not None)


def _change(before: Criterion | None, after: Criterion | None) -> Change | None:
    if before is None or after is None:
        known = after or before
        return None if known is None else Change(Kind.REMOVED if after is None else Kind.ADDED, known)
    fields = _fields(before, after)
    return Change(Kind.CHANGED, after, fields) if fields else None


def _fields(before: Criterion, after: Criterion) -> tuple[FieldChange, ...]:
    old, new = as_fields(before), as_fields(after)
    return tuple(FieldChange(name, old[name], new[name]) for name in old if old[name] != new[name])
