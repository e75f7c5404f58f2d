"""The funnel holds the steps that are known, in their order."""

from __future__ import annotations

from dataclasses import replace

from admin.insight.funnel import STEPS, funnel
from admin.insight.results import FunnelStep, ResponseRate

RATE = ResponseRate(1000, 600, 150, 25.0, 21.7, 28.6, hidden=False)


def test_what_is_not_counted_is_left_out() -> None:
    assert funnel(RATE, {}) == (
        FunnelStep("contacts", 1000),
        FunnelStep("invited", 600),
        FunnelStep("answered", 150),
    )


def test_further_steps_come_in_their_place() -> None:
    found = funnel(RATE, {"opened": 300, "eligible": 800, "delivered": 590})
    assert tuple(step.step for step in found) == STEPS
    assert [step.count for step in found] == [1000, 800, 600, 590, 300, 150]


def test_too_few_answers_stay_hidden() -> None:
    hidden = replace(RATE, answered=None, rate=None, low=None, high=None, hidden=True)
    assert funnel(hidden, {})[-1] == FunnelStep("answered", None, hidden=True)


def test_where_no_rate_is_known_there_is_no_funnel() -> None:
    assert funnel(None, {"opened": 3}) == ()
