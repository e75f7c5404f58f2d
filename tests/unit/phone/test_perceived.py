"""From which waiting time perceived bereikbaar falls: by published tests, and never from a small group."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_ind
from statsmodels.stats.multitest import multipletests

from admin.insight.atoms import Place
from admin.insight.statistics import Sample, mean_interval
from admin.phone.perceived import Answers, falls_from, perceived, sample
from survey.intake.waits import WIDE

A, B = UUID(int=1), UUID(int=2)
JANUARY = Place("2026-01", A, "phone")
HAPPY, GLUM = (0, 2, 8, 30, 40), (20, 30, 20, 8, 2)
SPREAD = st.lists(st.lists(st.integers(0, 12), min_size=5, max_size=5), min_size=5, max_size=5)


def everything(place: Place) -> bool:
    return True


def points(numbers: Answers) -> list[float]:
    return [25.0 * step for step, number in enumerate(numbers) for _ in range(number)]


@pytest.mark.usefixtures("frozen")
@given(SPREAD)
def test_the_fall_is_that_of_welch_and_holm(numbers: list[list[int]]) -> None:
    samples = [sample(each, 10) for each in numbers]
    shown = [place for place, found in enumerate(samples) if found is not None]
    scores = {place: points(numbers[place]) for place in shown}
    if len(shown) < 2 or any(np.std(found) == 0 for found in scores.values()):
        return
    best = max(shown, key=lambda place: np.mean(scores[place]))
    pairs = list(combinations(shown, 2))
    p_values = [ttest_ind(scores[a], scores[b], equal_var=False).pvalue for a, b in pairs]
    adjusted = dict(zip(pairs, multipletests(p_values, method="holm")[1], strict=True))
    expected = [place for place in shown if place > best and adjusted[best, place] < 0.05]
    assert falls_from(samples, best) == min(expected, default=None)


def test_means_and_intervals_are_those_of_bounded_scores() -> None:
    found = perceived({0: {JANUARY: HAPPY}, 1: {JANUARY: GLUM}}, everything, 10)
    score, scores = found.classes[0].score, points(HAPPY)
    interval = mean_interval(Sample(float(np.mean(scores)), float(np.std(scores, ddof=1)), 80))
    assert interval is not None
    assert score.n == 80
    assert score.mean == pytest.approx(np.mean(scores))
    assert score.low == pytest.approx(interval.low)
    assert score.high == pytest.approx(interval.high)
    assert (found.best, found.falls_from) == (0, 1)


def test_equal_classes_seldom_seem_to_differ() -> None:
    chance = np.random.default_rng(11)
    told = 0
    for _ in range(400):
        samples = [sample(chance.multinomial(60, [0.1, 0.15, 0.25, 0.3, 0.2]).tolist(), 10) for _ in WIDE]
        best = max(WIDE, key=lambda place: samples[place].mean)  # type: ignore[union-attr]
        told += falls_from(samples, best) is not None
    assert told <= 0.05 * 400


def test_a_shorter_wait_with_a_lower_score_is_no_fall() -> None:
    assert perceived({0: {JANUARY: GLUM}, 1: {JANUARY: HAPPY}}, everything, 10).falls_from is None


def test_classes_have_the_edges_that_answers_carry() -> None:
    classes = perceived({}, everything, 10).classes
    edges = [(0, 30), (31, 60), (61, 120), (121, 300), (301, None)]
    assert [(found.above, found.up_to) for found in classes] == edges
    assert all(found.score.hidden for found in classes)


def numbers(answers: dict[Place, int], holds: Callable[[Place], bool]) -> int | None:
    spread = {place: (0, 0, 0, number, 0) for place, number in answers.items()}
    return perceived({2: spread}, holds, 10).classes[2].score.n


def test_a_class_is_shown_by_whole_atoms_of_its_own() -> None:
    answers = {JANUARY: 30, JANUARY._replace(month="2026-02"): 4, JANUARY._replace(month="2026-03"): 7}
    assert numbers(answers, everything) == 41
    assert numbers(answers, lambda place: place.month < "2026-03") == 30
    assert numbers(answers, lambda place: place.month > "2026-01") == 11
    assert numbers(answers, lambda place: place.month == "2026-03") is None


def test_a_teams_few_answers_are_not_the_difference_of_two_views() -> None:
    answers = {JANUARY: 30, JANUARY._replace(team_id=B): 4}
    assert numbers(answers, everything) == 30
    assert numbers(answers, lambda place: place.team_id == A) == 30
