"""Interleaved rounds, so that whatever else the machine does falls on all that is compared; and pinned cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from time import perf_counter
from typing import Final

CORES: Final = sorted(os.sched_getaffinity(0))
SERVER_CORE: Final = CORES[0]
CLIENT_CORE: Final = CORES[-1]


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """Keep this process, and what it starts, on one core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def interleaved(works: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """What each work gives in each round; one round that doesn't count goes before."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            figure = work()
            if number:
                found[name].append(figure)
    return found


def ratio(figures: list[float], limits: list[float]) -> float:
    """The median over the rounds of figure / limit."""
    return median(figure / limit for figure, limit in zip(figures, limits, strict=True))


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes."""
    start = perf_counter()
    work()
    return perf_counter() - start
