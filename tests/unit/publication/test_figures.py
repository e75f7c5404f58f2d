from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from admin.insight.terms import HIDDEN, Period, Score
from admin.publication.figures import figures, may_replace

MADE = datetime(2026, 4, 22, tzinfo=UTC)
PERIOD = Period(date(2025, 4, 1), date(2026, 3, 31))
KEY = ("bekend", "perceived")


def test_a_smallest_group_that_was_raised_hides_what_was_kept() -> None:
    kept = {KEY: Score(70.0, 60.0, 80.0, None, 12)}
    assert figures(PERIOD, MADE, kept, 12).dimensions[0].perceived == kept[KEY]
    assert figures(PERIOD, MADE, kept, 13).dimensions[0].perceived is HIDDEN
    assert not figures(PERIOD, MADE, kept, 13).has_answers


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        ((70.0, 20), (70.0, 20), True),
        ((70.0, 20), (71.0, 21), False),
        ((70.0, 20), (71.0, 19), False),
        ((70.0, 20), (69.0, 20), False),
        ((70.0, 20), (71.0, 30), True),
        ((70.0, 20), None, True),
        (None, (70.0, 10), True),
        (None, None, True),
    ],
)
def test_scores_follow_each_other_only_by_whole_groups(
    old: tuple[float, int] | None, new: tuple[float, int] | None, allowed: bool
) -> None:
    before, after = ({KEY: Score(each[0], n=each[1])} if each else {} for each in (old, new))
    assert may_replace(before, after, 10) is allowed
