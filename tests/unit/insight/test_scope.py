"""What can't be asked is refused with what was expected."""

from __future__ import annotations

from datetime import date

import pytest

from admin.insight.scope import LanguageOfPart, Scope, UnknownChannel, UnknownLanguage, UnusableScope
from admin.insight.terms import Filters, Period


def test_an_unknown_channel_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownChannel, match=r"'pigeon'\. Known: phone, counter"):
        Scope(filters=Filters(channel="pigeon"))


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownLanguage, match=r"'xx'\. Known: nl, en, fy"):
        Scope(filters=Filters(language="xx"))


@pytest.mark.parametrize("filters", [Filters("Burgerzaken", language="tr"), Filters(channel="phone", language="tr")])
def test_a_language_of_a_team_or_channel_is_refused(filters: Filters) -> None:
    with pytest.raises(LanguageOfPart, match="all teams and channels together"):
        Scope(filters=filters)


@pytest.mark.parametrize(
    "period",
    [
        Period(date(2026, 2, 2), date(2026, 2, 1)),
        Period(date(1, 1, 1), None),
        Period(None, date(9999, 12, 31)),
    ],
)
def test_a_period_that_cannot_be_is_refused(period: Period) -> None:
    with pytest.raises(UnusableScope):
        Scope(period)


def test_a_period_of_one_day_is_its_month() -> None:
    day = date(2026, 2, 2)
    assert Scope(Period(day, day)).period == Period(date(2026, 2, 1), date(2026, 2, 28))
