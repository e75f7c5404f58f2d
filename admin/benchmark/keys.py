"""The key with which this instance signs its files: made at first use, kept sealed, replaced by a command."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from admin.benchmark.envelope import public_half
from admin.benchmark.tables import SigningKey
from survey.database import begin, now, reading
from survey.privacy import derived_key
from survey.settings import settings


class SealedKeyError(RuntimeError):
    """The key was sealed under another SECRET_KEY."""


def public_key() -> str:
    """The public half of the key that signs now."""
    with reading() as session:
        found = _current(session)
    return found.public_key if found else _first().public_key


def private_key() -> Ed25519PrivateKey:
    """The key that signs now. Raises SealedKeyError."""
    with reading() as session:
        found = _current(session)
    sealed = (found or _first()).sealed
    try:
        return Ed25519PrivateKey.from_private_bytes(_box().decrypt(sealed))
    except InvalidToken as error:
        raise SealedKeyError(
            "The signing key can't be opened: SECRET_KEY was changed. "
            "'benchmark rotate-key' makes a new one; tell those who receive your files."
        ) from error


def rotate() -> str:
    """Retire the key that signs now and make a new one; gives its public half. Who receives must trust it first."""
    with begin() as session:
        _take_turns(session)
        session.execute(update(SigningKey).where(SigningKey.retired_at.is_(None)).values(retired_at=now()))
        return _make(session).public_key


def is_own(session: Session, key: str) -> bool:
    """Whether this is, or was, a key of this instance."""
    return session.scalar(select(SigningKey.id).where(SigningKey.public_key == key)) is not None


def _current(session: Session) -> SigningKey | None:
    return session.scalar(select(SigningKey).where(SigningKey.retired_at.is_(None)))


def _first() -> SigningKey:
    with begin() as session:
        _take_turns(session)
        return _current(session) or _make(session)


def _make(session: Session) -> SigningKey:
    key = Ed25519PrivateKey.generate()
    made = SigningKey(public_key=public_half(key), sealed=_box().encrypt(key.private_bytes_raw()))
    session.add(made)
    session.flush()
    return made


def _take_turns(session: Session) -> None:
    """Never two keys at once. SQLite's transaction does so by itself."""
    if session.connection().dialect.name == "postgresql":
        session.execute(text("LOCK TABLE signing_keys IN EXCLUSIVE MODE"))


def _box() -> Fernet:
    return Fernet(urlsafe_b64encode(derived_key(settings().secret_key, "benchmark signing key")))
