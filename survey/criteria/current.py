"""The criteria that an organisation uses now, or used in an earlier version."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from survey.criteria.catalogue import BY_CODE, CATALOGUE, Criterion, OwnRequirement, OwnWording, Scale, in_order
from survey.criteria.tables import CriteriaVersion, CriterionReason, VersionedCriterion


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """One version of an organisation's criteria, in the order in which they are shown.

    `criteria` are those in use; `inactive` are kept for when they are wanted again.
    """

    version: int
    criteria: tuple[Criterion, ...]
    inactive: tuple[Criterion, ...] = ()

    def by_code(self) -> dict[str, Criterion]:
        """The criteria by their codes."""
        return {criterion.code: criterion for criterion in self.criteria}

    @property
    def everything(self) -> tuple[Criterion, ...]:
        """Those in use and those switched off, in the order in which they are shown."""
        return in_order((*self.criteria, *self.inactive))


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
    newest = (
        select(func.max(CriteriaVersion.version))
        .where(CriteriaVersion.organisation_id == organisation_id)
        .scalar_subquery()
    )
    rows = _rows(session, organisation_id, newest)
    if not rows:
        raise LookupError("this organisation has no criteria")
    return _set(session, organisation_id, rows[0].version, rows)


def of_version(session: Session, organisation_id: UUID, version: int) -> CriteriaSet:
    """The criteria as they were in one version."""
    return _set(session, organisation_id, version, _rows(session, organisation_id, version))


def _rows(
    session: Session, organisation_id: UUID, version: int | ScalarSelect[int | None]
) -> Sequence[VersionedCriterion]:
    query = (
        select(VersionedCriterion)
        .where(VersionedCriterion.organisation_id == organisation_id, VersionedCriterion.version == version)
        .order_by(VersionedCriterion.position)
    )
    return session.scalars(query).all()


def _set(session: Session, organisation_id: UUID, version: int, rows: Sequence[VersionedCriterion]) -> CriteriaSet:
    has_own = any(row.requirement_nl is not None for row in rows)
    reasons = _reasons(session, organisation_id, version) if has_own else {}
    everything = [_criterion(row, reasons.get(row.code, ())) for row in rows]
    return CriteriaSet(
        version,
        tuple(each for each in everything if each.active),
        tuple(each for each in everything if not each.active),
    )


def codes_ever(session: Session, organisation_id: UUID) -> frozenset[str]:
    """The codes of all criteria that the organisation has, or had in an earlier version."""
    query = select(VersionedCriterion.code).where(VersionedCriterion.organisation_id == organisation_id).distinct()
    return frozenset(session.scalars(query))


def earlier_words(session: Session, organisation_id: UUID, codes: Collection[str]) -> dict[str, OwnRequirement]:
    """How the organisation worded its own criteria with these codes when it last had them."""
    if not codes:
        return {}
    rows = session.execute(
        select(VersionedCriterion.code, VersionedCriterion.requirement_nl, VersionedCriterion.requirement_en)
        .where(
            VersionedCriterion.organisation_id == organisation_id,
            VersionedCriterion.code.in_(codes),
            VersionedCriterion.requirement_nl.is_not(None),
        )
        .order_by(VersionedCriterion.version)
    )
    return {code: OwnRequirement(nl, en) for code, nl, en in rows if nl is not None and en is not None}


def _reasons(session: Session, organisation_id: UUID, version: int) -> dict[str, tuple[tuple[str, str], ...]]:
    rows = session.execute(
        select(CriterionReason.code, CriterionReason.language, CriterionReason.text)
        .where(CriterionReason.organisation_id == organisation_id, CriterionReason.version == version)
        .order_by(CriterionReason.code, CriterionReason.language)
    )
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for code, language, text in rows:
        found[code] = (*found.get(code, ()), (language, text))
    return found


def _criterion(row: VersionedCriterion, reasons: tuple[tuple[str, str], ...]) -> Criterion:
    own = None
    if row.requirement_nl is not None and row.requirement_en is not None:
        own = OwnWording(row.requirement_nl, row.requirement_en, reasons)
    wording = BY_CODE.get(row.code)
    return Criterion(
        row.code,
        cast(Scale, row.scale),
        wording.requirement if wording and own is None else "",
        wording.reason if wording and own is None else "",
        norm=row.norm,
        limit=row.seconds_limit,
        weight=row.weight,
        own=own,
        active=row.active,
    )
