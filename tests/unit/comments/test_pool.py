"""Which comments may be shown together, and in which order."""

from __future__ import annotations

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from admin.comments.pool import MOST, Comment, by_reason, extent, shuffled
from admin.insight.blocks import Span, place
from survey.database import NO_TEAM

LEAST = 10
KEY = b"k" * 32


def _comment() -> Comment:
    return Comment(uuid4(), place("2025-01", NO_TEAM), "nl", "tekst")


def test_too_few_comments_are_not_shown() -> None:
    assert extent({place("2025-01", NO_TEAM): 9}, Span(), LEAST) is None
    assert extent({}, Span(), LEAST) is None


def test_a_view_keeps_to_the_latest_whole_months() -> None:
    counts = {place(month, NO_TEAM): MOST // 2 for month in ("2025-01", "2025-02", "2025-03")}
    found = extent(counts, Span(), LEAST)
    assert found is not None
    assert (found.first, found.last, found.is_shortened) == ("2025-02", "2025-03", True)
    assert found.places == {place("2025-02", NO_TEAM), place("2025-03", NO_TEAM)}


def test_one_month_is_always_read_however_many() -> None:
    found = extent({place("2025-01", NO_TEAM): MOST * 3}, Span(), LEAST)
    assert found is not None
    assert not found.is_shortened


def test_a_small_team_is_no_list_of_its_own() -> None:
    small, large = UUID(int=1), UUID(int=2)
    counts = {place("2025-01", small): 4, place("2025-01", large): 40}
    assert extent(counts, Span(team_id=small), LEAST) is None
    everybody, team = extent(counts, Span(), LEAST), extent(counts, Span(team_id=large), LEAST)
    assert everybody is not None
    assert team is not None
    assert everybody.places == team.places, "else the small team follows by subtraction"


def test_the_order_is_that_of_the_key() -> None:
    comments = [_comment() for _ in range(50)]
    assert shuffled(comments, KEY) == shuffled(comments[::-1], KEY)
    assert shuffled(comments, KEY) != shuffled(comments, b"x" * 32)
    assert shuffled(comments, KEY) != sorted(comments, key=lambda each: each.key)


@given(st.lists(st.sets(st.sampled_from(["a", "b", "c"])), max_size=60))
def test_lists_by_reason_are_disjoint_and_large(ticked: list[set[str]]) -> None:
    comments = {_comment(): reasons for reasons in ticked}
    lists = by_reason(comments, {each.key: reasons for each, reasons in comments.items()}, LEAST, KEY)
    listed = [each for found in lists.values() for each in found]
    assert len(listed) == len(set(listed))
    assert all(len(found) >= LEAST for found in lists.values())
    assert all(reason in comments[each] for reason, found in lists.items() for each in found)
    outside = len(comments) - len(listed)
    assert outside == 0 or outside >= LEAST or not lists
