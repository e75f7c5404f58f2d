"""The filters of the comments, read from the address bar, and the form of a theme."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError

from admin.comments.tables import LONGEST_NAME, LONGEST_WORD, MOST_WORDS
from admin.comments.words import searchable
from admin.forms import StaffForm, filled, longest, stripped
from admin.insight.forms import MonthField, PeriodForm, team_choices
from admin.insight.forms import filled as given_in_address
from survey import dimensions

LONGEST_QUERY: Final = 100


class CommentsForm(PeriodForm):
    """Search, months and team; without months it is about all of them."""

    query = StringField(lazy_gettext("Words"), [longest(LONGEST_QUERY)], name="q")
    start = MonthField(lazy_gettext("First month"), lazy_gettext("From the beginning"), name="from")
    end = MonthField(lazy_gettext("Last month"), lazy_gettext("Up to now"), name="to")


def asked(teams: Sequence[str], oldest: date | None) -> CommentsForm:
    """The form as the address fills it in, checked; its `errors` say what cannot be used."""
    form = CommentsForm(given_in_address())
    form.offer_months_from(oldest)
    form.team.choices = team_choices(teams)
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
