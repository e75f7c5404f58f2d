"""`python -m benchmarks`: every figure beside its limit. Ratios hold on any machine; the figures are of this one."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import comparisons, eligibility, imports, pages, sending, submissions
from benchmarks.databases import places
from benchmarks.lines import Line
from benchmarks.rounds import CLIENT_CORE, SERVER_CORE


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured: requests a round, rounds, numbers of answers, rows of the import, contacts to decide on."""

    requests: int
    rounds: int
    sizes: tuple[int, ...]
    rows: int
    contacts: int


USUAL: Final = Extent(400, 7, (10_000, 1_000_000, 5_000_000), 20_000, 100_000)
QUICK: Final = Extent(100, 3, (10_000, 200_000), 5_000, 10_000)


def main() -> None:
    """Measure, print a line as soon as it is known, and say at the end which aims were missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer requests, and no millions of answers")
    extent = QUICK if parser.parse_args().quick else USUAL
    print(f"Worker on core {SERVER_CORE}, client on core {CLIENT_CORE}; load {os.getloadavg()[0]:.1f} before we began.")
    print(f"{'what':<58} {'ratio':>7}  {'figure':>13} / {'limit':<34} aim")
    missed = [line for line in _printed(_lines(extent)) if line.is_missed]
    print(f"{len(missed)} aims missed." if missed else "Every aim met.")
    for line in missed:
        print(f"  {line.what}: {line.ratio:.2f}, aim {line.aim}")


def _printed(lines: Iterator[Line]) -> Iterator[Line]:
    for line in lines:
        print(line)
        sys.stdout.flush()
        yield line


def _lines(extent: Extent) -> Iterator[Line]:
    with tempfile.TemporaryDirectory(prefix="klankbord-bench-") as name, places(Path(name)) as both:
        folder = Path(name)
        for place in both:
            yield from pages.lines(place, folder, extent.requests, extent.rounds)
        for place in both:
            yield from submissions.lines(place, folder, extent.requests, extent.rounds)
        for place in both:
            yield from imports.lines(place, extent.rows, extent.rounds)
        for place in both:
            yield from eligibility.lines(place, extent.contacts, extent.rounds)
        for place in both:
            yield from comparisons.lines(place, folder, extent.sizes, extent.rounds)
        for place in both:
            yield from sending.lines(place, extent.requests, extent.rounds)


if __name__ == "__main__":
    main()
