"""The criteria that an organisation uses now, or used in an earlier version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.criteria.catalogue import BY_CODE, CATALOGUE, Criterion, Scale
from survey.criteria.tables import CriteriaVersion, VersionedCriterion


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """One version of an organisation's criteria, in the order in which they are shown."""

    version: int
    criteria: tuple[Criterion, ...]

    def by_code(self) -> dict[str, Criterion]:
        """The criteria by their codes."""
        return {criterion.code: criterion for criterion in self.criteria}


def start(session: Session, organisation_id: UUID) -> None:
    """Give a new organisation version 1: the built-in set."""
    session.add(CriteriaVersion(organisation_id=organisation_id, version=1))
    session.flush()
    session.add_all(
        VersionedCriterion(
            organisation_id=organisation_id,
            version=1,
            code=criterion.code,
            position=position,
            dimension=criterion.dimension,
            scale=criterion.scale,
            norm=criterion.norm,
            seconds_limit=criterion.limit,
            weight=criterion.weight,
        )
        for position, criterion in enumerate(CATALOGUE)
    )


def current(session: Session, organisation_id: UUID) -> CriteriaSet:
    """The newest version. Raises LookupError where the organisation has none."""
    version = session.scalar(
        select(func.max(CriteriaVersion.version)).where(CriteriaVersion.organisation_id == organisation_id)
    )
    if version is None:
        raise LookupError("this organisation has no criteria")
    return of_version(session, organisation_id, version)


def of_version(session: Session, organisation_id: UUID, version: int) -> CriteriaSet:
    """The criteria as they were in one version."""
    rows = session.scalars(
        select(VersionedCriterion)
        .where(VersionedCriterion.organisation_id == organisation_id, VersionedCriterion.version == version)
        .order_by(VersionedCriterion.position)
    )
    return CriteriaSet(version, tuple(_criterion(row) for row in rows))


def _criterion(row: VersionedCriterion) -> Criterion:
    wording = BY_CODE[row.code]
    return Criterion(
        row.code,
        cast(Scale, row.scale),
        wording.requirement,
        wording.reason,
        norm=row.norm,
        limit=row.seconds_limit,
        weight=row.weight,
    )
