"""E-mail by SMTP: plain text and HTML, one-click opt-out (RFC 8058), one connection for many messages.

The Message-ID and the return path are made of the message's id, so that a message that is handed over twice is the
same message to every server and program that sees it, and a bounce tells which message it is about.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from time import monotonic
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

from survey.invitations.outgoing import Closed, NotSent, Outgoing, Permanent, Temporary

TIMEOUT: Final = 20
"""Seconds that a server may be silent. All its answers about one message take less than the lease of the outbox."""
IDLE: Final = 10.0
"""Seconds without a message after which we ask whether the server is still there: many hang up after a while."""


DONE: Final = 250
HANGS_UP: Final = 421
NEVER: Final = 500
"""Replies (RFC 5321) from here on are final; those under it are for now."""
NO_MAILBOX: Final = frozenset({550, 551, 553})


class _Whole(EmailPolicy):
    """The rules of e-mail, without encoding a long address in a header: programs look for a plain `<https://` there."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() == "list-unsubscribe":
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


_MAIL: Final = _Whole(linesep="\r\n")


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
        self._used = 0.0

    def send(self, message: Outgoing) -> str | None:
        """Hand it over; gives the message's reference, which its Message-ID has too. Raises NotSent."""
        self.hand_over(return_path(self._from, message.reference), message.address, as_mail(message, self._from))
        return str(message.reference)

    def hand_over(self, sender: str, recipient: str, mail: EmailMessage) -> None:
        """Hand any e-mail over. Raises NotSent."""
        connection = self._connected()
        try:
            connection.sendmail(sender, [recipient], mail.as_bytes())
        except (OSError, smtplib.SMTPException) as error:
            why = _why(error)
            if isinstance(why, Closed) or connection.sock is None:
                self.close()
            raise why from None  # what the server said has the address in it
        self._used = monotonic()

    def close(self) -> None:
        """Hang up, if there is anybody on the line."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _connected(self) -> smtplib.SMTP:
        if self._connection is not None and monotonic() - self._used > IDLE and not _answers(self._connection):
            self.close()
        if self._connection is None:
            self._connection = self._connect()
            self._used = monotonic()
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        # With a name of our own for EHLO nothing is looked up.
        own = self._from.rpartition("@")[2]
        try:
            connection = smtplib.SMTP(server.host, server.port, local_hostname=own, timeout=TIMEOUT)
        except (OSError, smtplib.SMTPException):
            raise Closed("no_connection") from None
        fault = "no_secure_connection"
        try:
            if server.starttls:
                connection.starttls(context=self._context())
            fault = "sign_in_refused"
            if server.user:
                connection.login(server.user, server.password)
        except (OSError, smtplib.SMTPException):
            connection.close()
            raise Closed(fault) from None
        return connection


def _answers(connection: smtplib.SMTP) -> bool:
    try:
        return connection.noop()[0] == DONE
    except (OSError, smtplib.SMTPException):
        return False


def _why(error: OSError | smtplib.SMTPException) -> NotSent:
    """Whether a fault is about the message, about us, or about the server."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return _about_recipient(code, said)
    if not isinstance(error, smtplib.SMTPResponseException):
        # An attempt: where the server hangs up on this message, the others must go on.
        return Temporary("no_answer")
    if error.smtp_code == HANGS_UP:
        return Closed("too_many")
    if isinstance(error, smtplib.SMTPSenderRefused):
        return Closed("sender_refused")
    return Temporary("refused_for_now") if error.smtp_code < NEVER else Permanent("refused")


def _about_recipient(code: int, said: bytes | str) -> NotSent:
    if code == HANGS_UP:
        return Closed("too_many")
    if code < NEVER:
        return Temporary("refused_for_now")
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    # RFC 3463: 5.7 is about what the server allows, not about the mailbox.
    return Permanent("no_mailbox" if code in NO_MAILBOX and not text.startswith("5.7.") else "refused")


def return_path(mail_from: str, reference: UUID) -> str:
    """Where bounces go: the sender's address with the message's id in it."""
    name, _, domain = mail_from.rpartition("@")
    return f"{name}+{reference.hex}@{domain}"


def as_mail(message: Outgoing, mail_from: str) -> EmailMessage:
    """The message as e-mail. No picture, no tracking, nothing from another host."""
    mail = EmailMessage(policy=_MAIL)
    domain = mail_from.rpartition("@")[2]
    mail["Message-ID"] = f"<{message.reference}@{domain}>"
    mail["Date"] = datetime.now(UTC)
    mail["From"] = Address(" ".join(message.sender_name.split()), addr_spec=mail_from)
    mail["To"] = Address(addr_spec=message.address)
    mail["Subject"] = " ".join(message.words.subject.split())
    if message.reply_to:
        mail["Reply-To"] = Address(addr_spec=message.reply_to)
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Unsubscribe"] = f"<{message.opt_out_url}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    # Not every server passes bytes over 127 on.
    mail.set_content(message.words.text, cte="quoted-printable")
    mail.add_alternative(message.words.html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = message.language  # only now: setting the content takes it away
    mail.set_boundary(f"=_{message.reference.hex}")  # quoted-printable never has "=_" in it
    return mail
