"""What every form on staff's side shares: WTForms' own messages come from our catalogue, numbers take a comma."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any, Final

from flask import request
from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import FileField, FloatField, Form, IntegerField, ValidationError
from wtforms.form import BaseForm
from wtforms.meta import DefaultMeta
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from survey.languages import N_

_CHOICE: Final = N_("Not a valid choice.")
WTFORMS_MESSAGES: Final = (
    N_("This field is required."),
    _CHOICE,
    N_("Invalid Choice: could not coerce."),
)
"""Messages of WTForms that our forms can show: WTForms has no Frisian, so they are translated here."""
FILL_IN: Final = N_("Fill this in.")
NUMBER: Final = N_("Fill in a number.")
WHOLE_NUMBER: Final = N_("Fill in a whole number.")


class OurCatalogue:
    """Gives WTForms our translations in place of its own."""

    def gettext(self, text: str) -> str:
        """The message in the language of the page."""
        return str(gettext(text))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The message of a field of several choices: without what was sent, as that of a field of one."""
        is_choice = "%(value)s" in singular
        return str(gettext(_CHOICE if is_choice else singular if number == 1 else plural))


class StaffForm(Form):
    """A form of staff's side. Its token against forgery is checked before the view runs, not here."""

    class Meta(DefaultMeta):
        """How WTForms makes these forms."""

        def get_translations(self, form: Any) -> OurCatalogue:
            """Our own catalogue."""
            return OurCatalogue()

    @classmethod
    def sent(cls, **filled: Any) -> Any:
        """The form as it was sent, files included, or filled with these values where nothing was sent."""
        if request.method != "POST":
            return cls(**filled)
        # PostgreSQL keeps no NUL.
        texts = MultiDict((name, text.replace("\0", "")) for name, text in request.form.items(multi=True))
        return cls(CombinedMultiDict([request.files, texts]), **filled)

    def is_good(self) -> bool:
        """Whether the form was sent and has no fault."""
        return request.method == "POST" and self.validate()


class ChosenFileField(FileField):
    """A file that was sent along; a form without one is refused."""

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse a form without a file."""
        if not getattr(self.data, "filename", ""):
            raise ValidationError(gettext("Choose a file."))


def filled() -> DataRequired:
    """The validator of a text that can't stay empty; white space alone is empty."""
    return DataRequired(lazy_gettext(FILL_IN))


def given() -> InputRequired:
    """The validator of a number, choice or password that can't stay empty; 0 is something."""
    return InputRequired(lazy_gettext(FILL_IN))


def longest(number: int) -> Length:
    """The validator of a text's length."""
    return Length(max=number, message=lazy_gettext("Use at most %(max)d characters."))


def between(low: float, high: float) -> NumberRange:
    """The validator of a number's bounds."""
    return NumberRange(low, high, lazy_gettext("Fill in a number from %(min)s to %(max)s."))


def stripped(value: str | None) -> str | None:
    """A field's filter: without the white space around it."""
    return value.strip() if value else value


class DecimalField(FloatField):
    """A number that may be written with a comma, as people here do."""

    def _value(self) -> str:
        """What was filled in, or the number without needless zeros."""
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:g}"

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the number. Raises ValueError with what is expected."""
        if not valuelist:
            return
        try:
            self.data = float(valuelist[0].strip().replace(",", "."))
            if not isfinite(self.data):
                raise ValueError(valuelist[0])
        except ValueError as error:
            self.data = None
            raise ValueError(gettext(NUMBER)) from error


class WholeNumberField(IntegerField):
    """A whole number."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the number. Raises ValueError with what is expected."""
        if not valuelist:
            return
        try:
            self.data = int(valuelist[0].strip())
        except ValueError as error:
            self.data = None
            raise ValueError(gettext(WHOLE_NUMBER)) from error
