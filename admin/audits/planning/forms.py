"""The form of a round: what it is to be. Its fields depend on the organisation's teams and auditors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, cast
from uuid import UUID

from flask_babel import format_date, gettext, lazy_gettext
from wtforms import Field, RadioField, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Optional

from admin.audits import record
from admin.audits.closing import LONGEST_REASON
from admin.audits.forms import NAME_RULE, printable
from admin.audits.planning.record import Planned
from admin.audits.tables import METHODS, AuditRound
from admin.forms import StaffForm, WholeNumberField, between, filled, given, longest, stripped
from admin.insight import wording
from admin.insight.forms import DayField
from survey import dimensions
from survey.languages import N_

MOST_CALLS: Final = 9_999
"""Planned calls of one team and channel."""
METHOD_NAMES: Final[Mapping[str, str]] = {
    "mystery": N_("Mystery call"),
    "listened_in": N_("Listened in"),
    "recording": N_("Recording"),
}
CHOOSE: Final = N_("Choose one of these.")
_DAY: Final = N_("Fill in a day.")


class RoundForm(StaffForm):
    """Name, period, method, share scored twice, auditors; `opened` adds a number for each team and channel."""

    name = StringField(
        lazy_gettext("Name of the round"),
        [filled()],
        filters=[printable, stripped],
        description=lazy_gettext("For example “Autumn 2026”."),
    )
    method = RadioField(lazy_gettext("Method"), [InputRequired(lazy_gettext(CHOOSE))])
    starts_on = DayField(lazy_gettext("First day"), [InputRequired(lazy_gettext(_DAY))])
    ends_on = DayField(lazy_gettext("Last day"), [InputRequired(lazy_gettext(_DAY))])
    double_share = WholeNumberField(
        lazy_gettext("Share scored twice, in percent"),
        [given(), between(0, 100)],
        description=lazy_gettext("Two auditors score these calls apart, to see how firm the scores are. 0 to 100."),
    )
    auditors = SelectMultipleField(
        lazy_gettext("Auditors"),
        validate_choice=False,
        description=lazy_gettext("Without a choice, every auditor can score calls in this round."),
    )

    scored: tuple[date, date] | None = None
    """The first and last day of the calls that the round has: they must stay within it."""

    def validate_name(self, field: Field) -> None:
        """Refuse a name that can't be kept, and write it as it will be kept."""
        try:
            field.data = record.usable_name(field.data)
        except record.UnusableName as error:
            raise ValidationError(gettext(NAME_RULE)) from error

    def validate_ends_on(self, field: Field) -> None:
        """Refuse a period that ends before it begins."""
        if None not in {field.data, self.starts_on.data} and field.data < self.starts_on.data:
            raise ValidationError(gettext("The last day is before the first day."))

        if self.scored and self.starts_on.data and field.data:
            first, last = self.scored
            if first < self.starts_on.data or field.data < last:
                days = {"first": format_date(first, "medium"), "last": format_date(last, "medium")}
                raise ValidationError(gettext("This round has calls from %(first)s to %(last)s.", **days))

    def validate_auditors(self, field: Field) -> None:
        """Refuse who can't be an auditor here; WTForms' own message takes values that our catalogue doesn't give."""
        if not {*(field.data or ())} <= {str(choice[0]) for choice in self.auditors.choices or ()}:
            raise ValidationError(gettext(CHOOSE))

    def plan_rows(self, teams: Mapping[str, UUID]) -> list[tuple[str, list[Any]]]:
        """The fields of the planned numbers: for each team one a channel."""
        return [
            (name, [self[plan_field(team_id, channel)] for channel in dimensions.CHANNELS])
            for name, team_id in teams.items()
        ]

    def planned(self, teams: Mapping[str, UUID]) -> Planned:
        """What was filled in; call it on a form without faults."""
        keys = [(team_id, channel) for team_id in teams.values() for channel in dimensions.CHANNELS]
        return Planned(
            name=self.name.data or "",
            method=self.method.data,
            starts_on=cast(date, self.starts_on.data),
            ends_on=cast(date, self.ends_on.data),
            double_share=self.double_share.data or 0,
            calls={key: number for key in keys if (number := self[plan_field(*key)].data)},
            auditors=frozenset(UUID(each) for each in self.auditors.data or ()),
        )


class ReopenForm(StaffForm):
    """Why a closed round is opened again."""

    reason = TextAreaField(
        lazy_gettext("Why do you open this round again?"),
        [filled(), longest(LONGEST_REASON)],
        filters=[stripped],
        description=lazy_gettext("Everyone who sees the round can read this. Leave out personal data."),
    )


def plan_field(team_id: UUID, channel: str) -> str:
    """The name of the field for the number of calls of a team and channel."""
    return f"planned-{team_id.hex}-{channel}"


def opened(teams: Mapping[str, UUID], auditors: Sequence[tuple[UUID, str]], /, **filled: Any) -> RoundForm:
    """The form, sent or not, for an organisation with these teams (id by name) and possible auditors (id, address)."""
    numbers: dict[str, Any] = {
        plan_field(team_id, channel): WholeNumberField(
            f"{name}, {gettext(wording.CHANNELS[channel])}", [Optional(), between(0, MOST_CALLS)]
        )
        for name, team_id in teams.items()
        for channel in dimensions.CHANNELS
    }
    form: RoundForm = cast(type[RoundForm], type("FormOfRound", (RoundForm,), numbers)).sent(**filled)
    form.method.choices = [(method, gettext(METHOD_NAMES[method])) for method in METHODS]
    form.auditors.choices = [(str(user_id), email) for user_id, email in auditors]
    return form


def as_filled(found: AuditRound, planned: Mapping[tuple[UUID, str], int], auditors: frozenset[UUID]) -> dict[str, Any]:
    """What the form shows of a round before anything is sent."""
    numbers = {plan_field(*key): number for key, number in planned.items()}
    return numbers | {
        "name": found.name,
        "method": found.method,
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
        "double_share": found.double_share,
        "auditors": [str(each) for each in auditors],
    }
