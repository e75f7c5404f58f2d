"""The users of an organisation: who there is, and every change to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from flask import abort
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from admin.accounts import passwords
from admin.accounts.tables import ROLES, User
from survey import journal
from survey.database import begin
from survey.organisations import Organisation

PAGE: Final = 50
LONGEST_EMAIL: Final = 254
_EMAIL: Final = re.compile(r"[^\s@<>()\[\]\\,;:\"]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,63}")


class KnownAddressError(ValueError):
    """There is a user with this address already."""


class LastAdminError(ValueError):
    """The change would leave the organisation without an active admin."""


class UnknownUserError(LookupError):
    """No user has this address."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A one-time password, to be shown once: only its hash is kept."""

    user_id: UUID
    email: str
    password: str


def tidy_email(text: str) -> str | None:
    """The address in lower case, or None where it doesn't have the shape of one."""
    email = text.strip().lower()
    return email if len(email) <= LONGEST_EMAIL and _EMAIL.fullmatch(email) else None


def get_user(session: Session, organisation_id: UUID, user_id: UUID) -> User:
    """This user of this organisation, or the page that says there is none."""
    found = session.get(User, (organisation_id, user_id))
    if found is None:
        abort(404)
    return found


def users_of(session: Session, organisation_id: UUID, page: int = 1) -> Sequence[User]:
    """One page of the organisation's users by address."""
    query = select(User).where(User.organisation_id == organisation_id).order_by(User.email)
    return session.scalars(query.limit(PAGE).offset((page - 1) * PAGE)).all()


def number_of_users(session: Session, organisation_id: UUID) -> int:
    """How many users the organisation has."""
    query = select(func.count()).select_from(User).where(User.organisation_id == organisation_id)
    return session.scalar(query) or 0


def add_user(organisation_id: UUID, actor: str, email: str, role: str) -> Issued:
    """Make a user with a one-time password. Raises KnownAddressError."""
    issued = Issued(uuid4(), email, passwords.one_time())
    user = User(
        organisation_id=organisation_id,
        id=issued.user_id,
        email=email,
        role=role,
        password_hash=passwords.hashed(issued.password),
    )
    try:
        with begin() as session:
            session.add(user)
            session.flush()
            journal.note(session, organisation_id, actor, "user.added", str(user.id), role=role)
    except IntegrityError as error:
        raise KnownAddressError(email) from error
    return issued


def change_role(organisation_id: UUID, actor: str, user_id: UUID, role: str) -> None:
    """Give the user another role. Raises LastAdminError."""
    with begin() as session:
        user = _locked(session, organisation_id, user_id)
        if user.role == role:
            return
        _keep_an_admin(session, user)
        journal.note(session, organisation_id, actor, "user.role", str(user_id), before=user.role, after=role)
        user.role = role


def switch_off(organisation_id: UUID, actor: str, user_id: UUID) -> None:
    """Keep the user from signing in and end the sessions. Raises LastAdminError."""
    with begin() as session:
        user = _locked(session, organisation_id, user_id)
        _keep_an_admin(session, user)
        user.active = False
        user.session_epoch += 1
        journal.note(session, organisation_id, actor, "user.off", str(user_id))


def switch_on(organisation_id: UUID, actor: str, user_id: UUID) -> None:
    """Let the user sign in again."""
    with begin() as session:
        _locked(session, organisation_id, user_id).active = True
        journal.note(session, organisation_id, actor, "user.on", str(user_id))


def new_password(organisation_id: UUID, actor: str, user_id: UUID) -> Issued:
    """Replace the user's password by a one-time one, and end the sessions."""
    password = passwords.one_time()
    hashed = passwords.hashed(password)
    with begin() as session:
        user = _locked(session, organisation_id, user_id)
        user.password_hash = hashed
        user.must_change_password = True
        user.session_epoch += 1
        journal.note(session, organisation_id, actor, "user.password", str(user_id))
        return Issued(user_id, user.email, password)


def by_email(session: Session, email: str) -> User:
    """The user with this address, in whichever organisation. Raises UnknownUserError."""
    found = session.scalar(select(User).where(User.email == email))
    if found is None:
        raise UnknownUserError(email)
    return found


def _locked(session: Session, organisation_id: UUID, user_id: UUID) -> User:
    """The user, with the organisation's users kept as they are until this transaction ends."""
    session.execute(select(Organisation.id).where(Organisation.id == organisation_id).with_for_update())
    return get_user(session, organisation_id, user_id)


def _keep_an_admin(session: Session, user: User) -> None:
    if user.role != ROLES[-1] or not user.active:
        return
    others = (
        select(func.count())
        .select_from(User)
        .where(User.organisation_id == user.organisation_id, User.id != user.id, User.role == ROLES[-1], User.active)
    )
    if not session.scalar(others):
        raise LastAdminError(str(user.id))
