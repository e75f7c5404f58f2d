"""By whom an organisation's messages go, as its settings say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from survey.database import reading
from survey.invitations.notify import NotifyProvider
from survey.invitations.outgoing import Closed, Provider
from survey.invitations.smtp import SmtpProvider, server_in
from survey.invitations.tables import DeliverySettings
from survey.privacy import NoKeyError, NotOurSealError, Vault
from survey.settings import settings

NOBODY: Final = 300.0
"""Seconds until a message is looked at again that nobody sends."""


def sender_of(delivery: DeliverySettings | None, means: str) -> str:
    """By whom messages of this means go: `smtp`, `notify`, or empty where they don't; None where nobody said."""
    if delivery is None:
        return "smtp" if means == "email" else ""
    return {"email": delivery.email_by, "sms": delivery.sms_by, "letter": delivery.letter_by}[means]


@dataclass
class Providers:
    """Gives the provider for an organisation and a means; connections are kept for as long as this object is."""

    _smtp: SmtpProvider | None = None
    _notify: dict[UUID, NotifyProvider] = field(default_factory=dict)
    _known: dict[UUID, DeliverySettings | None] = field(default_factory=dict)

    def __call__(self, organisation_id: UUID, means: str) -> Provider:
        """Raises Closed where nobody is to send these: it waits until an administrator has said who."""
        name = self._by(organisation_id, means)
        if name == "smtp":
            return self._by_smtp()
        if name == "notify":
            return self._by_notify(organisation_id)
        raise Closed("nobody_sends", NOBODY)

    def forget(self) -> None:
        """Read the organisations' settings anew: an administrator may have changed them."""
        self._known.clear()
        self._end_notify()

    def close(self) -> None:
        """End all connections."""
        if self._smtp is not None:
            self._smtp.close()
        self._end_notify()

    def _end_notify(self) -> None:
        for each in self._notify.values():
            each.close()
        self._notify.clear()

    def _by(self, organisation_id: UUID, means: str) -> str:
        if organisation_id not in self._known:
            with reading() as session:
                self._known[organisation_id] = session.get(DeliverySettings, organisation_id)
        return sender_of(self._known[organisation_id], means)

    def _by_smtp(self) -> SmtpProvider:
        config = settings()
        if not config.smtp_url or not config.mail_from:
            raise Closed("nobody_sends", NOBODY)
        if self._smtp is None:
            self._smtp = SmtpProvider(server_in(config.smtp_url), config.mail_from)
        return self._smtp

    def _by_notify(self, organisation_id: UUID) -> NotifyProvider:
        if organisation_id not in self._notify:
            found = self._known[organisation_id]
            if found is None or found.sealed_notify_key is None:
                raise Closed("no_key", NOBODY)
            config = settings()
            try:
                key = Vault(config.address_keys).open(found.sealed_notify_key)
            except (NotOurSealError, NoKeyError):
                raise Closed("key_is_gone", NOBODY) from None
            self._notify[organisation_id] = NotifyProvider(key, config.notify_url)
        return self._notify[organisation_id]
