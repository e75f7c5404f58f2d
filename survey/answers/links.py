"""What stands behind a link: read in one query, changing nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, bindparam, func, select

from survey.answers.record import Occasion
from survey.criteria.tables import CriteriaVersion
from survey.database import looking
from survey.intake.tables import Contact
from survey.intake.waits import wide_class
from survey.invitations.tables import Invitation
from survey.organisations import PROFILE_COLUMNS, SLUG, Organisation, Profile


@dataclass(frozen=True, slots=True)
class Link:
    """An invitation's link: whose it is, which contact it is about, and whether it can still be used."""

    profile: Profile
    criteria_version: int
    invitation_id: UUID
    expires_at: datetime
    answered_on: date | None
    language: str | None
    contact_language: str | None
    team_id: UUID | None
    channel: str
    topic: str | None
    day: date
    waiting_seconds: int | None
    by_code: bool
    """Whether the citizen came with a spoken code."""
    means: str | None
    opened_on: date | None

    def occasion(self, language: str) -> Occasion:
        """What an answer by this link is about."""
        return Occasion(
            self.profile.id,
            self.team_id,
            self.channel,
            self.topic,
            language,
            self.day,
            wide_class(self.waiting_seconds),
            mode="code" if self.by_code else "link",
        )


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """The open link of an organisation."""

    profile: Profile
    criteria_version: int


def _version() -> ScalarSelect[int | None]:
    return (
        select(func.max(CriteriaVersion.version))
        .where(CriteriaVersion.organisation_id == Organisation.id)
        .correlate(Organisation)
        .scalar_subquery()
    )


_BY_TOKEN = (
    select(
        *PROFILE_COLUMNS,
        _version(),
        Invitation.id,
        Invitation.expires_at,
        Invitation.answered_on,
        Invitation.language,
        Contact.language,
        Contact.team_id,
        Contact.channel,
        Contact.topic,
        Contact.day,
        Contact.waiting_seconds,
        Invitation.code_hash.is_not(None),
        Invitation.means,
        Invitation.opened_on,
    )
    .join(Invitation, Invitation.organisation_id == Organisation.id)
    .join(
        Contact,
        (Contact.organisation_id == Invitation.organisation_id) & (Contact.id == Invitation.contact_id),
    )
    .where(Invitation.token_hash == bindparam("token_hash"))
)
_BY_SLUG = select(*PROFILE_COLUMNS, _version()).where(Organisation.slug == bindparam("slug"))


def by_token(token_hash: bytes) -> Link | None:
    """The link with this token's hash; None where there is no such invitation."""
    with looking().connect() as connection:
        row: Any = connection.execute(_BY_TOKEN, {"token_hash": token_hash}).first()
    if row is None:
        return None
    own = len(PROFILE_COLUMNS)
    return Link(Profile(*row[:own]), *row[own:])


def by_slug(slug: str) -> OpenDoor | None:
    """The open link of the organisation with this slug; None where there is none, or it is switched off."""
    if SLUG.fullmatch(slug) is None:
        return None
    with looking().connect() as connection:
        row: Any = connection.execute(_BY_SLUG, {"slug": slug}).first()
    if row is None:
        return None
    profile = Profile(*row[:-1])
    return OpenDoor(profile, row[-1]) if profile.open_link else None
