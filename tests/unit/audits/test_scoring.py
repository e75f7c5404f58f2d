"""What an auditor fills in becomes a score of 0-100, by the scale of the criterion."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.audits.scoring import EXPECTED, Scored, dimension_scores, score, seconds_score
from survey import dimensions
from survey.criteria.catalogue import BY_CODE, CATALOGUE, Criterion
from survey.intake.cells import Cell, CellFault

YES_NO = BY_CODE["bekend.samenvatting"]
PARTLY = BY_CODE["behulpzaam.antwoord"]
MARK = BY_CODE["bekend.behoefte"]
SECONDS = BY_CODE["bereikbaar.wachttijd"]


@pytest.mark.parametrize("cell", ["ja", "Ja ", "yes", "J", "y", "1", "true", "waar", 1, 1.0, True])
def test_yes_is_100_on_both_scales(cell: Cell) -> None:
    assert score(cell, YES_NO) == score(cell, PARTLY) == Scored(1.0, 100.0)


@pytest.mark.parametrize("cell", ["nee", "NO", "n", "0", "false", "onwaar", 0, 0.0, False])
def test_no_is_0_on_both_scales(cell: Cell) -> None:
    assert score(cell, YES_NO) == score(cell, PARTLY) == Scored(0.0, 0.0)


@pytest.mark.parametrize("cell", ["deels", "Gedeeltelijk", "partly", "0.5", "0,5", 0.5])
def test_partly_is_50_where_it_is_allowed(cell: Cell) -> None:
    assert score(cell, PARTLY) == Scored(0.5, 50.0)
    with pytest.raises(CellFault):
        score(cell, YES_NO)


@pytest.mark.parametrize(
    ("cell", "mark", "points"),
    [(1, 1.0, 0.0), ("10", 10.0, 100.0), ("5,5", 5.5, 50.0), ("5.5", 5.5, 50.0), (7, 7.0, 200 / 3)],
)
def test_a_mark_runs_from_0_at_1_to_100_at_10(cell: Cell, mark: float, points: float) -> None:
    found = score(cell, MARK)
    assert found.value == mark
    assert found.score == pytest.approx(points)


@pytest.mark.parametrize(
    ("cell", "seconds", "points"),
    [
        (0, 0, 100.0),
        ("30", 30, 100.0),
        (105, 105, 50.0),
        ("1:45", 105, 50.0),
        ("12:02:23 AM", 143, 37 / 1.5),
        (time(0, 3), 180, 0.0),
        (timedelta(minutes=4), 240, 0.0),
    ],
)
def test_seconds_fall_from_the_norm_to_the_limit(cell: Cell, seconds: float, points: float) -> None:
    found = score(cell, SECONDS)
    assert found.value == seconds
    assert found.score == pytest.approx(points)


@pytest.mark.parametrize(
    ("criterion", "cell"),
    [
        (YES_NO, "misschien"),
        (YES_NO, 2),
        (YES_NO, "-"),
        (PARTLY, 0.4),
        (MARK, 0),
        (MARK, 10.5),
        (MARK, 7.3),
        (MARK, "zeven"),
        (MARK, True),
        (MARK, datetime(2026, 5, 7)),  # noqa: DTZ001 - how a spreadsheet gives "7.5" that it took for a date
        (SECONDS, -1),
        (SECONDS, "lang"),
        (SECONDS, 90_000),
    ],
)
def test_anything_else_is_refused_with_what_the_scale_expects(criterion: Criterion, cell: Cell) -> None:
    with pytest.raises(CellFault) as fault:
        score(cell, criterion)
    assert fault.value.expected == EXPECTED[criterion.scale]


def test_a_duration_without_norm_and_limit_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match=r"bereikbaar\.x"):
        score(5, Criterion("bereikbaar.x", "seconds", "", ""))


@given(st.floats(0, 86_399), st.floats(0, 86_399))
def test_waiting_longer_never_scores_higher(one: float, other: float) -> None:
    shorter, longer = sorted((one, other))
    assert 0 <= seconds_score(longer, 30, 180) <= seconds_score(shorter, 30, 180) <= 100


def test_a_dimension_is_the_weighted_mean_of_what_was_scored() -> None:
    criteria = (
        Criterion("bekend.a", "yes_no", "", "", weight=3.0),
        Criterion("bekend.b", "yes_no", "", "", weight=1.0),
        Criterion("bekend.c", "yes_no", "", "", weight=9.0),
        Criterion("beleefd.a", "mark", "", ""),
    )
    found = dimension_scores({"bekend.a": 100.0, "bekend.b": 0.0, "beleefd.a": 40.0}, criteria)
    assert dict(zip(dimensions.CODES, found, strict=True)) == {
        "bekend": 75.0,
        "bereikbaar": None,
        "beleefd": 40.0,
        "behulpzaam": None,
        "betrouwbaar": None,
    }


@given(
    st.dictionaries(st.sampled_from([each.code for each in CATALOGUE]), st.floats(0, 100)),
    st.lists(st.floats(0.01, 1000), min_size=len(CATALOGUE), max_size=len(CATALOGUE)),
)
def test_a_dimension_stays_among_its_criteria(scores: dict[str, float], weights: list[float]) -> None:
    criteria = [
        Criterion(each.code, each.scale, "", "", each.norm, each.limit, weight)
        for each, weight in zip(CATALOGUE, weights, strict=True)
    ]
    for code, found in zip(dimensions.CODES, dimension_scores(scores, criteria), strict=True):
        own = [value for criterion, value in scores.items() if criterion.startswith(f"{code}.")]
        assert found is None if not own else found is not None and min(own) <= found <= max(own)


@given(st.dictionaries(st.sampled_from([each.code for each in CATALOGUE]), st.floats(0, 100), min_size=1))
def test_equal_weights_give_the_plain_mean(scores: dict[str, float]) -> None:
    for code, found in zip(dimensions.CODES, dimension_scores(scores, CATALOGUE), strict=True):
        own = [value for criterion, value in scores.items() if criterion.startswith(f"{code}.")]
        assert found == (pytest.approx(fmean(own)) if own else None)
