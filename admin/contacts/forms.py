"""The form to send in a file of contacts."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, Field, FileField, StringField, ValidationError

from admin.forms import StaffForm

STORE = "store"


class UploadForm(StaffForm):
    """A file; `step` says whether to look only, or to store as well."""

    file = FileField(
        lazy_gettext("File with contacts"),
        description=lazy_gettext("CSV, XLSX or ODS. One row for each contact."),
    )
    create_teams = BooleanField(lazy_gettext("Add the teams in the file that are not there yet"))
    step = StringField()

    def validate_file(self, field: Field) -> None:
        """Refuse a form without a file."""
        if not getattr(field.data, "filename", ""):
            raise ValidationError(gettext("Choose a file."))

    @property
    def is_to_be_stored(self) -> bool:
        """Whether the person has looked, and wants it stored."""
        return bool(self.step.data == STORE)
