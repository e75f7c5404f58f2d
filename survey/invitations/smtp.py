"""E-mail by SMTP: plain text and HTML, one-click opt-out (RFC 8058), one connection for many messages.

The Message-ID and the return path are made of the message's id, so that a message that is handed over twice is the
same message to every server and program that sees it, and a bounce tells which message it is about.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

from survey.invitations.outgoing import Outgoing, Permanent, Temporary

TIMEOUT: Final = 20
"""Seconds that a server may be silent: far under the lease of the outbox."""


class UnusableUrlError(ValueError):
    """SMTP_URL that names no server; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where to hand e-mail over."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool


def server_in(url: str) -> Server:
    """The server that `smtp://user:password@host:587?starttls=no` names. Raises UnusableUrlError."""
    parts = urlsplit(url)
    try:
        port = parts.port or 587
    except ValueError as error:
        raise UnusableUrlError("SMTP_URL: expected a port from 1 to 65535.") from error
    if parts.scheme != "smtp" or not parts.hostname:
        raise UnusableUrlError("SMTP_URL: expected smtp://user:password@host:587, or smtp://host:25?starttls=no.")
    starttls = parse_qs(parts.query).get("starttls", ["yes"])[-1] != "no"
    return Server(parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), starttls)


class SmtpProvider:
    """Hands e-mail over to one server, by a connection that is kept and made again when it breaks."""

    def __init__(self, server: Server, mail_from: str, context: Callable[[], ssl.SSLContext] | None = None) -> None:
        self._server = server
        self._from = mail_from
        self._context = context or ssl.create_default_context
        self._connection: smtplib.SMTP | None = None

    def send(self, message: Outgoing) -> str | None:
        """Hand it over; gives its Message-ID. Raises Temporary, Permanent."""
        mail = as_mail(message, self._from)
        try:
            self._connected().sendmail(return_path(self._from, message.reference), [message.address], mail.as_bytes())
        except smtplib.SMTPRecipientsRefused as refused:
            raise _by_code(next(iter(refused.recipients.values()))[0]) from None
        except smtplib.SMTPResponseException as answer:
            raise _by_code(answer.smtp_code) from None
        except (OSError, smtplib.SMTPException):
            self.close()
            raise Temporary("no_connection") from None
        return str(mail["Message-ID"])

    def close(self) -> None:
        """Say goodbye, if there is anybody to say it to."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
        try:
            if server.starttls:
                connection.starttls(context=self._context())
            if server.user:
                connection.login(server.user, server.password)
        except smtplib.SMTPAuthenticationError:
            connection.close()
            raise Temporary("sign_in_refused") from None
        except (OSError, smtplib.SMTPException):
            connection.close()
            raise Temporary("no_secure_connection" if server.starttls else "no_connection") from None
        return connection


def return_path(mail_from: str, reference: UUID) -> str:
    """Where bounces go: the sender's address with the message's id in it."""
    name, _, domain = mail_from.rpartition("@")
    return f"{name}+{reference.hex}@{domain}"


def as_mail(message: Outgoing, mail_from: str) -> EmailMessage:
    """The message as e-mail. No picture, no tracking, nothing from another host."""
    mail = EmailMessage(policy=SMTP)
    domain = mail_from.rpartition("@")[2]
    mail["Message-ID"] = f"<{message.reference}@{domain}>"
    mail["From"] = Address(message.sender_name, addr_spec=mail_from)
    mail["To"] = Address(addr_spec=message.address)
    mail["Subject"] = " ".join(message.words.subject.split())
    if message.reply_to:
        mail["Reply-To"] = Address(addr_spec=message.reply_to)
    mail["Content-Language"] = message.language
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Unsubscribe"] = f"<{message.opt_out_url}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(message.words.text)
    mail.add_alternative(message.words.html, subtype="html")
    return mail


def _by_code(code: int) -> Temporary | Permanent:
    if 400 <= code < 500:
        return Temporary("too_many" if code in {421, 450, 452} else "refused_for_now")
    return Permanent("no_mailbox" if code in {550, 551, 553} else "refused")
