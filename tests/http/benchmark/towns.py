"""Organisations that compare themselves, each with a score of its own."""

from __future__ import annotations

from datetime import timedelta

from tests.http.insight import opinions
from tests.http.insight.opinions import Town
from tests.http.publication.places import town, turned, until


def taking_part(number: int = 6, *, first: int = 0, switched_on: bool = True) -> list[Town]:
    """So many organisations; the means of their answers rise by 2.5 points from 50."""
    return [turned(_with_mean(place), benchmark=switched_on) for place in range(first, first + number)]


def _with_mean(place: int) -> Town:
    """Twenty answers, `place` times two of them one step above 50."""
    made = town(f"stad{place}", answers=0)
    day = until() - timedelta(days=30)
    opinions.answer(made, day=day, times=20 - 2 * place, value=3)
    opinions.answer(made, day=day, times=2 * place, value=4)
    return made


MEANS = tuple(50 + 2.5 * place for place in range(10))
