"""Forms about registers."""

from __future__ import annotations

from typing import Final

from flask_babel import gettext, lazy_gettext
from wtforms import Field, PasswordField, StringField, ValidationError

from admin.forms import StaffForm, filled, longest, stripped
from survey.locale import translated
from survey.registers.locations import NotOurPlaceError, tidy_base
from survey.registers.public_only import InternalAddressError, refuse_internal
from survey.registers.wording import TROUBLE
from survey.settings import settings

LONGEST_NAME: Final = 100
LONGEST_TOKEN: Final = 500


class TokenForm(StaffForm):
    """The token to read a register with."""

    token = PasswordField(
        lazy_gettext("Token of Open Klant"),
        [filled(), longest(LONGEST_TOKEN)],
        filters=[stripped],
        description=lazy_gettext(
            "The administrator of Open Klant makes it. We keep it sealed and don't show it again."
        ),
    )

    def validate_token(self, field: Field) -> None:
        """Refuse what can't go in a header."""
        if not (field.data or "").isascii() or not (field.data or "").isprintable() or " " in (field.data or ""):
            raise ValidationError(
                gettext("This is not a token: it has letters, digits and signs only, without spaces.")
            )


class RegisterForm(TokenForm):
    """A new register."""

    name = StringField(
        lazy_gettext("Name"),
        [filled(), longest(LONGEST_NAME)],
        filters=[stripped],
        description=lazy_gettext("As you call it yourselves, for example Open Klant."),
    )
    base_url = StringField(
        lazy_gettext("Address of the API"),
        [filled()],
        filters=[stripped],
        description=lazy_gettext("It ends in /klantinteracties/api/v1. We call no other address than this one."),
    )

    def validate_base_url(self, field: Field) -> None:
        """Refuse what can be no register, and write the address in one way."""
        try:
            field.data = tidy_base(field.data or "", allows_plain=settings().mode == "development")
            refuse_internal(field.data, settings().register_hosts)
        except InternalAddressError as fault:
            raise ValidationError(translated(TROUBLE["internal_address"])) from fault
        except NotOurPlaceError as fault:
            if str(fault) == "http":
                raise ValidationError(
                    gettext("Use an address with https: the token goes along with every call.")
                ) from fault
            raise ValidationError(
                gettext(
                    "This is not an address. Example: %(example)s",
                    example="https://openklant.gemeente.nl/klantinteracties/api/v1",
                )
            ) from fault
