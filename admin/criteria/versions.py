"""The versions that an organisation's criteria have had: all SQL that reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from flask import abort
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from admin.accounts.tables import User
from admin.audits.tables import AuditRound
from survey.criteria import current
from survey.criteria.current import CriteriaSet
from survey.criteria.tables import CriteriaVersion, VersionedCriterion

PAGE_LENGTH: Final = 50
LARGEST_NUMBER: Final = 2**31 - 1
"""What the databases keep as a number."""


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version: its number, when (UTC) and by whom it was saved, why, and the names of the rounds scored with it.

    `email` is None where it was not a user of this organisation who saved it: a command did.
    """

    number: int
    at: datetime
    email: str | None
    note: str
    rounds: tuple[tuple[UUID, str], ...] = ()


def number_of_versions(session: Session, organisation_id: UUID) -> int:
    """How many versions there are."""
    return session.scalar(select(func.count()).select_from(_of(organisation_id).subquery())) or 0


def numbers(session: Session, organisation_id: UUID) -> tuple[int, ...]:
    """The numbers of all versions, the newest first."""
    query = select(CriteriaVersion.version).where(CriteriaVersion.organisation_id == organisation_id)
    return tuple(session.scalars(query.order_by(CriteriaVersion.version.desc())))


def versions_page(session: Session, organisation_id: UUID, page: int) -> tuple[VersionLine, ...]:
    """One page (from 1) of the versions, the newest first."""
    query = _of(organisation_id).limit(PAGE_LENGTH).offset((page - 1) * PAGE_LENGTH)
    return _lines(session, organisation_id, session.scalars(query).all())


def one_version(session: Session, organisation_id: UUID, number: int) -> tuple[VersionLine, CriteriaSet]:
    """This version and its criteria, or the page that says there is none."""
    found = session.get(CriteriaVersion, (organisation_id, number)) if number <= LARGEST_NUMBER else None
    if found is None:
        abort(404)
    [line] = _lines(session, organisation_id, [found])
    return line, current.of_version(session, organisation_id, number)


def base_of(session: Session, organisation_id: UUID, number: int, present: CriteriaSet) -> CriteriaSet:
    """The version that a form was made from; the present one where there is no such number."""
    if number == present.version or session.get(CriteriaVersion, (organisation_id, number)) is None:
        return present
    return current.of_version(session, organisation_id, number)


def last_with_own(session: Session, organisation_id: UUID, code: str) -> int | None:
    """The newest version that has this criterion of the organisation's own, or None."""
    return session.scalar(
        select(func.max(VersionedCriterion.version)).where(
            VersionedCriterion.organisation_id == organisation_id,
            VersionedCriterion.code == code,
            VersionedCriterion.requirement_nl.is_not(None),
        )
    )


def _of(organisation_id: UUID) -> Select[CriteriaVersion]:
    return (
        select(CriteriaVersion)
        .where(CriteriaVersion.organisation_id == organisation_id)
        .order_by(CriteriaVersion.version.desc())
    )


def _lines(session: Session, organisation_id: UUID, rows: Iterable[CriteriaVersion]) -> tuple[VersionLine, ...]:
    found = list(rows)
    addresses = _addresses(session, organisation_id)
    rounds = _rounds(session, organisation_id, [row.version for row in found])
    return tuple(
        VersionLine(
            row.version, row.created_at, addresses.get(row.created_by), row.note, tuple(rounds.get(row.version, ()))
        )
        for row in found
    )


def _addresses(session: Session, organisation_id: UUID) -> dict[str, str]:
    rows = session.execute(select(User.id, User.email).where(User.organisation_id == organisation_id))
    return {str(user_id): email for user_id, email in rows}


def _rounds(session: Session, organisation_id: UUID, versions: list[int]) -> dict[int, list[tuple[UUID, str]]]:
    query = (
        select(AuditRound.criteria_version, AuditRound.id, AuditRound.name)
        .where(AuditRound.organisation_id == organisation_id, AuditRound.criteria_version.in_(versions))
        .order_by(AuditRound.name)
    )
    found: dict[int, list[tuple[UUID, str]]] = {}
    for version, round_id, name in session.execute(query):
        found.setdefault(version, []).append((round_id, name))
    return found
