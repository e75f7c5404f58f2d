"""Forms of sign-in, passwords, users and keys."""

from __future__ import annotations

from typing import Final

from flask_babel import gettext, lazy_gettext
from wtforms import Field, PasswordField, RadioField, StringField, ValidationError

from admin.accounts import passwords, users
from admin.accounts.keys import LONGEST_NAME
from admin.accounts.tables import ROLES
from admin.forms import StaffForm, filled, given, longest, stripped

ROLE_NAMES: Final = {
    "viewer": lazy_gettext("Viewer: sees the comparison and the audits"),
    "auditor": lazy_gettext("Auditor: also enters audits"),
    "admin": lazy_gettext("Administrator: also manages users, keys and settings"),
}
SHORT_ROLE_NAMES: Final = {
    "viewer": lazy_gettext("Viewer"),
    "auditor": lazy_gettext("Auditor"),
    "admin": lazy_gettext("Administrator"),
}


def role_choices() -> dict[str, str]:
    """The roles by what they may do, in the language of the page."""
    return {role: str(ROLE_NAMES[role]) for role in ROLES}


class SignInForm(StaffForm):
    """Address and password."""

    email = StringField(lazy_gettext("E-mail address"), [filled()], filters=[stripped])
    password = PasswordField(lazy_gettext("Password"), [given()])


class PasswordForm(StaffForm):
    """A new password for oneself."""

    current = PasswordField(lazy_gettext("Your password now"), [given()])
    new = PasswordField(
        lazy_gettext("New password"),
        [given()],
        description=lazy_gettext("At least 12 characters. A sentence works well. You may paste it."),
    )
    again = PasswordField(lazy_gettext("New password, once more"), [given()])

    email: str = ""
    """Whose password it is: it may not be the address itself."""

    def validate_new(self, field: Field) -> None:
        """Refuse a password that is short, common, the address, or the one that is being replaced."""
        fault = passwords.fault_of(field.data, self.email)
        if fault is not None:
            raise ValidationError(gettext(fault))
        if field.data == self.current.data:
            raise ValidationError(gettext("This is your password now. Choose another one."))

    def validate_again(self, field: Field) -> None:
        """Both times the same."""
        if field.data != self.new.data:
            raise ValidationError(gettext("This is not the same as the new password."))


class RoleForm(StaffForm):
    """What a user may do."""

    role = RadioField(
        lazy_gettext("Role"),
        [given()],
        choices=role_choices,
    )


class UserForm(RoleForm):
    """A new user."""

    email = StringField(lazy_gettext("E-mail address"), [filled()], filters=[stripped])

    def validate_email(self, field: Field) -> None:
        """Refuse what can't be an address, and write it in lower case."""
        tidy = users.tidy_email(field.data or "")
        if tidy is None:
            raise ValidationError(gettext("This is not an e-mail address. Example: name@organisation.nl"))
        field.data = tidy


class KeyForm(StaffForm):
    """A new key."""

    name = StringField(
        lazy_gettext("Name of the key"),
        [filled(), longest(LONGEST_NAME)],
        filters=[stripped],
        description=lazy_gettext("For example the system that will use it."),
    )
