"""The form to bring a file into an open round."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import StringField

from admin.forms import ChosenFileField, StaffForm

STORE = "store"


class ImportForm(StaffForm):
    """A file; `step` says whether to look only, or to store what was looked at: the changes with this `mark`."""

    file = ChosenFileField(
        lazy_gettext("File with the scores"),
        description=lazy_gettext("CSV, XLSX or ODS. One row for each call."),
    )
    mark = StringField()
    step = StringField()

    @property
    def is_to_be_stored(self) -> bool:
        """Whether the person has looked, and wants it stored."""
        return bool(self.step.data == STORE)
