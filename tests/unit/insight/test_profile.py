"""Profile gaps against the same contrast taken within each citizen and each call."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from admin.insight.evidence import AuditedCall
from admin.insight.pooling import pool
from admin.insight.profile import (
    audited_samples,
    covariance_of_means,
    measured_side,
    perceived_side,
    profile_gaps,
)
from admin.insight.results import ProfileGap
from admin.insight.statistics import Sample
from admin.insight.terms import Verdict
from survey import dimensions
from tests.unit.insight.answers import Answers, all_five, calls, calls_at, points, random_answers, stratum


def profiles(
    answers: list[dict[str, int | None]], audited: tuple[AuditedCall, ...], margin: float = 5.0
) -> dict[str, ProfileGap]:
    pooled = pool((stratum(answers),), weighted=False)
    found = {code: pooled.sample(code) for code in dimensions.CODES}
    shown: dict[str, Sample] = {code: sample for code, sample in found.items() if sample is not None}
    return profile_gaps(perceived_side(pooled, shown), measured_side(audited, audited_samples(audited)), margin)


def random_calls(rng: np.random.Generator, n: int) -> tuple[AuditedCall, ...]:
    quality = rng.normal(70, 10, n)
    return calls(*(np.clip(q + rng.normal(0, 12, 5), 0, 100).tolist() for q in quality))


def centred(columns: list[np.ndarray], index: int) -> np.ndarray:
    """Within each citizen or call: this B minus the mean of the five."""
    table = np.array(columns)
    return np.asarray(table[index] - table.mean(axis=0))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("index", range(5))
def test_a_profile_gap_is_welch_on_each_ones_own_profile(seed: int, index: int) -> None:
    rng = np.random.default_rng(seed)
    answers, audited = random_answers(rng, 50), random_calls(rng, 30)
    ours = centred([points(answers, code) for code in dimensions.CODES], index)
    theirs = centred([np.array([call.scores[j] for call in audited]) for j in range(5)], index)
    expected = stats.ttest_ind(ours, theirs, equal_var=False).confidence_interval(0.95)

    found = profiles(answers, audited)[dimensions.CODES[index]]

    assert found.mean == pytest.approx(ours.mean() - theirs.mean())
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


def test_a_constant_distance_between_the_rulers_leaves_no_profile_gap() -> None:
    rng = np.random.default_rng(4)
    answers: list[Answers] = [all_five(int(value)) for value in rng.integers(1, 6, 60)]

    found = profiles([dict(answer) for answer in answers], calls_at(90.0, 80.0, 95.0, 85.0))

    for gap in found.values():
        assert gap.mean == pytest.approx(0)
        assert (gap.low, gap.high) == pytest.approx((0, 0), abs=1e-4)
        assert gap.verdict is Verdict.IN_LINE


def test_only_the_bs_that_both_sides_have_take_part() -> None:
    rng = np.random.default_rng(9)
    audited = calls([70.0, None, 80.0, None, None], [60.0, None, 90.0, 50.0, None], [65.0, None, 85.0, None, None])
    assert profiles(random_answers(rng, 40), audited).keys() == {"bekend", "beleefd"}


def test_one_shared_b_has_no_profile() -> None:
    audited = calls([70.0, None, None, None, None], [60.0, None, None, None, None])
    assert profiles(random_answers(np.random.default_rng(9), 40), audited) == {}
    assert profiles([], ()) == {}


def test_means_over_partly_the_same_calls_share_only_those() -> None:
    first = [10.0, 20.0, 40.0, None, 50.0]
    second = [5.0, 25.0, 30.0, 70.0, None]
    shared = np.cov([10.0, 20.0, 40.0], [5.0, 25.0, 30.0])[0, 1]
    assert covariance_of_means(first, second) == pytest.approx(shared * 3 / (4 * 4))
    assert covariance_of_means([1.0, None], [None, 2.0]) == 0


def test_a_call_is_one_case_whatever_it_scored() -> None:
    samples = audited_samples(calls([50.0, None, 0.0, 100.0, 20.0], [70.0, None, 10.0, 100.0, None]))
    assert samples.keys() == {"bekend", "beleefd", "behulpzaam", "betrouwbaar"}
    assert samples["bekend"].mean == 60
    assert samples["betrouwbaar"] == Sample(20.0, None, 1)
