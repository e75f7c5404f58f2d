"""The course of messages by day, and the bars of its chart."""

from collections import Counter
from datetime import date

import pytest

from admin.delivery.figures import HEIGHT, WIDTH, Cell, bars, by_day, faults, totals

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 4)
CELLS = [
    Cell(FIRST, "email", "sent", "", 30),
    Cell(FIRST, "email", "failed", "refused", 2),
    Cell(FIRST, "email", "failed", "no_mailbox", 8),
    Cell(FIRST, "sms", "opened", "", 5),
    Cell(LAST, "email", "sent", "", 20),
    Cell(LAST, "sms", "failed", "no_mailbox", 8),
]


def test_a_line_for_each_day_and_means_the_newest_first() -> None:
    found = [(line.day, line.means, line.events) for line in by_day(CELLS)]
    assert found == [
        (LAST, "email", Counter(sent=20)),
        (LAST, "sms", Counter(failed=8)),
        (FIRST, "email", Counter(sent=30, failed=10)),
        (FIRST, "sms", Counter(opened=5)),
    ]


def test_all_days_together() -> None:
    assert totals(CELLS) == Counter(sent=50, failed=18, opened=5)


def test_the_most_frequent_fault_comes_first() -> None:
    assert faults(CELLS) == [("email", "no_mailbox", 8), ("sms", "no_mailbox", 8), ("email", "refused", 2)]


@pytest.mark.parametrize("rtl", [False, True])
def test_a_bar_for_each_day_with_failed_on_top_of_sent(rtl: bool) -> None:
    found, most = bars(CELLS, FIRST, LAST, rtl=rtl)
    assert most == 40
    assert [bar.left for bar in found] == [0, WIDTH / 4, WIDTH / 2, WIDTH * 3 / 4]
    first, *between, last = reversed(found) if rtl else found
    assert (first.sent_top, first.sent_height) == (HEIGHT / 4, HEIGHT * 3 / 4)
    assert (first.failed_top, first.failed_height) == (0, HEIGHT / 4)
    assert (last.sent_height, last.failed_height) == (HEIGHT / 2, HEIGHT / 5)
    assert all(bar.sent_height == bar.failed_height == 0 for bar in between)


def test_a_period_without_messages_has_flat_bars() -> None:
    found, most = bars([], FIRST, LAST, rtl=False)
    assert most == 0
    assert {bar.sent_height + bar.failed_height for bar in found} == {0}
