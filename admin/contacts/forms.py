"""The form to send in a file of contacts."""

from __future__ import annotations

from flask_babel import lazy_gettext
from wtforms import BooleanField, StringField

from admin.forms import ChosenFileField, StaffForm

STORE = "store"


class UploadForm(StaffForm):
    """A file; `step` says whether to look only, or to store as well."""

    file = ChosenFileField(
        lazy_gettext("File with contacts"),
        description=lazy_gettext("CSV, XLSX or ODS. One row for each contact."),
    )
    create_teams = BooleanField(lazy_gettext("Add the teams in the file that are not there yet"))
    step = StringField()

    @property
    def is_to_be_stored(self) -> bool:
        """Whether the person has looked, and wants it stored."""
        return bool(self.step.data == STORE)
