"""A message in full: text, link and address come together here, only ever in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from survey.database import reading
from survey.invitations import texts
from survey.invitations.jobs import Job
from survey.invitations.opting_out import opt_out_url
from survey.invitations.outgoing import Outgoing
from survey.invitations.tables import DeliverySettings
from survey.invitations.texts import Text
from survey.invitations.tokens import derived_token
from survey.privacy import Vault
from survey.settings import settings


@dataclass
class Composer:
    """Puts some messages together; looks up each text and each organisation's name as sender once."""

    _texts: dict[tuple[UUID, str, str, str], Text] = field(default_factory=dict)
    _senders: dict[UUID, tuple[str, str]] = field(default_factory=dict)

    def compose(self, job: Job) -> Outgoing:
        """The message in full. Raises NotOurSealError, NoKeyError."""
        config = settings()
        link = f"{config.public_url}/s/{derived_token(config.secret_key, job.invitation_id)}"
        opt_out = opt_out_url(job.organisation_id, job.invitation_id)
        filling = texts.filling_of(job.organisation, job.timezone, link, opt_out, job.expires_at)
        name, reply_to = self._sender(job.organisation_id)
        return Outgoing(
            reference=job.id,
            means=job.means,
            address=Vault(config.address_keys).open(job.sealed),
            language=job.language,
            words=texts.put_together(self._text(job), job.means, job.language, filling),
            link=link,
            opt_out_url=opt_out,
            sender_name=name or job.organisation,
            reply_to=reply_to,
            is_repeat=job.attempts > 1,
        )

    def _text(self, job: Job) -> Text:
        key = (job.organisation_id, job.means, job.kind, job.language)
        if key not in self._texts:
            with reading() as session:
                self._texts[key] = texts.current(session, *key)
        return self._texts[key]

    def _sender(self, organisation_id: UUID) -> tuple[str, str]:
        """The name that a message comes from, empty for the organisation's own, and where answers go."""
        if organisation_id not in self._senders:
            with reading() as session:
                found = session.get(DeliverySettings, organisation_id)
            self._senders[organisation_id] = (found.sender_name, found.reply_to) if found else ("", "")
        return self._senders[organisation_id]
