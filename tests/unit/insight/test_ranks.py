"""Rank agreement: a published example, SciPy over thousands of rankings, and which way the sign points."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from scipy import stats

from admin.insight.ranks import Order, order, rank_agreement, together
from admin.insight.results import CriterionComparison, RankAgreement
from admin.insight.terms import HIDDEN, Score
from tests.unit.insight import examples


def criterion(code: str, score: float | None, share: float | None) -> CriterionComparison:
    measured = HIDDEN if score is None else Score(score, n=20)
    return CriterionComparison(code, code.split(".", maxsplit=1)[0], measured, 5, share)


def test_the_published_example_of_tuna() -> None:
    """Hollander and Wolfe (1973), p. 187: Hunter L values and panel scores, as R's cor.test prints them."""
    hunter = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1]
    panel = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8]
    found = order(hunter, panel)
    assert found.tau() == pytest.approx(0.4444444)
    assert found.p() == pytest.approx(0.1194, abs=5e-5)


@pytest.mark.parametrize("steps", [1000, 4])
def test_tau_and_p_are_scipys(steps: int) -> None:
    """With 1,000 steps ties are rare and p is mostly exact; with 4 there are many."""
    rng = np.random.default_rng(1938)
    for _ in range(1500):
        n = int(rng.integers(2, 26))
        first, second = rng.integers(0, steps, (2, n)).tolist()
        expected = stats.kendalltau(first, second)
        found = order(first, second)
        if found.tau() is None:
            assert np.isnan(expected.statistic)
        else:
            assert (found.tau(), found.p()) == pytest.approx((expected.statistic, expected.pvalue))


def test_rankings_together_have_the_variance_of_all_their_orders() -> None:
    first, second = order([1, 2, 3], [1, 2, 3]), order([1, 2, 3, 4], [2, 1, 3, 3])
    scores = [
        order([1, 2, 3], a).score + order([1, 2, 3, 4], b).score
        for a in permutations([1, 2, 3])
        for b in permutations([2, 1, 3, 3])
    ]
    both = together([first, second])
    assert both.variance == pytest.approx(np.var(scores))
    assert (both.n, both.score) == (7, first.score + second.score)


def test_what_audits_score_low_and_citizens_name_often_agrees() -> None:
    agree = [criterion(f"bekend.{i}", 90.0 - 10 * i, 5.0 + 9 * i) for i in range(5)]
    differ = [criterion(f"beleefd.{i}", 50.0 + 10 * i, 5.0 + 9 * i) for i in range(4)]
    bekend, beleefd, all_of_them = rank_agreement([*agree, *differ])
    assert bekend == RankAgreement("bekend", 1.0, 2 / 120, 5)
    assert beleefd == RankAgreement("beleefd", -1.0, 2 / 24, 4)
    assert (all_of_them.dimension, all_of_them.criteria) == (None, 9)
    assert all_of_them.tau == pytest.approx((10 - 6) / 16)


def test_what_is_hidden_or_too_little_or_all_the_same_is_not_ranked() -> None:
    shown = [criterion("bekend.a", 60.0, 10.0), criterion("bekend.b", 70.0, 5.0)]
    assert rank_agreement([*shown, criterion("bekend.c", None, 5.0), criterion("bekend.d", 80.0, None)]) == ()
    assert rank_agreement([criterion(f"bekend.{i}", 60.0, float(i)) for i in range(4)]) == ()
    assert rank_agreement([]) == ()


def test_nothing_is_ever_sure_about_nothing() -> None:
    assert Order(0, 0, 0.0, (0, 0)).p() == 1
    assert order([1.0], [1.0]).tau() is None


def test_a_comparison_tells_it_once_for_each_b_and_once_for_all() -> None:
    found = examples.full()
    assert [row.dimension for row in found.rank_agreement][-1] is None
    assert found.rank_agreement == rank_agreement(found.criteria)
    assert rank_agreement([replace(row, reason_share=None) for row in found.criteria]) == ()
