"""No small group can be seen, nor had by subtraction."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from admin.insight.suppression import hidden_groups

COUNTS = st.dictionaries(st.integers(0, 20), st.integers(0, 60), max_size=12)


def test_large_groups_are_all_shown() -> None:
    assert hidden_groups({"jan": 10, "feb": 30}, 10) == frozenset()


def test_one_small_group_takes_the_smallest_shown_with_it() -> None:
    assert hidden_groups({"jan": 40, "feb": 3, "mar": 12, "apr": 30}, 10) == {"feb", "mar"}


def test_small_groups_that_are_enough_together_need_no_other() -> None:
    assert hidden_groups({"jan": 40, "feb": 6, "mar": 7}, 10) == {"feb", "mar"}


def test_a_group_of_nobody_is_hidden_alone() -> None:
    assert hidden_groups({"jan": 40, "feb": 0}, 10) == {"feb"}


def test_everything_is_hidden_where_all_together_are_too_few() -> None:
    assert hidden_groups({"jan": 4, "feb": 3}, 10) == {"jan", "feb"}
    assert hidden_groups({}, 10) == frozenset()


def test_a_large_group_that_must_be_hidden_takes_another_with_it() -> None:
    assert hidden_groups({"jan": 40, "feb": 50, "mar": 45}, 10, {"jan"}) == {"jan", "mar"}
    assert hidden_groups({"jan": 40, "feb": 50, "mar": 45}, 10, {"jan", "feb"}) == {"jan", "feb"}


@given(COUNTS, st.integers(5, 30))
def test_what_can_be_had_by_subtraction_is_nobody_or_enough(counts: dict[int, int], least: int) -> None:
    hidden = hidden_groups(counts, least)
    together = sum(counts[key] for key in hidden)
    assert all(counts[key] >= least for key in counts if key not in hidden)
    assert together == 0 or together >= least or hidden == counts.keys()
