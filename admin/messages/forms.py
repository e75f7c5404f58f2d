"""Forms of texts, and of who sends them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from wtforms import Field, PasswordField, SelectField, StringField, TextAreaField, ValidationError

from admin.forms import StaffForm, filled, longest, stripped
from admin.messages.wording import SENDERS
from survey.invitations import addresses, notify, placeholders

LONGEST_BODY: Final = 5000


def known_places(form: StaffForm, field: Field) -> None:
    """Refuse a place that nothing can come in, by its name."""
    if field.data and (strange := placeholders.unknown(field.data)):
        raise ValidationError(gettext("We can't fill in %(place)s. Use the places in the list.", place=strange[0]))


def template_id(form: StaffForm, field: Field) -> None:
    """Refuse what is no id of a template."""
    if not field.data:
        return
    try:
        field.data = str(UUID(field.data))
    except ValueError as error:
        raise ValidationError(gettext("This is not the number of a template. Copy it from NotifyNL.")) from error


def unix_lines(value: str | None) -> str | None:
    """A field's filter: browsers send other ends of lines than we keep."""
    return "\n".join(value.strip().splitlines()) if value else value


class TextForm(StaffForm):
    """One text. `subject` and `template` are taken out where the means has none."""

    subject = StringField(lazy_gettext("Subject"), [filled(), longest(200), known_places], filters=[stripped])
    body = TextAreaField(lazy_gettext("Text"), [filled(), longest(LONGEST_BODY), known_places], filters=[unix_lines])
    template = StringField(
        lazy_gettext("Template of NotifyNL for this text only"),
        [longest(60), template_id],
        filters=[stripped],
        description=lazy_gettext("Leave this empty to use the template for all texts."),
    )
    number = StringField(
        lazy_gettext("Mobile number for a test"),
        filters=[stripped],
        description=lazy_gettext("Used once and not kept."),
    )

    def validate_body(self, field: Field) -> None:
        """Refuse a text in which nobody could find the questions."""
        if field.data and placeholders.misses_link(field.data):
            place = f"%({placeholders.NEEDED})s"
            raise ValidationError(gettext("Put %(place)s in the text: it becomes the link.", place=place))


class DeliveryForm(StaffForm):
    """Who sends."""

    email_by = SelectField(lazy_gettext("E-mail is sent by"), default="")
    sms_by = SelectField(lazy_gettext("SMS is sent by"), default="")
    letter_by = SelectField(lazy_gettext("Letters are sent by"), default="")
    sender_name = StringField(
        lazy_gettext("Name of the sender"),
        [longest(100)],
        filters=[stripped],
        description=lazy_gettext("Leave this empty to use the name of your organisation."),
    )
    reply_to = StringField(
        lazy_gettext("E-mail address for answers"),
        [longest(200)],
        filters=[stripped],
        description=lazy_gettext("Who answers an invitation, reaches this address."),
    )
    key = PasswordField(
        lazy_gettext("Key of NotifyNL"),
        [longest(400)],
        filters=[stripped],
        description=lazy_gettext("You make it at NotifyNL. It is sealed and never shown."),
    )
    email_template = StringField(lazy_gettext("Template for e-mail"), [longest(60), template_id], filters=[stripped])
    sms_template = StringField(lazy_gettext("Template for SMS"), [longest(60), template_id], filters=[stripped])
    letter_template = StringField(lazy_gettext("Template for letters"), [longest(60), template_id], filters=[stripped])
    has_key: bool = False
    """Whether a key is kept already."""

    def __init__(self, *sent: Any, **filled_in: Any) -> None:
        super().__init__(*sent, **filled_in)
        self.email_by.choices = _senders(SENDERS)
        self.sms_by.choices = self.letter_by.choices = _senders(("", "notify"))

    def tell_sender(self, mail_from: str) -> None:
        """Say from which address the mail server sends; `mail_from` is empty where there is no server."""
        self.email_by.description = (
            gettext("The mail server sends from %(address)s.", address=mail_from)
            if mail_from
            else gettext("This server has no mail server yet. Ask who runs it.")
        )

    def validate_reply_to(self, field: Field) -> None:
        """Refuse what is no address."""
        if field.data and (found := addresses.email(field.data)) is None:
            raise ValidationError(gettext("This is not an e-mail address."))
        if field.data and found is not None:
            field.data = found.value

    def validate_key(self, field: Field) -> None:
        """Refuse what is no key, and a choice of Notify without one."""
        if field.data and not notify.is_key(field.data):
            raise ValidationError(gettext("This is not a whole key. Copy it from NotifyNL, with the name in front."))
        chosen = {self.email_by.data, self.sms_by.data, self.letter_by.data}
        if not field.data and not self.has_key and "notify" in chosen:
            raise ValidationError(gettext("NotifyNL can't send without a key."))


def _senders(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, gettext(SENDERS[code])) for code in codes]
