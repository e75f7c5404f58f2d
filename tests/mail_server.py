"""A real mail server on this machine that keeps what it gets, and refuses what it is told to refuse."""

from __future__ import annotations

import ssl
import threading
from asyncio import Transport
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from survey.database import now

HOST: Final = "127.0.0.1"
SIGNED_IN: Final = ("klankbord", "a p@ss:word")
"""Whom a server lets in that asks for a password."""


@dataclass(frozen=True, slots=True)
class Received:
    """A message as it came in."""

    sender: str
    recipient: str
    content: bytes
    was_encrypted: bool
    user: str

    @property
    def mail(self) -> EmailMessage:
        """The message, read as e-mail."""
        return BytesParser(policy=default).parsebytes(self.content)


@dataclass
class Postbox:
    """What the server was given; `refuses` has a reply by recipient, `refuses_sender` one for every message."""

    received: list[Received] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    refuses_sender: str = ""
    hangs_up_on: str = ""
    """The recipient at whom the connection breaks, without an answer."""
    port: int = 0
    _grew: threading.Condition = field(default_factory=threading.Condition)

    def wait_for(self, number: int, seconds: float) -> None:
        """Wait until so many messages came in. Raises TimeoutError."""
        with self._grew:
            if not self._grew.wait_for(lambda: len(self.received) >= number, seconds):
                raise TimeoutError(f"{len(self.received)} messages came in, not {number}")

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name and order
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Who it is from."""
        if self.refuses_sender:
            return self.refuses_sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name and order
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Who it is for."""
        if address == self.hangs_up_on:
            cast(Transport, server.transport).abort()
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the message in."""
        user = cast(LoginPassword | None, session.auth_data)
        received = Received(
            str(envelope.mail_from),
            envelope.rcpt_tos[0],
            cast(bytes, envelope.content),
            session.ssl is not None,
            user.login.decode() if user else "",
        )
        with self._grew:
            self.received.append(received)
            self._grew.notify_all()
        return "250 OK"


class _Controller(Controller):
    """Listens on a port that the system chose."""

    def _trigger_server(self) -> None:
        self.port = cast(Any, self.server).sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def running(certificate: Path | None = None, *, asks_password: bool = False) -> Iterator[Postbox]:
    """A server for as long as the block lasts; with a certificate it takes nothing before STARTTLS."""
    postbox = Postbox()
    options: dict[str, Any] = {}
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        options = {"tls_context": context, "require_starttls": True}
    if asks_password:
        options |= {"authenticator": _let_in, "auth_required": True, "auth_require_tls": certificate is not None}
    controller = _Controller(postbox, hostname=HOST, port=0, **options)
    controller.start()
    postbox.port = controller.port
    try:
        yield postbox
    finally:
        controller.stop()


def _let_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    is_right = isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode()) == SIGNED_IN
    return AuthResult(success=is_right, auth_data=data if is_right else None, handled=False)


def throwaway_certificate(folder: Path, holder: x509.GeneralName = x509.IPAddress(ip_address(HOST))) -> Path:  # noqa: B008
    """A certificate for this machine that signs itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example.nl")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([holder]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    path = folder / "certificate.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    return path
