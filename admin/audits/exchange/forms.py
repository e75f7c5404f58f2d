"""The form to bring a file into an open round."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext
from wtforms import Field, FileField, StringField, ValidationError

from admin.forms import StaffForm

STORE = "store"


class ImportForm(StaffForm):
    """A file; `step` says whether to look only, or to store what was looked at: the changes with this `mark`."""

    file = FileField(
        lazy_gettext("File with the scores"),
        description=lazy_gettext("CSV, XLSX or ODS. One row for each call."),
    )
    mark = StringField()
    step = StringField()

    def validate_file(self, field: Field) -> None:
        """Refuse a form without a file."""
        if not getattr(field.data, "filename", ""):
            raise ValidationError(gettext("Choose a file."))

    @property
    def is_to_be_stored(self) -> bool:
        """Whether the person has looked, and wants it stored."""
        return bool(self.step.data == STORE)
