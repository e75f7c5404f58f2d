"""Classes of waiting times have the edges that they say."""

from __future__ import annotations

import pytest

from survey.intake.waits import LAST, WIDE, fine_class, wide_class


@pytest.mark.parametrize(
    ("seconds", "wide"),
    [(None, None), (0, 0), (30, 0), (31, 1), (60, 1), (61, 2), (120, 2), (121, 3), (300, 3), (301, 4), (86_399, 4)],
)
def test_the_class_on_an_answer_is_wide(seconds: int | None, wide: int | None) -> None:
    assert wide_class(seconds) == wide
    assert wide is None or wide in WIDE


@pytest.mark.parametrize(
    ("seconds", "fine"), [(0, 0), (4, 0), (5, 1), (29, 5), (30, 6), (599, 119), (600, LAST), (86_399, LAST)]
)
def test_the_class_for_percentiles_is_five_seconds_wide(seconds: int, fine: int) -> None:
    assert fine_class(seconds) == fine
