"""Pooled tallies against the same figures computed from the single answers."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.weightstats import DescrStatsW

from admin.insight.evidence import Stratum
from admin.insight.pooling import pool, stratum_weights
from survey import dimensions
from tests.unit.insight.answers import all_five, points, random_answers, stratum

SEEDS = range(10)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("code", dimensions.CODES)
def test_unweighted_the_sample_is_that_of_all_answers(seed: int, code: str) -> None:
    rng = np.random.default_rng(seed)
    here, there = random_answers(rng, 30, missing=0.1), random_answers(rng, 12, missing=0.3)
    values = np.concatenate([points(here, code), points(there, code)])

    sample = pool((stratum(here, 500), stratum(there, 20)), weighted=False).sample(code)

    assert sample is not None
    assert (sample.mean, sample.sd, sample.n) == pytest.approx((values.mean(), values.std(ddof=1), len(values)))


@pytest.mark.parametrize("seed", SEEDS)
def test_weighted_the_mean_is_statsmodels_weighted_mean(seed: int) -> None:
    rng = np.random.default_rng(seed)
    here, there = random_answers(rng, 30), random_answers(rng, 12, mean=2.5)
    values = np.concatenate([points(here, "beleefd"), points(there, "beleefd")])
    weights = np.repeat([500 / 30, 900 / 12], [30, 12])
    expected = DescrStatsW(values, weights)
    effective = weights.sum() ** 2 / (weights**2).sum()

    sample = pool((stratum(here, 500), stratum(there, 900)), weighted=True).sample("beleefd")

    assert sample is not None
    assert (sample.mean, sample.n) == pytest.approx((expected.mean, effective))
    assert sample.sd == pytest.approx(np.sqrt(expected.var * effective / (effective - 1)))


def test_equal_rates_weigh_like_no_weights() -> None:
    rng = np.random.default_rng(1)
    strata = (stratum(random_answers(rng, 20), 200), stratum(random_answers(rng, 35), 350))

    weighted, plain = pool(strata, weighted=True), pool(strata, weighted=False)

    assert weighted.sample("bekend") == plain.sample("bekend")
    assert weighted.covariance("bekend", "beleefd") == pytest.approx(plain.covariance("bekend", "beleefd"))


def test_a_stratum_without_answers_weighs_nothing() -> None:
    answered = stratum([all_five(4)] * 10, 100)
    silent = Stratum("Belastingen", "phone", 10_000, {})

    assert stratum_weights((answered, silent), weighted=True) == (1.0, 0.0)


def test_answers_whose_contacts_are_not_known_weigh_one() -> None:
    strata = (
        stratum([all_five(4)] * 10, 100),
        stratum([all_five(2)] * 10, 300),
        stratum([all_five(3)] * 7, contacts=0),
    )
    assert stratum_weights(strata, weighted=True) == (0.5, 1.5, 1.0)


def test_without_any_contacts_or_on_request_all_answers_weigh_the_same() -> None:
    unknown = (stratum([all_five(4)] * 10), stratum([all_five(2)] * 3))
    known = (stratum([all_five(4)] * 10, 10), stratum([all_five(2)] * 3, 900))
    assert stratum_weights(unknown, weighted=True) == (1.0, 1.0)
    assert stratum_weights(known, weighted=False) == (1.0, 1.0)
    assert stratum_weights((), weighted=True) == ()


def test_nobody_gives_no_sample() -> None:
    assert pool((), weighted=True).sample("bekend") is None
    only_mark = pool((stratum([{"mark": 8}] * 12, 40),), weighted=True)
    assert only_mark.sample("bekend") is None
    assert only_mark.answers("mark") == 12
    assert only_mark.covariance("bekend", "beleefd") == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_importance_is_scipys_correlation_over_those_who_gave_both(seed: int) -> None:
    answers = random_answers(np.random.default_rng(seed), 60, missing=0.2)
    both = [(a["beleefd"], a["mark"]) for a in answers if a["beleefd"] is not None and a["mark"] is not None]

    pooled = pool((stratum(answers[:25], 10), stratum(answers[25:], 1000)), weighted=True)

    assert pooled.pairs_with_mark("beleefd").n == len(both)
    assert pooled.importance("beleefd") == pytest.approx(stats.pearsonr(*zip(*both, strict=True)).statistic)


def test_the_covariance_of_two_means_is_the_answers_covariance_over_n() -> None:
    answers = random_answers(np.random.default_rng(5), 40)
    expected = np.cov(points(answers, "bekend"), points(answers, "betrouwbaar"))[0, 1] / 40

    pooled = pool((stratum(answers),), weighted=False)

    assert pooled.covariance("bekend", "betrouwbaar") == pytest.approx(expected)
    assert pooled.covariance("betrouwbaar", "bekend") == pytest.approx(expected)


def test_the_mark_stands_on_0_100() -> None:
    sample = pool((stratum([{"mark": 1}, {"mark": 10}]),), weighted=False).sample("mark")
    assert sample is not None
    assert sample.mean == pytest.approx(50)
