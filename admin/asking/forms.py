"""The form with the rules for asking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any, Final

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, Field, SelectMultipleField, StringField, TextAreaField, TimeField, ValidationError

from admin.asking import shares
from admin.asking.shares import Share, UnusableShares
from admin.asking.wording import MEANS
from admin.forms import StaffForm, WholeNumberField, between, given
from survey.invitations.eligibility import Rules
from survey.invitations.tables import MEANS as ALL_MEANS
from survey.languages import N_

STORE: Final = "store"
LONGEST_TOPIC: Final = 200
MOST_TOPICS: Final = 200
CLOCK: Final = N_("Fill in a time, as in 20:00.")
_NUMBERS: Final = ("cap_days", "oldest_hours", "delay_hours", "reminder_days", "lasts_days", "spread_per_hour")


class ClockField(TimeField):
    """A time of day."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the time. Raises ValueError with what is expected."""
        if not valuelist:
            return
        try:
            self.data = time.fromisoformat(valuelist[0].strip()).replace(tzinfo=None)
        except ValueError as error:
            self.data = None
            raise ValueError(gettext(CLOCK)) from error


class RulesForm(StaffForm):
    """Every rule in plain words; `step` says whether to look only, or to save as well."""

    means = SelectMultipleField(
        lazy_gettext("Ways to ask"),
        description=lazy_gettext("The first that there is an address for is used: e-mail, then SMS, then a letter."),
    )
    cap_days = WholeNumberField(
        lazy_gettext("Days before a citizen is asked again"),
        [given(), between(0, 730)],
        description=lazy_gettext("Also after another contact, and whatever the team. 90 days is usual."),
    )
    oldest_hours = WholeNumberField(
        lazy_gettext("Oldest contact, in hours"),
        [given(), between(1, 336)],
        description=lazy_gettext("A contact that comes in later than this is not asked about: memories fade."),
    )
    topics = SelectMultipleField(lazy_gettext("Topics of the last 30 days"))
    other_topics = TextAreaField(
        lazy_gettext("Other topics, one on each line"),
        description=lazy_gettext("Nobody is asked about these. Think of funerals."),
    )
    delay_hours = WholeNumberField(
        lazy_gettext("Hours after the contact"),
        [given(), between(1, 24)],
        description=lazy_gettext("A citizen is asked no sooner than this: 1 to 24 hours."),
    )
    quiet_from = ClockField(lazy_gettext("No messages from"), [given()])
    quiet_until = ClockField(
        lazy_gettext("Messages again from"),
        [given()],
        description=lazy_gettext("What falls in these hours waits until they are over."),
    )
    on_sundays = BooleanField(lazy_gettext("Messages may go out on Sundays"))
    reminder_days = WholeNumberField(
        lazy_gettext("Days until the reminder"),
        [given(), between(0, 13)],
        description=lazy_gettext("One reminder, only to who has not answered. 0 is no reminder."),
    )
    lasts_days = WholeNumberField(
        lazy_gettext("Days to answer"),
        [given(), between(1, 90)],
        description=lazy_gettext("After this the link no longer works."),
    )
    spread_per_hour = WholeNumberField(
        lazy_gettext("Messages in an hour, at most"),
        [given(), between(1, 100_000)],
        description=lazy_gettext("A large file is spread over the hours."),
    )
    shares = StringField(lazy_gettext("Part of the contacts that is asked"))
    step = StringField()

    table: list[Share]
    read_shares: dict[str, int]

    @classmethod
    def of(cls, rules: Rules, topics: Sequence[str], teams: Sequence[str]) -> RulesForm:
        """The form as it was sent, or filled with these rules; `topics` are those to choose from."""
        chosen = [topic for topic in topics if rules.excludes(topic)]
        others = [topic for topic in rules.excluded_topics if topic not in topics]
        numbers = {name: getattr(rules, name) for name in (*_NUMBERS, "quiet_from", "quiet_until", "on_sundays")}
        form: RulesForm = cls.sent(**numbers, means=rules.means, topics=chosen, other_topics="\n".join(others))
        form.means.choices = [(each, gettext(MEANS[each])) for each in ALL_MEANS]
        form.topics.choices = [(topic, topic) for topic in topics]
        form._take_table(rules, teams)
        return form

    def _take_table(self, rules: Rules, teams: Sequence[str]) -> None:
        names = ("share_team", "share_channel", "share_percent")
        is_sent = request.method == "POST"
        self.table = shares.sent(*(request.form.getlist(name) for name in names)) if is_sent else []
        self.read_shares = dict(rules.shares)
        self._teams = tuple(teams)
        if not is_sent:
            self.table = shares.lines(rules.shares)

    def validate_means(self, field: Field) -> None:
        """Refuse to ask in no way."""
        if not field.data:
            raise ValidationError(gettext("Choose at least one."))

    def validate_lasts_days(self, field: Field) -> None:
        """Refuse a reminder after the end."""
        days = self.reminder_days.data
        if field.data is not None and days is not None and days >= field.data:
            raise ValidationError(gettext("The link must work for longer than the days until the reminder."))

    def validate_other_topics(self, field: Field) -> None:
        """Refuse too many topics, or too long ones."""
        found = self._others()
        if len(found) > MOST_TOPICS or any(len(topic) > LONGEST_TOPIC for topic in found):
            raise ValidationError(gettext("Use at most 200 topics of at most 200 characters."))

    def validate_shares(self, field: Field) -> None:
        """Read the table of shares."""
        try:
            self.read_shares = shares.read(self.table, self._teams)
        except UnusableShares as error:
            raise ValidationError(gettext(str(error))) from error

    def rules(self) -> Rules:
        """What was filled in; whether asking is on is not in the form."""
        values: dict[str, Any] = {name: self[name].data for name in (*_NUMBERS, "quiet_from", "quiet_until")}
        return Rules(
            on_sundays=self.on_sundays.data,
            means=tuple(each for each in ALL_MEANS if each in (self.means.data or ())),
            excluded_topics=tuple(dict.fromkeys([*(self.topics.data or ()), *self._others()])),
            shares=self.read_shares,
            **values,
        )

    def _others(self) -> list[str]:
        lines = (" ".join(line.split()) for line in (self.other_topics.data or "").splitlines())
        return [line for line in lines if line]

    @property
    def is_to_be_stored(self) -> bool:
        """Whether the person wants it saved."""
        return bool(self.step.data == STORE)
