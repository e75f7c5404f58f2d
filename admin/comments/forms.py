"""The filters of the comments, read from the address bar, and the form of a theme."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError

from admin.comments.tables import LONGEST_NAME, LONGEST_WORD, MOST_WORDS
from admin.comments.words import searchable
from admin.forms import StaffForm, filled, longest, stripped
from admin.insight.formatting import month
from admin.insight.forms import filled as given_in_address
from admin.insight.forms import team_choices
from survey import dimensions

_MONTH: Final = re.compile(r"(20[0-9]{2}-(?:0[1-9]|1[0-2]))(?:-[0-9]{2})?")
LONGEST_QUERY: Final = 100


def _month(written: str | None) -> str:
    """The month in `2026-03` or `2026-03-01`; anything else as it is."""
    match = _MONTH.fullmatch((written or "").strip())
    return match[1] if match else written or ""


class CommentsForm(StaffForm):
    """Search, months and team. Everything may stay empty."""

    query = StringField(
        lazy_gettext("Words"),
        [longest(LONGEST_QUERY)],
        name="q",
    )
    start = SelectField(lazy_gettext("First month"), name="from", default="", filters=[_month])
    end = SelectField(lazy_gettext("Last month"), name="to", default="", filters=[_month])
    team = SelectField(lazy_gettext("Team"), default="")

    def validate_end(self, field: Field) -> None:
        """Refuse a period that ends before it begins."""
        if self.start.data and field.data and field.data < self.start.data:
            raise ValidationError(gettext("The last month is before the first month."))


def asked(teams: Iterable[str], months: Iterable[str]) -> CommentsForm:
    """The form as the address fills it in, checked; its `errors` say what cannot be used."""
    form = CommentsForm(given_in_address())
    known = set(months)
    for field, blank in ((form.start, gettext("From the beginning")), (form.end, gettext("Up to now"))):
        # The other pages may have been asked for a month in which nobody wrote anything.
        also = {field.data} if _MONTH.fullmatch(field.data or "") else set()
        field.choices = [("", blank), *((each, month(each)) for each in sorted(known | also, reverse=True))]
    form.team.choices = team_choices(tuple(teams))
    form.validate()
    return form


def reason_asked() -> str | None:
    """The reason of which the list is asked for."""
    return request.args.get("reason", "").strip() or None


def theme_asked() -> UUID | None:
    """The theme that the list is limited to."""
    return request.args.get("theme", type=UUID)


class ThemeForm(StaffForm):
    """A theme: its name, its words, and the B that it belongs to."""

    name = StringField(lazy_gettext("Name of the theme"), [filled(), longest(LONGEST_NAME)], filters=[stripped])
    words = TextAreaField(
        lazy_gettext("Words"),
        [filled()],
        description=lazy_gettext(
            "One word, or a few words in a row, on each line. Longer words that begin with it count too."
        ),
    )
    dimension = SelectField(lazy_gettext("Belongs to"), default="")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.dimension.choices = [
            ("", gettext("None of the five B's")),
            *((each.code, each.name) for each in dimensions.DIMENSIONS),
        ]

    @property
    def lines(self) -> tuple[str, ...]:
        """The words, each once."""
        lines = (" ".join(line.split()) for line in (self.words.data or "").splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def validate_words(self, field: Field) -> None:
        """Refuse too many or too long words, and lines without any letter."""
        if len(self.lines) > MOST_WORDS:
            raise ValidationError(gettext("Use at most %(count)s lines.", count=MOST_WORDS))
        for line in self.lines:
            if len(line) > LONGEST_WORD or not searchable(line):
                raise ValidationError(gettext("“%(line)s” is not a word that we can search for.", line=line[:60]))
