"""Changes to the line and its recordings, each noted in the journal without the secret."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete

from survey import journal
from survey.database import begin, reading
from survey.privacy import Vault
from survey.settings import settings
from survey.voice.tables import VoiceLine, VoicePrompt


class NoSecretError(ValueError):
    """A line can't be without the secret of its provider."""


def is_on(organisation_id: UUID) -> bool | None:
    """Whether the line is on; None where there is none yet."""
    with reading() as session:
        found = session.get(VoiceLine, organisation_id)
        return None if found is None else found.is_on


def save_line(organisation_id: UUID, actor: str, wanted: bool, secret: str) -> None:
    """Switch the line on or off; an empty secret leaves the one there is. Raises NoSecretError, NoKeyError."""
    sealed = Vault(settings().address_keys).seal(secret) if secret else None
    with begin() as session:
        found = session.get(VoiceLine, organisation_id)
        if found is None:
            if sealed is None:
                raise NoSecretError
            found = VoiceLine(organisation_id=organisation_id, is_on=wanted, sealed_secret=sealed)
            session.add(found)
        found.is_on = wanted
        found.sealed_secret = sealed or found.sealed_secret
        session.flush()
        detail = {"is_on": wanted} | ({"secret": "changed"} if sealed else {})
        journal.note(session, organisation_id, actor, "voice.changed", "line", **detail)


def save_recordings(organisation_id: UUID, actor: str, locale: str, wanted: Mapping[str, str]) -> None:
    """Keep these addresses as the recordings of one language, by prompt; an empty one means none."""
    given = {prompt: url for prompt, url in wanted.items() if url}
    with begin() as session:
        session.execute(
            delete(VoicePrompt).where(VoicePrompt.organisation_id == organisation_id, VoicePrompt.locale == locale)
        )
        session.add_all(
            VoicePrompt(organisation_id=organisation_id, locale=locale, prompt=prompt, url=url)
            for prompt, url in given.items()
        )
        session.flush()
        journal.note(session, organisation_id, actor, "voice.recordings", locale, recordings=len(given))
