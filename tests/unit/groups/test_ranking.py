"""Places are ranges and a mean is a mean: noise makes no order, and what differs for certain is found."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from admin.groups.ranking import against_mean, places
from admin.groups.results import Against
from admin.insight.statistics import holm, sample_from_values
from admin.insight.terms import HIDDEN, Score


def score(mean: float, sd: float = 20.0, n: int = 100) -> Score:
    return Score(mean, None, None, sd, n, float(n))


def of_values(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Score:
    sample = sample_from_values(values.tolist())
    assert sample is not None
    return Score(sample.mean, None, None, sample.sd, len(values), sample.n)


def test_groups_far_apart_have_one_place_each() -> None:
    assert places({"low": score(40), "high": score(80), "middle": score(60)}) == {
        "low": (3, 3),
        "high": (1, 1),
        "middle": (2, 2),
    }


def test_groups_close_together_share_all_places() -> None:
    assert set(places({name: score(70 + step) for step, name in enumerate("abcd")}).values()) == {(1, 4)}


def test_a_group_can_overlap_with_two_that_differ() -> None:
    found = places({"low": score(66), "middle": score(71), "high": score(76)})
    assert found == {"low": (2, 3), "middle": (1, 3), "high": (1, 2)}


def test_every_pair_is_scipys_welch_test_adjusted_by_holm() -> None:
    """Places follow from ttest_ind(equal_var=False) on the single values."""
    rng = np.random.default_rng(8)
    for _ in range(100):
        raw = {name: np.clip(rng.normal(rng.uniform(55, 80), 20, rng.integers(12, 60)), 0, 100) for name in "abcd"}
        pairs = [(a, b) for place, a in enumerate(raw) for b in list(raw)[place + 1 :]]
        p_values = holm([float(stats.ttest_ind(raw[a], raw[b], equal_var=False).pvalue) for a, b in pairs])
        sure = [pair for pair, p in zip(pairs, p_values, strict=True) if p < 0.05]
        found = places({name: of_values(values) for name, values in raw.items()})
        for name, values in raw.items():
            others = [a if b == name else b for a, b in sure if name in {a, b}]
            above = sum(raw[other].mean() > values.mean() for other in others)
            assert found[name] == (1 + above, 4 - (len(others) - above))


def test_no_order_is_made_out_of_noise() -> None:
    """Under no difference at all an order is claimed in at most 5 % of 1,000 organisations of six teams."""
    rng = np.random.default_rng(12)
    wrong = 0
    for _ in range(1000):
        teams = {f"team {n}": of_values(np.clip(rng.normal(75, 25, rng.integers(15, 80)), 0, 100)) for n in range(6)}
        wrong += set(places(teams).values()) != {(1, 6)}
    assert wrong <= 62, "5 % and two standard errors"


def test_nobody_differs_from_the_mean_by_noise() -> None:
    rng = np.random.default_rng(13)
    wrong = 0
    for _ in range(1000):
        teams = {f"team {n}": of_values(np.clip(rng.normal(75, 25, rng.integers(15, 80)), 0, 100)) for n in range(6)}
        wrong += set(against_mean(teams).values()) != {Against.ALIKE}
    assert wrong <= 62, "5 % and two standard errors"


def test_two_groups_beside_their_mean_is_welchs_test() -> None:
    """Each lies half the difference from the mean of two: the same test, twice (Holm doubles p)."""
    rng = np.random.default_rng(9)
    for _ in range(200):
        a, b = (np.clip(rng.normal(mean, 20, rng.integers(12, 60)), 0, 100) for mean in (66, 76))
        p = min(1.0, 2 * float(stats.ttest_ind(a, b, equal_var=False).pvalue))
        found = against_mean({"a": of_values(a), "b": of_values(b)})
        assert (found["a"] is not Against.ALIKE) == (p < 0.05)
        assert (found["a"] is Against.ALIKE) == (found["b"] is Against.ALIKE)


def test_who_is_far_from_the_mean_is_told() -> None:
    found = against_mean({"low": score(50), "a": score(70), "b": score(71), "high": score(90)})
    assert found == {"low": Against.LOWER, "a": Against.ALIKE, "b": Against.ALIKE, "high": Against.HIGHER}


@pytest.mark.parametrize(
    "scores", [{}, {"a": score(70)}, {"a": score(70), "b": HIDDEN}, {"a": Score(n=0), "b": HIDDEN}]
)
def test_alone_there_is_nothing_to_stand_beside(scores: dict[str, Score]) -> None:
    assert against_mean(scores) == {}


def test_hidden_scores_and_scores_without_a_spread_take_no_part() -> None:
    one_case = Score(90.0, None, None, None, 1, 1.0)
    found = places({"a": score(70), "b": HIDDEN, "c": score(30), "d": one_case})
    assert found == {"a": (1, 1), "c": (2, 2)}


def test_everybody_the_same_is_no_certainty() -> None:
    """A group of equal answers counts as if one of them lay one step off."""
    found = places({"a": score(100, sd=0, n=10), "b": score(100, sd=0, n=10)})
    assert set(found.values()) == {(1, 2)}
