"""Counts become shares of the right calls; hours with few calls have no figures."""

from __future__ import annotations

import pytest
from statsmodels.stats.proportion import proportion_confint

from admin.phone.figures import added, hours, line, service

COUNTS = {
    "answer_known": 100, "answered": 81, "resolved_known": 80, "resolved": 60, "transferred_known": 40,
    "transferred": 5, "wait_n": 81, "wait_sum": 5400, "within_n": 15,
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "part", "whole"),
    [("not_answered", 19, 100), ("within", 15, 81), ("transferred", 5, 40), ("resolved", 60, 80)],
)
def test_shares_have_wilsons_interval(name: str, part: int, whole: int) -> None:
    found = getattr(service(COUNTS), name)
    low, high = proportion_confint(part, whole, method="wilson")
    assert (found.share, found.n) == (pytest.approx(100 * part / whole), whole)
    assert (found.low, found.high) == (pytest.approx(100 * low), pytest.approx(100 * high))


def test_what_is_not_known_has_no_figure() -> None:
    found = service({})
    assert (found.offered, found.wait_mean, found.not_answered.share, found.within.n) == (0, None, None, 0)
    assert service(COUNTS).wait_mean == pytest.approx(5400 / 81)
    assert line("x", {}, {}).median.seconds is None


def test_an_hour_with_few_calls_is_named_without_figures() -> None:
    found = hours({(4, 16): {"answer_known": 4, "answered": 4}, (0, 9): {"answer_known": 5, "answered": 2}, (0, 8): {}})
    assert [(hour.weekday, hour.hour, hour.service is None) for hour in found] == [(0, 9, False), (4, 16, True)]


def test_classes_add_up() -> None:
    assert added([{1: 2, 3: 1}, {3: 4}]) == {1: 2, 3: 5}
