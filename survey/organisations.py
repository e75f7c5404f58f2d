"""Organisations and their teams: who owns all that hangs under them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, String, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.database import Base, Owned, now

SLUG: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
LONGEST_NAME: Final = 100


class Organisation(Base):
    """A municipality or government body."""

    __tablename__ = "organisations"
    __table_args__ = (
        CheckConstraint("minimum_group >= 5", name="minimum_group"),
        CheckConstraint("norm BETWEEN 0 AND 100", name="norm"),
        CheckConstraint("margin BETWEEN 0 AND 50", name="margin"),
        CheckConstraint("keep_comments_days BETWEEN 30 AND keep_answers_days", name="keep_comments_days"),
        CheckConstraint("keep_contacts_days >= 30", name="keep_contacts_days"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    timezone: Mapped[str] = mapped_column(String(60), default="Europe/Amsterdam")
    website: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    complaint_url: Mapped[str] = mapped_column(String(300), default="")
    open_link: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    norm: Mapped[float] = mapped_column(default=75.0)
    margin: Mapped[float] = mapped_column(default=5.0)
    minimum_group: Mapped[int] = mapped_column(default=10)
    keep_comments_days: Mapped[int] = mapped_column(default=365)
    keep_answers_days: Mapped[int] = mapped_column(default=1826)
    keep_contacts_days: Mapped[int] = mapped_column(default=731)
    public_page: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether `/openbaar/<slug>` shows the scores to anybody."""
    public_audits: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether that page also shows what the audits measured."""
    benchmark: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the scores count, without a name, in the distribution that other organisations see."""
    created_at: Mapped[datetime] = mapped_column(default=now)


class Team(Owned, Base):
    """Who answered: the smallest unit that is ever scored."""

    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("organisation_id", "name"),)

    name: Mapped[str] = mapped_column(String(LONGEST_NAME))


@dataclass(frozen=True, slots=True)
class Profile:
    """What a citizen may know of an organisation, and its zone: enough to draw every page of the survey."""

    id: UUID
    slug: str
    name: str
    timezone: str
    website: str
    phone: str
    complaint_url: str
    open_link: bool
    is_demo: bool
    keep_comments_days: int
    keep_answers_days: int
    public_page: bool


PROFILE_COLUMNS: Final = (
    Organisation.id,
    Organisation.slug,
    Organisation.name,
    Organisation.timezone,
    Organisation.website,
    Organisation.phone,
    Organisation.complaint_url,
    Organisation.open_link,
    Organisation.is_demo,
    Organisation.keep_comments_days,
    Organisation.keep_answers_days,
    Organisation.public_page,
)


class UnknownOrganisation(LookupError):
    """No organisation has this slug."""


class UnknownTeam(LookupError):
    """The organisation has no team of this name."""


def by_slug(session: Session, slug: str) -> Organisation:
    """The organisation with this slug. Raises UnknownOrganisation."""
    found = session.scalar(select(Organisation).where(Organisation.slug == slug))
    if found is None:
        known = ", ".join(session.scalars(select(Organisation.slug).order_by(Organisation.slug))) or "none yet"
        raise UnknownOrganisation(f"There is no organisation {slug!r}. Known: {known}.")
    return found


def profile_of(session: Session, organisation_id: UUID) -> Profile:
    """What a citizen may know of this organisation."""
    row = session.execute(select(*PROFILE_COLUMNS).where(Organisation.id == organisation_id)).one()
    return Profile(*tuple(row))


def teams_by_name(session: Session, organisation_id: UUID) -> dict[str, UUID]:
    """The organisation's teams: id by name."""
    rows = session.execute(
        select(Team.name, Team.id).where(Team.organisation_id == organisation_id).order_by(Team.name)
    )
    return dict(rows.all())


def folded(name: str) -> str:
    """A team's name without regard to capitals and spaces: people and exchanges write the same team in several ways."""
    return " ".join(name.split()).casefold()


def team_named(session: Session, organisation_id: UUID, name: str) -> UUID:
    """The id of the team with this name. Raises UnknownTeam."""
    teams = teams_by_name(session, organisation_id)
    if name not in teams:
        raise UnknownTeam(f"There is no team {name!r}. Known: {', '.join(teams) or 'none yet'}.")
    return teams[name]


def today(timezone: str) -> date:
    """The day that it is now in this zone."""
    return now().astimezone(ZoneInfo(timezone)).date()


def take_turns(session: Session, organisation_id: UUID) -> None:
    """Let writers of one organisation wait for each other, until this transaction ends; answers do not wait."""
    session.execute(select(Organisation.id).where(Organisation.id == organisation_id).with_for_update(key_share=True))
