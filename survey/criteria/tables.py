"""An organisation's criteria, version by version. A version is never changed once it is there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from survey import dimensions
from survey.criteria.catalogue import SCALES
from survey.database import Base, now


def _one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class CriteriaVersion(Base):
    """A numbered set of criteria; audit rounds name the number they were scored with."""

    __tablename__ = "criteria_versions"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by: Mapped[str] = mapped_column(String(64), default="command")
    """A user's id, or `command`."""
    note: Mapped[str] = mapped_column(String(200), default="")


class VersionedCriterion(Base):
    """One criterion as it stands in one version.

    Built-in wording comes from the catalogue, by code; an organisation's own criteria bring theirs. One that is not
    active is left out of forms and templates, and keeps its weight for when it is wanted again.
    """

    __tablename__ = "criteria"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "version"],
            ["criteria_versions.organisation_id", "criteria_versions.version"],
            ondelete="CASCADE",
        ),
        _one_of("dimension", dimensions.CODES),
        _one_of("scale", SCALES),
        CheckConstraint("weight > 0", name="weight"),
        CheckConstraint("(requirement_nl IS NULL) = (requirement_en IS NULL)", name="requirement"),
        CheckConstraint("(scale = 'seconds') = (norm IS NOT NULL AND seconds_limit IS NOT NULL)", name="norm"),
        CheckConstraint("norm IS NULL OR norm < seconds_limit", name="seconds_limit"),
    )

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    dimension: Mapped[str] = mapped_column(String(20))
    scale: Mapped[str] = mapped_column(String(20))
    norm: Mapped[float | None]
    seconds_limit: Mapped[float | None]
    weight: Mapped[float] = mapped_column(default=1.0)
    active: Mapped[bool] = mapped_column(default=True)
    requirement_nl: Mapped[str | None] = mapped_column(String(300))
    requirement_en: Mapped[str | None] = mapped_column(String(300))


class CriterionReason(Base):
    """The citizen's words for an organisation's own criterion, in one language; Dutch is always there."""

    __tablename__ = "criterion_reasons"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "version", "code"],
            ["criteria.organisation_id", "criteria.version", "criteria.code"],
            ondelete="CASCADE",
        ),
    )

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    text: Mapped[str] = mapped_column(String(200))
