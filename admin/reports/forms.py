"""Which report: its kind and language, beside the filters of the comparison."""

from __future__ import annotations

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField

from admin.forms import StaffForm
from admin.insight.forms import filled
from admin.reports import words
from admin.reports.kinds import CODES, KINDS
from survey.languages import BY_CODE
from survey.locale import page_language


class ReportForm(StaffForm):
    """The kind and the language of a report."""

    kind = RadioField(lazy_gettext("Which report"), default=CODES[0])
    report_language = RadioField(lazy_gettext("Language of the report"))


def asked() -> ReportForm:
    """The form as the address fills it in, checked; without a language it takes the reader's, else Dutch."""
    arguments = filled()
    arguments.setdefault("report_language", words.fitting(page_language().code))
    arguments.setdefault("kind", CODES[0])
    form = ReportForm(arguments)
    form.kind.choices = [(kind.code, gettext(kind.name)) for kind in KINDS]
    form.report_language.choices = [(code, BY_CODE[code].name) for code in words.LANGUAGES]
    form.validate()
    return form
