"""What a comparison is asked about: period, filters, weighted or not. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from admin.insight.months import whole_months
from admin.insight.terms import EVER, EVERYTHING, Filters, Period
from survey import dimensions, languages

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2999, 12, 31)


class UnusableScope(ValueError):
    """A period or filter that cannot be; the message says what was found and what was expected."""


class UnknownChannel(UnusableScope):
    """There is no such channel."""


class UnknownLanguage(UnusableScope):
    """The survey has no such language."""


class LanguageOfPart(UnusableScope):
    """A language can't be shown of one team or channel."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whole months in the organisation's zone, filters by team name, channel and language code, weighted or not.

    A period that begins or ends within a month is widened to the whole of it. Raises UnusableScope: a first day
    after the last or outside 1900-2999, an unknown channel or language, a language of
    one team or channel (`admin.insight.disclosure` says why not). A team is known only to its organisation:
    `measure` raises UnknownTeam.
    """

    period: Period = EVER
    filters: Filters = EVERYTHING
    weighted: bool = True

    def __post_init__(self) -> None:
        _check_period(self.period)
        object.__setattr__(self, "period", whole_months(self.period))
        channel, language = self.filters.channel, self.filters.language
        if channel is not None and channel not in dimensions.CHANNELS:
            raise UnknownChannel(f"There is no channel {channel!r}. Known: {', '.join(dimensions.CHANNELS)}.")
        if language is not None and language not in languages.CODES:
            raise UnknownLanguage(f"There is no language {language!r}. Known: {', '.join(languages.CODES)}.")
        if language is not None and (channel is not None or self.filters.team is not None):
            raise LanguageOfPart("A language can only be shown of all teams and channels together.")


def _check_period(period: Period) -> None:
    for day in (period.start, period.end):
        if day is not None and not EARLIEST <= day <= LATEST:
            raise UnusableScope(f"The day {day} can't be used: expected {EARLIEST} to {LATEST}.")
    if period.start is not None and period.end is not None and period.start > period.end:
        raise UnusableScope(f"The first day, {period.start}, is after the last, {period.end}.")
