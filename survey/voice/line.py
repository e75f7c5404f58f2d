"""An organisation's line: whether it is on, the provider's secret, and the recordings of its prompts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from survey.database import looking
from survey.organisations import PROFILE_COLUMNS, SLUG, Organisation, Profile
from survey.privacy import Vault
from survey.settings import settings
from survey.voice.tables import VoiceLine, VoicePrompt

Recordings = dict[tuple[str, str], str]
"""The address of a recording by language and prompt."""


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line as a call finds it. The secret is the one that the provider signs with."""

    profile: Profile
    is_on: bool
    secret: str


def by_slug(slug: str) -> OpenLine | None:
    """The line of the organisation with this slug; None where it has none. Raises NoKeyError, NotOurSealError."""
    if SLUG.fullmatch(slug) is None:
        return None
    query = (
        select(*PROFILE_COLUMNS, VoiceLine.is_on, VoiceLine.sealed_secret)
        .join(VoiceLine, VoiceLine.organisation_id == Organisation.id)
        .where(Organisation.slug == slug)
    )
    with looking().connect() as connection:
        row: Any = connection.execute(query).first()
    if row is None:
        return None
    return OpenLine(Profile(*row[:-2]), row.is_on, Vault(settings().address_keys).open(row.sealed_secret))


def recordings_of(organisation_id: UUID) -> Recordings:
    """All recordings of an organisation."""
    query = select(VoicePrompt.locale, VoicePrompt.prompt, VoicePrompt.url)
    with looking().connect() as connection:
        rows = connection.execute(query.where(VoicePrompt.organisation_id == organisation_id)).all()
    return {(row.locale, row.prompt): row.url for row in rows}
