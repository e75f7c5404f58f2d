"""Forms to trust a sender and to take in a file."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext
from wtforms import Field, StringField, ValidationError

from admin.benchmark import envelope
from admin.benchmark.tables import LONGEST_SENDER
from admin.forms import ChosenFileField, StaffForm, filled, longest, stripped

CONFIRMED = "confirmed"


class SenderForm(StaffForm):
    """A sender and its key; `step` says whether the fingerprint was compared."""

    name = StringField(
        lazy_gettext("Name of the sender"),
        [filled(), longest(LONGEST_SENDER)],
        filters=[stripped],
        description=lazy_gettext("So that you recognise it, such as “Klankbord of the province”."),
    )
    key = StringField(
        lazy_gettext("Public key"),
        [filled()],
        filters=[stripped],
        description=lazy_gettext("64 digits and letters a to f. The sender finds it on the page “Exchange”."),
    )
    step = StringField()

    def validate_key(self, field: Field) -> None:
        """Refuse what is no key."""
        if envelope.key_in(field.data or "") is None:
            raise ValidationError(gettext("This is no public key: it has 64 digits and letters a to f."))

    @property
    def public_key(self) -> str:
        """The key, after a check that it is one."""
        return envelope.key_in(self.key.data or "") or ""

    @property
    def is_confirmed(self) -> bool:
        """Whether the person compared the fingerprint and trusts the sender."""
        return bool(self.step.data == CONFIRMED)


class TakeInForm(StaffForm):
    """A file."""

    file = ChosenFileField(
        lazy_gettext("File with scores"), description=lazy_gettext("The file that the sender gave you.")
    )
