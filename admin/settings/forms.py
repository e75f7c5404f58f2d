"""Forms of the organisation and its teams."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, Field, StringField, ValidationError
from wtforms.validators import Regexp

from admin.forms import DecimalField, StaffForm, WholeNumberField, between, filled, given, longest, stripped
from survey.organisations import LONGEST_NAME

SMALLEST_GROUP: Final = 5
"""Below this a score could show what one person said."""
LARGEST_GROUP: Final = 1000
SHORTEST_KEPT: Final = 30
LONGEST_KEPT: Final = 3653
"""Days: ten years."""


def web_address(form: StaffForm, field: Field) -> None:
    """Refuse what isn't an http or https address: it becomes a link on the citizen's page."""
    if not field.data:
        return
    try:
        parts = urlsplit(field.data)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname or any(map(str.isspace, field.data)):
        raise ValidationError(gettext("This is not a web address. It starts with https://"))


def no_longer(form: StaffForm, field: Field) -> None:
    """Refuse to keep comments longer than the answers that they belong to."""
    answers = form["keep_answers_days"].data
    if field.data is not None and answers is not None and field.data > answers:
        raise ValidationError(gettext("Keep what citizens write no longer than their answers."))


class OrganisationForm(StaffForm):
    """What citizens read of the organisation, and the rules of its figures."""

    name = StringField(
        lazy_gettext("Name"),
        [filled(), longest(LONGEST_NAME)],
        filters=[stripped],
        description=lazy_gettext("As citizens know it."),
    )
    website = StringField(lazy_gettext("Website"), [longest(200), web_address], filters=[stripped])
    phone = StringField(
        lazy_gettext("Phone number"),
        [
            longest(40),
            Regexp(r"^(?:[0-9+][0-9 ()/-]*)?$", message=lazy_gettext("Use digits, spaces and + ( ) - /")),
        ],
        filters=[stripped],
    )
    complaint_url = StringField(
        lazy_gettext("Web page about complaints"),
        [longest(300), web_address],
        filters=[stripped],
        description=lazy_gettext("Citizens find a link to it after they answer."),
    )
    open_link = BooleanField(lazy_gettext("Everyone who has the open link can answer"))
    norm = DecimalField(
        lazy_gettext("Norm"),
        [given(), between(0, 100)],
        description=lazy_gettext("The score from which you call it good: 0 to 100."),
    )
    margin = DecimalField(
        lazy_gettext("Margin"),
        [given(), between(0, 50)],
        description=lazy_gettext("A difference smaller than this number of points does not matter to you."),
    )
    minimum_group = WholeNumberField(
        lazy_gettext("Smallest group"),
        [given(), between(SMALLEST_GROUP, LARGEST_GROUP)],
        description=lazy_gettext("Scores of fewer answers than this are not shown. Never fewer than 5."),
    )
    keep_comments_days = WholeNumberField(
        lazy_gettext("Days to keep what citizens write"), [given(), between(SHORTEST_KEPT, LONGEST_KEPT), no_longer]
    )
    keep_answers_days = WholeNumberField(
        lazy_gettext("Days to keep answers"), [given(), between(SHORTEST_KEPT, LONGEST_KEPT)]
    )
    keep_contacts_days = WholeNumberField(
        lazy_gettext("Days to keep contacts"), [given(), between(SHORTEST_KEPT, LONGEST_KEPT)]
    )


class TeamForm(StaffForm):
    """A team."""

    name = StringField(lazy_gettext("Name of the team"), [filled(), longest(LONGEST_NAME)], filters=[stripped])
