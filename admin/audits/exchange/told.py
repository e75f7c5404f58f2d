"""What was read from a file, in the words of a page."""

from __future__ import annotations

from flask_babel import gettext

from admin.audits.check import Checked
from admin.insight import formatting


def reading_told(checked: Checked) -> list[str]:
    """Which sheet was read, and which of its rows were left out as totals; nothing where there is nothing to tell."""
    told = []
    if checked.sheet:
        told.append(gettext("We read the sheet “%(name)s”.", name=checked.sheet))
    if checked.left_out:
        rows = ", ".join(map(formatting.whole, checked.left_out))
        told.append(gettext("Rows with totals, left out: %(rows)s.", rows=rows))
    return told
