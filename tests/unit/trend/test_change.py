"""Before and after a measure: the months, the difference by an independent library, and what is kept back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t, ttest_ind_from_stats

from admin.insight.terms import HIDDEN, Period, Score
from admin.trend.change import Windows, changes, first_month_after, months_on, windows

TODAY = date(2026, 11, 25)


def told(start: date, today: date = TODAY) -> Windows:
    found = windows(start, today)
    assert found is not None
    return found


def test_a_measure_on_the_first_splits_two_months() -> None:
    found = told(date(2026, 3, 1))
    assert found.before == Period(date(2025, 9, 1), date(2026, 2, 28))
    assert found.after == Period(date(2026, 3, 1), date(2026, 8, 31))


def test_the_month_in_which_it_began_halfway_is_left_out() -> None:
    found = told(date(2026, 3, 2))
    assert found.before == Period(date(2025, 9, 1), date(2026, 2, 28))
    assert found.after == Period(date(2026, 4, 1), date(2026, 9, 30))


def test_the_present_month_is_never_counted() -> None:
    assert told(date(2026, 9, 15)).after == Period(date(2026, 10, 1), date(2026, 10, 31))
    assert windows(date(2026, 10, 15), TODAY) is None
    assert windows(date(2026, 11, 1), TODAY) is None
    assert windows(date(2027, 3, 1), TODAY) is None


@given(st.dates(date(2020, 1, 1), date(2026, 9, 30)))
def test_windows_are_whole_months_that_do_not_meet_the_start(start: date) -> None:
    found = told(start)
    assert found.before.start is not None
    assert found.before.end is not None
    assert found.after.start is not None
    assert found.after.end is not None
    assert found.before.end < start <= found.after.start == first_month_after(start)
    assert found.before.start.day == found.after.start.day == 1
    assert months_on(found.after.start, 6) > found.after.end
    assert found.after.end < date(2026, 11, 1)


def test_the_difference_is_about_welchs_and_adjusted_for_being_several() -> None:
    before, after = Score(61.0, 58.0, 64.0, 24.0, 240, 231.0), Score(67.5, 64.0, 71.0, 22.0, 160, 150.0)
    same = Score(60.0, 57.0, 63.0, 24.0, 240, 240.0)
    first, second = changes([("bereikbaar", before, after), ("beleefd", same, same)])
    statistic, p = ttest_ind_from_stats(67.5, 22.0, 150, 61.0, 24.0, 231, equal_var=False)
    parts = (22.0**2 / 150, 24.0**2 / 231)
    freedom = sum(parts) ** 2 / (parts[0] ** 2 / 149 + parts[1] ** 2 / 230)
    reach = t.ppf(0.975, freedom) * 6.5 / statistic
    assert first.mean == pytest.approx(6.5)
    # Scores in the middle of the scale, of many: there the interval that may lean is nearly Welch's own.
    assert first.p_adjusted == pytest.approx(2 * p, rel=0.2)
    assert first.low == pytest.approx(6.5 - reach, abs=0.15)
    assert first.high == pytest.approx(6.5 + reach, abs=0.15)
    assert first.is_told
    assert (second.mean, second.is_told) == (0.0, False)


@pytest.mark.parametrize("kept_back", [HIDDEN, Score(), Score(60.0, n=1, n_effective=1.0)])
def test_what_may_not_be_shown_changes_nothing(kept_back: Score) -> None:
    shown = Score(61.0, 58.0, 64.0, 24.0, 240, 231.5)
    for pair in ((kept_back, shown), (shown, kept_back)):
        (found,) = changes([("bekend", *pair)])
        assert (found.mean, found.low, found.p_adjusted, found.is_told) == (None, None, None, False)


def test_a_hidden_b_is_no_test() -> None:
    before, after = Score(61.0, 58.0, 64.0, 24.0, 240, 240.0), Score(64.0, 61.0, 67.0, 24.0, 240, 240.0)
    (alone,) = changes([("bekend", before, after)])
    beside = changes([("bekend", before, after), ("beleefd", HIDDEN, after)])
    assert beside[0].p_adjusted == alone.p_adjusted
