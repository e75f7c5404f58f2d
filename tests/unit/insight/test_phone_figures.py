"""What the phone log measures, against the same figures from the single calls."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from admin.insight.evidence import PhoneLog
from admin.insight.phone_figures import phone_figures
from admin.insight.terms import HIDDEN

NORM, LIMIT = 30, 180
NO_CALLS = PhoneLog(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NORM, LIMIT, 0, 0, 0)


def summed(waits: list[int], ratings: list[int], offered: int, resolved: int) -> PhoneLog:
    between = [wait for wait in waits if NORM < wait < LIMIT]
    return PhoneLog(
        offered=offered,
        answered=len(waits),
        resolved_n=len(waits),
        resolved_yes=resolved,
        wait_n=len(waits),
        wait_sum=sum(waits),
        wait_sumsq=sum(wait**2 for wait in waits),
        within_n=sum(wait <= NORM for wait in waits),
        between_n=len(between),
        between_sum=sum(between),
        between_sumsq=sum(wait**2 for wait in between),
        norm_seconds=NORM,
        limit_seconds=LIMIT,
        rating_n=len(ratings),
        rating_sum=sum(ratings),
        rating_sumsq=sum(rating**2 for rating in ratings),
    )


@pytest.mark.parametrize("seed", range(8))
def test_waits_shares_and_scores_are_those_of_the_single_calls(seed: int) -> None:
    rng = np.random.default_rng(seed)
    waits = [int(wait) for wait in rng.integers(0, 260, 120)] + [30, 31, 179, 180]
    ratings = [int(rating) for rating in rng.integers(1, 6, 80)]
    scores = np.interp(waits, [NORM, LIMIT], [100, 0])

    found = phone_figures(summed(waits, ratings, 160, 90), 10)

    assert found.wait_mean_seconds == pytest.approx(np.mean(waits))
    low, high = stats.t.interval(0.95, len(waits) - 1, np.mean(waits), stats.sem(waits))
    assert (found.wait_low_seconds, found.wait_high_seconds) == pytest.approx((low, high))
    assert (found.wait_score.mean, found.wait_score.sd) == pytest.approx((scores.mean(), scores.std(ddof=1)))
    points = (np.array(ratings) - 1) * 25
    rating = found.source_rating
    assert (rating.mean, rating.sd, rating.n) == pytest.approx((points.mean(), points.std(ddof=1), 80))
    low, high = proportion_confint(124, 160, method="wilson")
    assert (found.answered_share.share, found.answered_share.n) == (77.5, 160)
    assert (found.answered_share.low, found.answered_share.high) == pytest.approx((100 * low, 100 * high))
    assert found.resolved.share == pytest.approx(100 * 90 / 124)
    assert found.within_norm.share == pytest.approx(100 * np.mean(np.array(waits) <= NORM))
    assert found.within_norm.norm_seconds == NORM


def test_a_rating_of_3_4036_is_60_09_on_0_100() -> None:
    """The control figures of the public call log: 4,054 ratings that add up to 13,798."""
    log = replace(NO_CALLS, rating_n=4054, rating_sum=13798, rating_sumsq=55000)
    assert phone_figures(log, 10).source_rating.mean == pytest.approx(60.09, abs=0.005)


def test_a_log_without_calls_has_no_figures() -> None:
    found = phone_figures(NO_CALLS, 10)
    assert (found.answered_share.share, found.resolved.share, found.within_norm.share) == (None, None, None)
    assert (found.wait_mean_seconds, found.wait_low_seconds) == (None, None)
    assert (found.wait_score.mean, found.wait_score.n) == (None, 0)
    assert found.source_rating == HIDDEN


def test_one_call_has_a_mean_but_no_interval() -> None:
    found = phone_figures(summed([60], [4], 1, 1), 10)
    assert (found.wait_mean_seconds, found.wait_low_seconds) == (60, None)
    assert (found.wait_score.mean, found.wait_score.low) == (80, None)


def test_where_the_limit_is_the_norm_a_wait_is_good_or_not() -> None:
    log = replace(summed([20, 25, 200, 300], [], 4, 4), limit_seconds=NORM)
    assert phone_figures(log, 10).wait_score.mean == 50


def test_a_few_ratings_by_citizens_are_hidden() -> None:
    assert phone_figures(summed([20] * 12, [4] * 9, 12, 12), 10).source_rating == HIDDEN
    assert phone_figures(summed([20] * 12, [4] * 10, 12, 12), 10).source_rating.mean == 75
