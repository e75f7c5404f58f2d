"""The only writer of measures, and the lists of them. The journal gets which fields changed, never their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from flask import abort
from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from admin.actions.tables import ImprovementAction
from survey import journal
from survey.database import begin, now

KEPT_AFTER_DELETION: Final = timedelta(days=30)
"""How long a deleted measure can be put back."""
_TABLE: Final = ImprovementAction


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a measure is to say; the fields are those of its row."""

    title: str
    starts_on: date
    owner: str
    dimension: str | None
    team_id: UUID | None
    is_public: bool
    said: str
    did: str
    language: str


def measures(session: Session, organisation_id: UUID) -> Sequence[ImprovementAction]:
    """All that are not deleted, the latest first."""
    query = select(_TABLE).where(_TABLE.organisation_id == organisation_id, _TABLE.deleted_at.is_(None))
    return session.scalars(query.order_by(_TABLE.starts_on.desc(), _TABLE.created_at.desc())).all()


def deleted(session: Session, organisation_id: UUID) -> Sequence[ImprovementAction]:
    """Those that can still be put back, the last deleted first."""
    query = select(_TABLE).where(_TABLE.organisation_id == organisation_id, _TABLE.deleted_at > _still_kept())
    return session.scalars(query.order_by(_TABLE.deleted_at.desc())).all()


def _still_kept() -> datetime:
    return now() - KEPT_AFTER_DELETION


def get_measure(session: Session, organisation_id: UUID, measure_id: UUID) -> ImprovementAction:
    """This measure of this organisation, or the page that says there is none."""
    found = session.get(_TABLE, (organisation_id, measure_id))
    if found is None or found.deleted_at is not None:
        abort(404)
    return found


def add(organisation_id: UUID, actor: str, wanted: Wanted, advice: str | None = None) -> UUID:
    """Log a measure; `advice` is the code of the advice that it adopts."""
    new = _TABLE(organisation_id=organisation_id, id=uuid4(), advice=advice, **asdict(wanted))
    with begin() as session:
        session.add(new)
        session.flush()
        detail: dict[str, str | bool] = {
            "starts_on": wanted.starts_on.isoformat(),
            "advice": advice or "",
            "public": wanted.is_public,
        }
        journal.note(session, organisation_id, actor, "improvement.added", str(new.id), **detail)
    return new.id


def change(organisation_id: UUID, actor: str, measure_id: UUID, wanted: Wanted) -> None:
    """Write what differs."""
    with begin() as session:
        found = get_measure(session, organisation_id, measure_id)
        changed = [name for name, value in asdict(wanted).items() if getattr(found, name) != value]
        for name in changed:
            setattr(found, name, getattr(wanted, name))
        if changed:
            detail: dict[str, str | bool] = {"fields": ", ".join(changed), "public": wanted.is_public}
            journal.note(session, organisation_id, actor, "improvement.changed", str(measure_id), **detail)


def finish(organisation_id: UUID, actor: str, measure_id: UUID, day: date | None) -> str:
    """Mark it as done on this day, never before it began, or as not done (None); gives its title."""
    with begin() as session:
        found = get_measure(session, organisation_id, measure_id)
        found.done_on = None if day is None else max(day, found.starts_on)
        action = "improvement.reopened" if day is None else "improvement.done"
        journal.note(session, organisation_id, actor, action, str(measure_id))
        return found.title


def remove(organisation_id: UUID, actor: str, measure_id: UUID) -> str:
    """Delete it, so that it can be put back for a while; gives its title. What had that while goes for good."""
    with begin() as session:
        found = get_measure(session, organisation_id, measure_id)
        found.deleted_at = now()
        session.execute(
            delete(_TABLE).where(_TABLE.organisation_id == organisation_id, _TABLE.deleted_at <= _still_kept())
        )
        journal.note(session, organisation_id, actor, "improvement.deleted", str(measure_id))
        return found.title


def put_back(organisation_id: UUID, actor: str, measure_id: UUID) -> None:
    """Undo a deletion; one that was not deleted, or too long ago, is not found."""
    owned = (_TABLE.organisation_id == organisation_id, _TABLE.id == measure_id)
    with begin() as session:
        query = update(_TABLE).where(*owned, _TABLE.deleted_at > _still_kept()).values(deleted_at=None)
        done = session.execute(query)
        if not isinstance(done, CursorResult) or done.rowcount == 0:
            abort(404)
        journal.note(session, organisation_id, actor, "improvement.put back", str(measure_id))
