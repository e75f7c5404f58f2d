"""The form of a measure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, Field, SelectField, StringField, TextAreaField, ValidationError

from admin.actions.record import Wanted
from admin.actions.tables import LONGEST_OWNER, LONGEST_TEXT, LONGEST_TITLE, ImprovementAction
from admin.forms import StaffForm, filled, given, longest, stripped
from admin.insight.forms import DayField
from survey import dimensions, languages
from survey.languages import N_
from survey.locale import page_language

FOR_PUBLIC: Final = N_("Fill this in before you show it to citizens.")


def one_line(value: str | None) -> str | None:
    """A field's filter: on one line, without white space around it."""
    return value and " ".join(value.split())


class MeasureForm(StaffForm):
    """What is done to be better, by whom, about what, and what citizens may read of it."""

    title = StringField(
        lazy_gettext("What do you do?"),
        [filled(), longest(LONGEST_TITLE)],
        filters=[one_line],
        description=lazy_gettext("For example “New phone menu”."),
    )
    starts_on = DayField(
        lazy_gettext("From which day?"),
        [given()],
        description=lazy_gettext("On this day it gets a mark in the figures month by month."),
    )
    owner = StringField(
        lazy_gettext("Who sees to it?"),
        [longest(LONGEST_OWNER)],
        filters=[one_line],
        description=lazy_gettext("A role, such as “Team lead Civil Affairs”. Never the name of a citizen."),
    )
    dimension = SelectField(lazy_gettext("About which B?"), default="")
    team = SelectField(lazy_gettext("Which team?"), default="")
    said = TextAreaField(
        lazy_gettext("You said"),
        [longest(LONGEST_TEXT)],
        filters=[stripped],
        description=lazy_gettext("What you heard from citizens. Leave out names and other personal data."),
    )
    did = TextAreaField(
        lazy_gettext("We did"),
        [longest(LONGEST_TEXT)],
        filters=[stripped],
        description=lazy_gettext("What you changed, and what citizens notice of it."),
    )
    language = SelectField(lazy_gettext("Language of these two texts"), default=languages.DEFAULT)
    is_public = BooleanField(lazy_gettext("Show these two texts to citizens"))

    done_on: date | None = None
    """The day on which the measure was done, which can't be before the day it began."""

    def validate_starts_on(self, field: Field) -> None:
        """Refuse a first day after the last."""
        if self.done_on and field.data and field.data > self.done_on:
            raise ValidationError(gettext("This is after the day on which it was done."))

    def validate_said(self, field: Field) -> None:
        """Refuse an empty text that is to be shown."""
        self._needed_for_public(field)

    def validate_did(self, field: Field) -> None:
        """Refuse an empty text that is to be shown."""
        self._needed_for_public(field)

    def _needed_for_public(self, field: Field) -> None:
        if self.is_public.data and not field.data:
            raise ValidationError(gettext(FOR_PUBLIC))

    @property
    def wanted(self) -> Wanted:
        """What was filled in. Raises ValueError for a form that has no day."""
        if self.starts_on.data is None:
            raise ValueError("a measure has a first day")
        return Wanted(
            title=self.title.data or "",
            starts_on=self.starts_on.data,
            owner=self.owner.data or "",
            dimension=self.dimension.data or None,
            team_id=UUID(self.team.data) if self.team.data else None,
            is_public=self.is_public.data,
            said=self.said.data or "",
            did=self.did.data or "",
            language=self.language.data,
        )


def sent(teams: Mapping[str, UUID], **first: object) -> MeasureForm:
    """The form as sent, or with these values."""
    form: MeasureForm = MeasureForm.sent(**{"language": page_language().code, **first})
    form.dimension.choices = [
        ("", gettext("All five B's")),
        *((each.code, each.name) for each in dimensions.DIMENSIONS),
    ]
    form.team.choices = [("", gettext("All teams")), *((str(team_id), name) for name, team_id in teams.items())]
    form.language.choices = [(each.code, each.name) for each in languages.LANGUAGES]
    return form


def values_of(measure: ImprovementAction) -> dict[str, object]:
    """What a form of this measure starts with."""
    names = ("title", "starts_on", "owner", "said", "did", "language", "is_public")
    about = {"dimension": measure.dimension or "", "team": str(measure.team_id or "")}
    return {name: getattr(measure, name) for name in names} | about
