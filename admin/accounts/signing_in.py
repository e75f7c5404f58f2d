"""Signing in, signing out, and a user's own password: the only writer of these."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Row, Update, select, update
from sqlalchemy.orm import Session

from admin.accounts import passwords, throttle
from admin.accounts.session import Entry, Staff
from admin.accounts.tables import User
from survey import journal
from survey.database import begin, reading
from survey.organisations import Organisation, today


def sign_in(email: str, password: str, client: str | None) -> Entry | None:
    """The user of this address and password, or None. Raises ThrottledError.

    An unknown address, a user who is switched off and a wrong password give the same answer after the same work.
    """
    attempt = throttle.admit(email, client)
    found = _user_by_email(email)
    right = passwords.matches(None if found is None else found.password_hash, password)
    if not right or found is None or not found.active:
        return None
    renewed = passwords.hashed(password) if passwords.is_outdated(found.password_hash) else found.password_hash
    with begin() as session:
        throttle.forgive(session, attempt)
        session.execute(
            _this_user(found.organisation_id, found.id)
            .where(User.password_hash == found.password_hash)
            .values(password_hash=renewed, last_seen_on=today(found.timezone))
        )
    return Entry(found.id, found.organisation_id, found.session_epoch, found.must_change_password)


def sign_out(staff: Staff) -> None:
    """End every session of this user, so that a copy of the cookie opens nothing."""
    with begin() as session:
        session.execute(_this_user(staff.organisation_id, staff.id).values(session_epoch=User.session_epoch + 1))


def change_password(staff: Staff, current: str, new: str, client: str | None) -> Entry | None:
    """Replace the user's own password and end all sessions; None where `current` is wrong. Raises ThrottledError."""
    attempt = throttle.admit(staff.email, client)
    found = _user_by_email(staff.email)
    if found is None or not passwords.matches(found.password_hash, current):
        return None
    hashed = passwords.hashed(new)
    with begin() as session:
        throttle.forgive(session, attempt)
        epoch = _replace_password(session, staff, hashed)
        journal.note(session, staff.organisation_id, staff.actor, "password.changed", staff.actor)
    return Entry(staff.id, staff.organisation_id, epoch, must_change_password=False)


def _replace_password(session: Session, staff: Staff, hashed: str) -> int:
    """The user's new session epoch."""
    statement = (
        _this_user(staff.organisation_id, staff.id)
        .values(password_hash=hashed, must_change_password=False, session_epoch=User.session_epoch + 1)
        .returning(User.session_epoch)
    )
    epoch: int = session.execute(statement).scalar_one()
    return epoch


def _user_by_email(email: str) -> Row[UUID, UUID, str, bool, bool, int, str] | None:
    query = (
        select(
            User.id,
            User.organisation_id,
            User.password_hash,
            User.active,
            User.must_change_password,
            User.session_epoch,
            Organisation.timezone,
        )
        .join(Organisation, Organisation.id == User.organisation_id)
        .where(User.email == email)
    )
    with reading() as session:
        return session.execute(query).first()


def _this_user(organisation_id: UUID, user_id: UUID) -> Update:
    return update(User).where(User.organisation_id == organisation_id, User.id == user_id)
