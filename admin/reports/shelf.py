"""The reports that are kept in the database: looked up, put there, and removed when they have had their time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, delete, func, select
from sqlalchemy.orm import Session, undefer

from admin.reports.kinds import filename
from admin.reports.periods import NamedPeriod
from admin.reports.tables import KeptReport


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report: of which period, kind and language."""

    period: NamedPeriod
    kind: str
    language: str


def kept(session: Session, organisation_id: UUID) -> Sequence[KeptReport]:
    """The organisation's reports without their contents, those of the newest period first."""
    of = select(KeptReport).where(KeptReport.organisation_id == organisation_id)
    return session.scalars(
        of.order_by(KeptReport.ends_on.desc(), KeptReport.period, KeptReport.kind.desc(), KeptReport.language)
    ).all()


def one(session: Session, organisation_id: UUID, report_id: UUID) -> KeptReport | None:
    """One report with its contents, or None where the organisation has no such report."""
    return session.get(KeptReport, (organisation_id, report_id), options=[undefer(KeptReport.content)])


def holds(session: Session, organisation_id: UUID, asked: Asked) -> bool:
    """Whether this report is kept already."""
    return session.scalar(select(KeptReport.id).where(*_same(organisation_id, asked))) is not None


def put(session: Session, organisation_id: UUID, asked: Asked, content: bytes) -> None:
    """Keep a report in the place of an earlier one, in the caller's transaction."""
    session.execute(delete(KeptReport).where(*_same(organisation_id, asked)))
    session.add(
        KeptReport(
            organisation_id=organisation_id,
            period=asked.period.name,
            ends_on=asked.period.period.end,
            kind=asked.kind,
            language=asked.language,
            size=len(content),
            content=content,
        )
    )


def name_of(report: KeptReport, slug: str) -> str:
    """The name of the report's file."""
    return filename(slug, report.period, report.kind, report.language)


def remove_before(session: Session, organisation_id: UUID, day: date) -> int:
    """Remove the reports of periods that ended before this day; how many there were."""
    result = session.execute(delete(KeptReport).where(*_ended_before(organisation_id, day)))
    return cast("CursorResult[Any]", result).rowcount


def count_before(session: Session, organisation_id: UUID, day: date) -> int:
    """How many `remove_before` would remove now."""
    return session.scalar(select(func.count()).where(*_ended_before(organisation_id, day))) or 0


def _same(organisation_id: UUID, asked: Asked) -> tuple[ColumnElement[bool], ...]:
    return (
        KeptReport.organisation_id == organisation_id,
        KeptReport.period == asked.period.name,
        KeptReport.kind == asked.kind,
        KeptReport.language == asked.language,
    )


def _ended_before(organisation_id: UUID, day: date) -> tuple[ColumnElement[bool], ...]:
    return KeptReport.organisation_id == organisation_id, KeptReport.ends_on < day
