"""Settings of one running instance. `from_environ` is the only reader of the environment."""

from __future__ import annotations

import os
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from click import ClickException

from survey.invitations import addresses
from survey.invitations.smtp import UnusableUrlError, server_in

ROOT: Final = Path(__file__).resolve().parent.parent
MODES: Final = ("development", "production")
SHORTEST_SECRET: Final = 32
_HOST: Final = re.compile(r"[a-z0-9._-]+|[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*")
"""A name or an IPv4 address, or an IPv6 one."""


class ConfigError(ClickException):
    """A setting that is missing or wrong; the message says which, and what is expected.

    At the command line it is told without a trace; a server stops with it.
    """


@dataclass(frozen=True, slots=True)
class Config:
    """What the program needs to know of its surroundings."""

    secret_key: str
    database_url: str
    mode: str = "development"
    public_url: str = "http://localhost:8000"
    log_level: str = "INFO"
    trusted_proxies: int = 0
    """Number of reverse proxies in front whose X-Forwarded headers are believed."""
    security_contact: str = "mailto:security@example.org"
    password_cost: int = 65536
    """Memory of one argon2 password hash, in KiB."""
    address_keys: tuple[str, ...] = ()
    """Keys that seal addresses (Fernet: 32 bytes in URL-safe base64), the newest first; the others only open."""
    smtp_url: str = ""
    """`smtp://user:password@host:587`; STARTTLS unless it ends in `?starttls=no`. Empty: no e-mail by SMTP."""
    mail_from: str = ""
    """The address that e-mail comes from; bounces go to the same with `+<message>` before the `@`."""
    notify_url: str = "https://api.notifynl.nl"
    """Base address of the GOV.UK Notify that SMS, letters and e-mail can go by."""
    register_hosts: tuple[str, ...] = ()
    """Hosts in a closed network, this machine among them, that a register of an organisation may still be at."""
    metrics_token: str = ""
    """Bearer token for `/metrics`; empty: there is no such page."""

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise ConfigError(f"KLANKBORD_ENV is {self.mode!r}; expected one of {', '.join(MODES)}.")
        for key in self.address_keys:
            _check_key(key)
        _check_mail(self.smtp_url, self.mail_from)
        for host in self.register_hosts:
            _check_host(host)
        if self.mode == "production" and len(self.secret_key) < SHORTEST_SECRET:
            raise ConfigError(
                f"SECRET_KEY is missing or shorter than {SHORTEST_SECRET} characters. In production it must be "
                "set: it signs sessions and keys every hash. Make one with: "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )


def from_environ(environ: Mapping[str, str] | None = None) -> Config:
    """The settings in `environ` (default: the process's own). Raises ConfigError on a value that can't be used."""
    values = os.environ if environ is None else environ
    mode = values.get("KLANKBORD_ENV", "development")
    secret = values.get("SECRET_KEY", "")
    return Config(
        secret_key=secret or (_kept_secret() if mode == "development" else ""),
        database_url=_database_url(values.get("DATABASE_URL", "")),
        mode=mode,
        public_url=values.get("PUBLIC_URL", f"http://localhost:{values.get('PORT', '8000')}").rstrip("/"),
        log_level=values.get("LOG_LEVEL", "INFO").upper(),
        trusted_proxies=_whole_number(values, "TRUSTED_PROXIES", 0),
        security_contact=values.get("SECURITY_CONTACT", "mailto:security@example.org"),
        address_keys=_address_keys(values.get("ADDRESS_KEYS", ""), mode),
        register_hosts=_listed(values.get("REGISTER_HOSTS", "").lower()),
        smtp_url=values.get("SMTP_URL", ""),
        mail_from=values.get("MAIL_FROM", ""),
        notify_url=values.get("NOTIFY_URL", "https://api.notifynl.nl").rstrip("/"),
        metrics_token=values.get("METRICS_TOKEN", ""),
    )


def _address_keys(text: str, mode: str) -> tuple[str, ...]:
    """The keys, newest first, with commas between; in development one is made once and kept."""
    return _listed(text) or ((_kept("address_key", new_address_key()),) if mode == "development" else ())


def _listed(text: str) -> tuple[str, ...]:
    """What stands in a list with commas."""
    return tuple(each.strip() for each in text.split(",") if each.strip())


def new_address_key() -> str:
    """A new random key to seal addresses with."""
    return urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _check_key(key: str) -> None:
    try:
        is_key = len(urlsafe_b64decode(key)) == 32
    except ValueError:
        is_key = False
    if not is_key:
        raise ConfigError("ADDRESS_KEYS: expected 32 bytes in URL-safe base64 each, with commas between, newest first.")


def _check_host(host: str) -> None:
    """One with a scheme, port or path would match no register, and nobody would see why."""
    if not _HOST.fullmatch(host):
        raise ConfigError(
            f"REGISTER_HOSTS has {host!r}; expected names of hosts or IP addresses with commas between, without "
            "https:// and port, such as openklant.intern or fd00::7."
        )


def _check_mail(smtp_url: str, mail_from: str) -> None:
    """What is wrong here would be found at each message, and each would be given up for it."""
    try:
        if smtp_url:
            server_in(smtp_url)
    except UnusableUrlError as error:
        raise ConfigError(str(error)) from None  # there is a password in it
    if mail_from and addresses.email(mail_from) is None:
        raise ConfigError("MAIL_FROM: expected just an e-mail address, such as klankbord@gemeente.nl.")


def _whole_number(values: Mapping[str, str], name: str, default: int) -> int:
    text = values.get(name, str(default))
    if not text.isdecimal():
        raise ConfigError(f"{name} is {text!r}; expected a whole number, 0 or more.")
    return int(text)


def _database_url(url: str) -> str:
    if not url:
        folder = ROOT / "instance"
        folder.mkdir(exist_ok=True)
        return f"sqlite:///{folder / 'klankbord.sqlite3'}"
    if url.startswith(("postgres://", "postgresql://")):
        return "postgresql+psycopg://" + url.split("://", 1)[1]
    if not url.startswith(("sqlite://", "postgresql+psycopg://")):
        raise ConfigError(
            f"DATABASE_URL starts with {url.split(':', maxsplit=1)[0]!r}; expected postgresql:// or sqlite:///."
        )
    return url


def _kept_secret() -> str:
    return _kept("secret_key", secrets.token_urlsafe(48))


def _kept(name: str, new: str) -> str:
    """A secret made once and kept in the instance folder, so that development needs no set-up."""
    path = ROOT / "instance" / name
    path.parent.mkdir(exist_ok=True)
    try:
        with NamedTemporaryFile("w", dir=path.parent) as file:  # whole or not there: others may start now
            file.write(new)
            file.flush()
            path.hardlink_to(file.name)
    except FileExistsError:
        pass
    return path.read_text()
