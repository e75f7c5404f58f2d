"""A period falls apart into whole months and edges, with every day in exactly one part."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.insight.months import Parts, parts
from admin.insight.results import EVER, Period

DAYS = st.dates(date(2023, 12, 1), date(2025, 3, 31))


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (EVER, Parts(EVER, ())),
        (Period(date(2026, 1, 1), date(2026, 2, 28)), Parts(Period(date(2026, 1, 1), date(2026, 2, 28)), ())),
        (
            Period(date(2026, 1, 10), None),
            Parts(Period(date(2026, 2, 1), None), (Period(date(2026, 1, 10), date(2026, 1, 31)),)),
        ),
        (
            Period(None, date(2026, 3, 5)),
            Parts(Period(None, date(2026, 2, 28)), (Period(date(2026, 3, 1), date(2026, 3, 5)),)),
        ),
        (
            Period(date(2026, 1, 10), date(2026, 1, 20)),
            Parts(None, (Period(date(2026, 1, 10), date(2026, 1, 20)),)),
        ),
    ],
)
def test_examples(period: Period, expected: Parts) -> None:
    assert parts(period) == expected


def days(period: Period) -> list[date]:
    assert period.start is not None
    assert period.end is not None
    return [period.start + timedelta(days=place) for place in range((period.end - period.start).days + 1)]


@given(DAYS, DAYS)
def test_every_day_is_in_one_part(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    found = parts(period)
    inside = [day for part in (*found.edges, *([found.whole] if found.whole else [])) for day in days(part)]
    assert sorted(inside) == days(period)


@given(DAYS, DAYS)
def test_whole_months_are_whole_and_edges_lie_within_a_month(one: date, other: date) -> None:
    found = parts(Period(min(one, other), max(one, other)))
    if found.whole is not None:
        whole = days(found.whole)
        assert whole[0].day == 1
        assert (whole[-1] + timedelta(days=1)).day == 1
    for edge in found.edges:
        assert len({(day.year, day.month) for day in days(edge)}) == 1
