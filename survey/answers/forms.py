"""The survey's form. Field names are an interface: others post to it."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import gettext
from wtforms import Form, HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # the stubs lag behind
from wtforms.validators import AnyOf, Length, Optional

from survey import dimensions
from survey.answers.submission import LONGEST_COMMENT, Submission, submission
from survey.languages import N_

UNKNOWN = "unknown"
NOT_A_CHOICE = N_("Choose one of the answers that are shown.")
TOO_LONG = N_("Make your text shorter: at most %(max)s characters.")
NOTHING = N_("Answer at least one statement, or give a mark.")


def _statement() -> RadioField:
    values = [*map(str, dimensions.AGREEMENT), UNKNOWN]
    return _choice(values)


def _choice(values: list[str]) -> RadioField:
    return RadioField(
        choices=[SelectChoice(value, value) for value in values],
        validate_choice=False,
        validators=[Optional(), AnyOf(values, message=NOT_A_CHOICE)],
    )


def _as_counted(text: str | None) -> str | None:
    """A browser counts a line end as one character, and sends two. PostgreSQL keeps no NUL."""
    return text.replace("\r\n", "\n").replace("\0", "") if text else text


class SurveyForm(Form):
    """One page of questions; nothing is compulsory but one dimension or the mark."""

    bekend = _statement()
    bereikbaar = _statement()
    beleefd = _statement()
    behulpzaam = _statement()
    betrouwbaar = _statement()
    reasons = SelectMultipleField(validate_choice=False)
    resolved = _choice(list(dimensions.RESOLVED))
    mark = _choice([*map(str, dimensions.MARK)])
    comment = TextAreaField(filters=[_as_counted], validators=[Length(max=LONGEST_COMMENT, message=TOO_LONG)])
    submission = HiddenField()

    def ticked(self) -> tuple[str, ...]:
        """The criteria that were ticked as what could be better."""
        return tuple(self.reasons.data or ())

    def read(self) -> Submission:
        """The form as a submission; call it on a form without faults."""
        answers = {name: self._number(name) for name in (*dimensions.CODES, "mark")}
        return submission(answers, self.resolved.data or None, self.ticked(), self.comment.data or "")

    def _number(self, name: str) -> int | None:
        text = self[name].data
        return int(text) if text and text != UNKNOWN else None


def faults(form: SurveyForm, known_reasons: Collection[str]) -> list[tuple[str, str]]:
    """What is wrong, as (field, message in the page's language); empty when the answer can be counted."""
    form.validate()
    found = [(field.name, gettext(str(field.errors[0]), max=LONGEST_COMMENT)) for field in form if field.errors]
    if any(reason not in known_reasons for reason in form.ticked()):
        found.append(("reasons", gettext(NOT_A_CHOICE)))
    if not found and form.read().is_empty:
        found.append((dimensions.CODES[0], gettext(NOTHING)))
    return found
