"""Which sheets to print: kind, languages, and the channel that answers count for."""

from __future__ import annotations

from typing import Final

from flask import request
from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import Field, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import DataRequired

from admin.cards.sheets import KINDS
from admin.forms import StaffForm
from admin.insight.names import channel_name
from survey import dimensions, languages

FIELDS: Final = ("kind", "languages", "channel")


class CardsForm(StaffForm):
    """The choices, in the address."""

    kind = RadioField(lazy_gettext("What to print"), default=KINDS[0].code)
    languages = SelectMultipleField(
        lazy_gettext("Languages"),
        [DataRequired(lazy_gettext("Choose one language or more."))],
        default=[languages.DEFAULT],
        validate_choice=False,  # in WTForms' own message for this field our catalogue can't fill in the number
        description=lazy_gettext("Each card is in one language. On a poster all of them stand together."),
    )
    channel = SelectField(
        lazy_gettext("Where they will be"),
        default=dimensions.CHANNELS[0],
        description=lazy_gettext("Answers count for this channel."),
    )

    def validate_languages(self, field: Field) -> None:
        """Refuse a language that we don't have."""
        if not set(field.data) <= set(languages.CODES):
            raise ValidationError(gettext("Not a valid choice."))


def asked() -> CardsForm:
    """The form as the address fills it in, checked; as it is at first where the address has none of it."""
    given = MultiDict((name, text) for name, text in request.args.items(multi=True) if name in FIELDS)
    form = CardsForm(given or None)
    form.kind.choices = [(kind.code, gettext(kind.name)) for kind in KINDS]
    form.languages.choices = [(each.code, each.name) for each in languages.LANGUAGES]
    form.channel.choices = [(code, channel_name(code)) for code in dimensions.CHANNELS]
    if given:
        form.validate()
    return form


def in_our_order(form: CardsForm) -> tuple[str, ...]:
    """The chosen languages, each once, as all our lists have them."""
    return tuple(code for code in languages.CODES if code in (form.languages.data or ()))
