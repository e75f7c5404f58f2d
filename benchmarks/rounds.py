"""Interleaved rounds, so that whatever else the machine does falls on all that is compared; and pinned cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final, TypeVar

Figure = TypeVar("Figure")

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


@dataclass(frozen=True, slots=True)
class Pace:
    """How many a second: by the clock, and by a process's own processor time, which a busy machine leaves alone."""

    by_clock: float
    by_processor: float


def processor_seconds(process: int | str = "self") -> float:
    """Processor time that a process has used."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


def pace(work: Callable[[], object], number: int, process: int | str = "self") -> Pace:
    """The pace of `process` while `work` has it do something `number` times."""
    used, start = processor_seconds(process), perf_counter()
    work()
    return Pace(number / (perf_counter() - start), number / (processor_seconds(process) - used))


def interleaved(works: Mapping[str, Callable[[], Figure]], rounds: int) -> dict[str, list[Figure]]:
    """What each work gives in each round; one round that doesn't count goes before."""
    found: dict[str, list[Figure]] = {name: [] for name in works}
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
