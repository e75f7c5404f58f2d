"""From contact to answer: the steps that are known, in their order. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from admin.insight.results import FunnelStep, ResponseRate

STEPS: Final = ("contacts", "eligible", "invited", "delivered", "opened", "answered")


def funnel(rate: ResponseRate | None, further: Mapping[str, int]) -> tuple[FunnelStep, ...]:
    """The steps in order, each with its number; what is not known (nobody counts it yet) is left out.

    `further` holds the numbers of steps beside contacts, invited and answered. Empty without a response rate.
    """
    if rate is None:
        return ()
    known: dict[str, int | None] = {
        **further,
        "contacts": rate.contacts,
        "invited": rate.invited,
        "answered": rate.answered,
    }
    return tuple(
        FunnelStep(step, known[step], hidden=step == "answered" and rate.hidden) for step in STEPS if step in known
    )
