"""The only writer of criteria: every change is a new version. Nothing here updates or deletes one that is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, text
from sqlalchemy.orm import Session

from admin.criteria import sets
from admin.criteria.differences import Change, changes
from survey import journal
from survey.criteria import current
from survey.criteria.catalogue import Criterion, in_order
from survey.criteria.current import CriteriaSet
from survey.criteria.tables import CriteriaVersion, CriterionReason, VersionedCriterion
from survey.database import begin
from survey.intake import rollup
from survey.organisations import take_turns


class Overtaken(Exception):
    """Somebody saved a newer version since the one that this change started from."""

    def __init__(self, present: CriteriaSet) -> None:
        super().__init__(f"version {present.version} was saved meanwhile")
        self.present = present


class NothingActive(ValueError):
    """The change would leave a dimension without any active criterion."""

    def __init__(self, dimension: str) -> None:
        super().__init__(dimension)
        self.dimension = dimension


@dataclass(frozen=True, slots=True)
class Saved:
    """The version that now holds, and what changed; nothing changed makes no new version."""

    version: int
    changes: tuple[Change, ...]


def save(organisation_id: UUID, actor: str, base: int, wanted: Sequence[Criterion], note: str = "") -> Saved:
    """Make the next version, with the journal and, where the norm for waiting changed, the phone log's counts.

    Raises Overtaken where `base` is no longer the newest version, NothingActive, and ValueError for a set that no
    form or file may let through.
    """
    with begin() as session:
        # Importing contacts takes the same turn, so that none is counted by a norm that is on its way out.
        take_turns(session, organisation_id)
        present = current.current(session, organisation_id)
        if present.version != base:
            raise Overtaken(present)
        criteria = in_order(wanted)
        found = changes(present.everything, criteria)
        if not found:
            return Saved(present.version, ())
        _check(criteria)
        after = _next(present.version + 1, criteria)
        _add(session.connection(), organisation_id, after, actor, note)
        counts = Counter(change.kind.value for change in found)
        journal.note(session, organisation_id, actor, "criteria.saved", f"version {after.version}", **counts)
        _count_anew(session, organisation_id, present, after)
        return Saved(after.version, found)


def _check(criteria: Sequence[Criterion]) -> None:
    codes = Counter(criterion.code for criterion in criteria)
    if max(codes.values(), default=0) > 1 or len(criteria) > sets.MOST_CRITERIA:
        raise ValueError("a code stands twice, or there are too many criteria")
    if not all(sets.is_weight(criterion.weight) for criterion in criteria):
        raise ValueError("a weight is out of bounds")
    if any(criterion.own is not None and not sets.is_own_code(criterion.code) for criterion in criteria):
        raise ValueError("a code is no code of an own criterion")
    for dimension in sets.without_active(criteria):
        raise NothingActive(dimension)


def _next(version: int, criteria: Sequence[Criterion]) -> CriteriaSet:
    return CriteriaSet(
        version,
        tuple(criterion for criterion in criteria if criterion.active),
        tuple(criterion for criterion in criteria if not criterion.active),
    )


def _add(connection: Connection, organisation_id: UUID, after: CriteriaSet, actor: str, note: str) -> None:
    key = {"organisation_id": organisation_id, "version": after.version}
    connection.execute(insert(CriteriaVersion), [key | {"created_by": actor, "note": note}])
    rows = [key | _row(place, criterion) for place, criterion in enumerate(after.everything)]
    connection.execute(insert(VersionedCriterion), rows)
    reasons = [key | reason for criterion in after.everything for reason in _reasons(criterion)]
    if reasons:
        connection.execute(insert(CriterionReason), reasons)


def _row(place: int, criterion: Criterion) -> dict[str, Any]:
    return {
        "code": criterion.code,
        "position": place,
        "dimension": criterion.dimension,
        "scale": criterion.scale,
        "norm": criterion.norm,
        "seconds_limit": criterion.limit,
        "weight": criterion.weight,
        "active": criterion.active,
        "requirement_nl": criterion.own and criterion.own.requirement_nl,
        "requirement_en": criterion.own and criterion.own.requirement_en,
    }


def _reasons(criterion: Criterion) -> Iterable[dict[str, str]]:
    if criterion.own is not None:
        for language, words in criterion.own.reasons:
            yield {"code": criterion.code, "language": language, "text": words}


def _count_anew(session: Session, organisation_id: UUID, before: CriteriaSet, after: CriteriaSet) -> None:
    """Bring the counts that hang on the norm for waiting into line with the new one."""
    rule = rollup.waiting_rule_in(after)
    if rule != rollup.waiting_rule_in(before):
        connection = session.connection()
        _hold_writers(connection)
        rollup.rebuild(connection, organisation_id, rule)


def _hold_writers(connection: Connection) -> None:
    """Let no invitation slip in between the counting and the writing. SQLite's transaction does so by itself."""
    if connection.dialect.name == "postgresql":
        tables = ", ".join(table.name for table in rollup.ADDED)
        connection.execute(text(f"LOCK TABLE {tables} IN EXCLUSIVE MODE"))
