"""The table of shares, from the rules and back."""

from __future__ import annotations

import pytest

from admin.asking import shares
from admin.asking.shares import Share, UnusableShares


def test_a_table_is_read_back_as_it_was_the_widest_line_first() -> None:
    kept = {"t1|phone": 10, "*|*": 50, "t1|*": 20, "*|email": 100}
    table = shares.lines(kept)
    assert table[0] == Share("*", "*", "50")
    assert [each.team for each in table] == ["*", "*", "t1", "t1"]
    assert shares.read(table, ["t1"]) == kept


def test_empty_lines_and_teams_that_are_gone_are_left_out() -> None:
    table = shares.sent(["*", "t1", "gone", "*"], ["*", "phone", "*", "pigeon"], ["", " 30 ", "40", "50"])
    assert shares.read(table, ["t1"]) == {"t1|phone": 30}


@pytest.mark.parametrize("percent", ["101", "-1", "1.5", "half", "1000", "9" * 5000])
def test_what_is_no_share_is_refused(percent: str) -> None:
    with pytest.raises(UnusableShares) as caught:
        shares.read([Share("*", "*", percent)], [])
    assert str(caught.value) == shares.NOT_A_SHARE


def test_one_line_for_a_team_and_channel() -> None:
    with pytest.raises(UnusableShares) as caught:
        shares.read([Share("*", "phone", "1"), Share("*", "phone", "2")], [])
    assert str(caught.value) == shares.TWICE
