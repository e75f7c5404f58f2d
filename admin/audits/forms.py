"""The form to send in a round."""

from __future__ import annotations

from typing import Final

from flask_babel import gettext, lazy_gettext
from wtforms import Field, StringField, ValidationError
from wtforms.validators import DataRequired

from admin.audits import record
from admin.forms import FILL_IN, ChosenFileField, StaffForm, stripped
from survey.languages import N_

NAME_RULE: Final = N_("Use one line of 1 to 100 characters.")


def printable(value: str | None) -> str | None:
    """A field's filter: without control characters, which no page can show again."""
    return value and "".join(letter for letter in value if letter.isprintable())


class UploadForm(StaffForm):
    """A round's name and its file; `replace` repeats the name of the round that is to be replaced."""

    name = StringField(
        lazy_gettext("Name of the round"),
        [DataRequired(lazy_gettext(FILL_IN))],
        filters=[printable, stripped],
        description=lazy_gettext("For example “Autumn 2026”."),
    )
    file = ChosenFileField(
        lazy_gettext("File with the scores"),
        description=lazy_gettext("CSV, XLSX or ODS. One row for each call."),
    )
    replace = StringField(lazy_gettext("Replace the round that is there now"))

    def validate_name(self, field: Field) -> None:
        """Refuse a name that can't be kept, and write it as it will be kept."""
        try:
            field.data = record.usable_name(field.data)
        except record.UnusableName as error:
            raise ValidationError(gettext(NAME_RULE)) from error

    @property
    def may_replace(self) -> bool:
        """Whether the box was ticked for the very name that is filled in now."""
        return bool(self.replace.data) and self.replace.data == self.name.data
