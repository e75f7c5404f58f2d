"""Who is signed in, by a signed cookie that exists on staff's side only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from time import time
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, Request, Response, g, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from sqlalchemy import select

from admin.accounts.tables import User
from survey.database import reading
from survey.organisations import Organisation

IDLE: Final = timedelta(hours=8)
ABSOLUTE: Final = timedelta(hours=12)
_COLUMNS: Final = (
    User.id,
    User.email,
    User.role,
    User.must_change_password,
    User.organisation_id,
    Organisation.slug,
    Organisation.name,
    Organisation.timezone,
    Organisation.is_demo,
    Organisation.norm,
    Organisation.margin,
    Organisation.minimum_group,
)


@dataclass(frozen=True, slots=True)
class Staff:
    """The user who is signed in, with what each page needs of the organisation."""

    id: UUID
    email: str
    role: str
    must_change_password: bool
    organisation_id: UUID
    slug: str
    organisation_name: str
    timezone: str
    is_demo: bool
    norm: float
    margin: float
    minimum_group: int

    @property
    def actor(self) -> str:
        """How the journal names this user: by id, never by address."""
        return str(self.id)


@dataclass(frozen=True, slots=True)
class Entry:
    """A user whose password was right; `epoch` must still be the user's own for the session to count."""

    user_id: UUID
    organisation_id: UUID
    epoch: int
    must_change_password: bool


class StaffSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, neither read nor set outside staff's side."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session in the cookie; an empty one for a citizen."""
        return super().open_session(app, request) if on_staff_side(request.path) else self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie where it belongs."""
        from flask import request

        if on_staff_side(request.path):
            super().save_session(app, session, response)


def register(app: Flask) -> None:
    """Give staff a session: 8 hours without use, 12 in all."""
    app.config.update(
        SESSION_COOKIE_NAME="klankbord",
        SESSION_COOKIE_PATH="/admin",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=IDLE,
    )
    app.session_interface = StaffSessions()


def on_staff_side(path: str) -> bool:
    """Whether this path belongs to staff's pages."""
    return path == "/admin" or path.startswith("/admin/")


def current_staff() -> Staff:
    """The user who is signed in. Raises LookupError where the view's permission lets anyone in and nobody is."""
    staff = staff_or_none()
    if staff is None:
        raise LookupError("nobody is signed in")
    return staff


def staff_or_none() -> Staff | None:
    """The user who is signed in, or None; looked up once a request."""
    if "staff" not in g:
        g.staff = _load()
    staff: Staff | None = g.staff
    return staff


def _load() -> Staff | None:
    if not {"user", "organisation", "epoch", "since"} <= session.keys():
        return None
    if time() - session["since"] > ABSOLUTE.total_seconds():
        return None
    query = (
        select(*_COLUMNS)
        .join(Organisation, Organisation.id == User.organisation_id)
        .where(
            User.organisation_id == UUID(session["organisation"]),
            User.id == UUID(session["user"]),
            User.session_epoch == session["epoch"],
            User.active,
        )
    )
    with reading() as database:
        row = database.execute(query).first()
    return None if row is None else Staff(*tuple(row))


def start(entry: Entry) -> None:
    """Begin a new session for this user; nothing of the old one is kept but the language."""
    language = session.get("lang")
    session.clear()
    session.permanent = True
    session.update(
        user=entry.user_id.hex,
        organisation=entry.organisation_id.hex,
        epoch=entry.epoch,
        since=int(time()),
    )
    if language is not None:
        session["lang"] = language
    g.pop("staff", None)


def end() -> None:
    """Forget who was signed in; the language stays."""
    language = session.get("lang")
    session.clear()
    if language is not None:
        session["lang"] = language
    g.pop("staff", None)


def local_path(wish: str | None) -> str | None:
    """The path to go back to after signing in, or None where it could lead to another site or off staff's side."""
    if not wish or "\\" in wish or any(ord(character) < 33 for character in wish):
        return None
    try:
        parts = urlsplit(wish)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not wish.startswith("/admin"):
        return None
    if ".." in parts.path or not on_staff_side(parts.path):
        return None
    return wish
