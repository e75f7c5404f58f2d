"""What an employee tells of a contact when giving a code."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from typing import Final

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import Field, HiddenField, RadioField, SelectField, StringField, ValidationError

from admin.forms import StaffForm, stripped
from admin.insight.wording import CHANNELS
from survey import dimensions, languages
from survey.intake.cells import CellFault, to_text
from survey.intake.personal import names_somebody

_NUMBER: Final = re.compile(r"[a-p]{32}")
_LETTERS: Final = str.maketrans("0123456789", "ghijklmnop")


def new_number() -> str:
    """A number for a form that is about to be shown, 128 random bits in letters: never taken for a telephone number."""
    return secrets.token_hex(16).translate(_LETTERS)


def impersonal(form: StaffForm, field: Field) -> None:
    """Refuse what cannot be kept with the contact: a telephone number, an e-mail address, more than one line."""
    if not field.data:
        return
    try:
        field.data = to_text(field.data)
    except CellFault as fault:
        raise ValidationError(gettext("Use at most 200 characters, on one line.")) from fault
    if names_somebody(field.data):
        raise ValidationError(gettext("Leave out telephone numbers and e-mail addresses."))


class CodeForm(StaffForm):
    """The contact that a code is about. `number` makes that a page that is sent twice gives one code."""

    number = HiddenField()
    channel = RadioField(lazy_gettext("How is this contact taking place?"), default=dimensions.CHANNELS[0])
    team = SelectField(lazy_gettext("Your team"))
    topic = StringField(
        lazy_gettext("Topic (not required)"),
        [impersonal],
        filters=[stripped],
        description=lazy_gettext("What it is about, without names."),
    )
    language = SelectField(
        lazy_gettext("Language of the citizen"), description=lazy_gettext("The questions open in this language.")
    )
    reference = StringField(
        lazy_gettext("Reference (not required)"),
        [impersonal],
        filters=[stripped],
        description=lazy_gettext("The number of this contact in your own system. It is then not counted twice."),
    )

    def validate_number(self, field: Field) -> None:
        """A number that we didn't make becomes a new one: the sender did nothing wrong."""
        if not _NUMBER.fullmatch(field.data or ""):
            field.data = new_number()


def asked(teams: Collection[str]) -> CodeForm:
    """The form as it was sent, or with the channel and team that the address names."""
    channel, team = request.args.get("channel"), request.args.get("team")
    form: CodeForm = CodeForm.sent(
        number=new_number(),
        channel=channel if channel in dimensions.CHANNELS else dimensions.CHANNELS[0],
        team=team if team in teams else "",
    )
    form.channel.choices = [(code, gettext(CHANNELS[code])) for code in dimensions.CHANNELS]
    form.team.choices = [("", gettext("No team")), *((name, name) for name in teams)]
    form.language.choices = [("", gettext("Not known")), *((each.code, each.name) for each in languages.LANGUAGES)]
    return form
