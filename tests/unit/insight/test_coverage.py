"""Do 95 % intervals hold the truth, and are verdicts seldom wrong? Thousands of organisations, always the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest

from admin.insight.comparison import compare
from admin.insight.evidence import Options
from admin.insight.results import Comparison
from admin.insight.terms import Verdict
from tests.unit.insight.simulated import Array, Simulated, organisations

BANDS = (10, 20, 50, 100, 200)
"""The least n of each band; the last goes up to 500."""
NEAR_95 = (0.93, 0.97)
MOST_WRONG = 0.05
MARGIN = Options().margin
"""Points: the smallest difference that matters, unless an organisation says otherwise."""
KINDS = ("perceived", "measured", "gap", "profile gap", "share")
ERROR = 3.0
"""Standard errors of a simulated share that a band of a few hundred organisations is allowed."""
SURE = {Verdict.MORE_POSITIVE, Verdict.MORE_CRITICAL}


@dataclass
class Found:
    """Per kind of interval and band whether it held the truth; per band whether an organisation was told wrong."""

    held: defaultdict[tuple[str, int], list[bool]] = field(default_factory=lambda: defaultdict(list))
    wrong: defaultdict[int, list[bool]] = field(default_factory=lambda: defaultdict(list))

    def coverage(self, kind: str, bands: tuple[int, ...] = BANDS) -> float:
        return float(np.mean([hit for band in bands for hit in self.held[kind, band]]))

    def told_wrong(self, bands: tuple[int, ...] = BANDS) -> tuple[float, int]:
        """The share of organisations with equal sides that were told a difference on any B, and their number."""
        told = [hit for band in bands for hit in self.wrong[band]]
        return float(np.mean(told)), len(told)


def chance(number: int) -> float:
    """What chance may add to a share of `MOST_WRONG` in so many organisations."""
    return float(ERROR * np.sqrt(MOST_WRONG * (1 - MOST_WRONG) / number))


def band(n: int) -> int:
    return max(least for least in BANDS if n >= least)


def within(low: float | None, truth: float, high: float | None) -> bool:
    assert low is not None
    assert high is not None
    return low <= truth <= high


def intervals(found: Comparison, of: Simulated) -> Iterator[tuple[str, int, bool]]:
    """Each interval of a comparison: its kind, its band, and whether it holds the truth."""
    gaps: Array = of.perceived - of.measured
    both = band(min(of.n, of.calls))
    for place, row in enumerate(found.dimensions):
        profile = row.profile_gap
        yield "perceived", band(of.n), within(row.perceived.low, of.perceived[place], row.perceived.high)
        yield "measured", band(of.calls), within(row.measured.low, of.measured[place], row.measured.high)
        yield "gap", both, within(row.gap.low, gaps[place], row.gap.high)
        yield "profile gap", both, within(profile.low, gaps[place] - gaps.mean(), profile.high)
    yield "share", band(of.n), within(found.resolved.low, 100 * of.helped, found.resolved.high)


def simulation(number: int, teams: int = 1, alike: float = 1.0) -> Found:
    result = Found()
    for of in organisations(number, 20100114, teams, alike):
        found = compare(of.evidence, Options(weighted=teams > 1))
        for kind, where, hit in intervals(found, of):
            result.held[kind, where].append(hit)
        if of.is_equal:
            told = any(row.verdict in SURE for row in found.dimensions)
            result.wrong[band(min(of.n, of.calls))].append(told)
    return result


@pytest.fixture(scope="module")
def one_team() -> Found:
    return simulation(3000)


@pytest.fixture(scope="module")
def three_teams() -> Found:
    return simulation(1000, teams=3, alike=0.7)


@pytest.mark.parametrize("kind", KINDS)
def test_intervals_hold_the_truth_in_every_band(one_team: Found, kind: str) -> None:
    assert NEAR_95[0] <= one_team.coverage(kind) <= NEAR_95[1]
    for each in BANDS:
        assert NEAR_95[0] <= one_team.coverage(kind, (each,)) <= NEAR_95[1], each


def test_a_difference_that_is_none_is_told_of_one_organisation_in_twenty_at_most(one_team: Found) -> None:
    share, number = one_team.told_wrong()
    assert number == 1500
    assert share <= MOST_WRONG


@pytest.mark.parametrize("least", BANDS)
def test_nor_in_any_band_beyond_chance(one_team: Found, least: int) -> None:
    share, number = one_team.told_wrong((least,))
    assert share <= MOST_WRONG + chance(number)


def told_in_line(apart: float, number: int) -> defaultdict[int, list[bool]]:
    """Per band whether a B was told to be in line whose sides really lie `apart` points from each other."""
    told = defaultdict(list)
    for of in organisations(number, 19870512, apart=apart):
        found = compare(of.evidence, Options(weighted=False))
        for place, row in enumerate(found.dimensions):
            if abs(abs(of.perceived[place] - of.measured[place]) - apart) < 0.01:
                told[band(min(of.n, of.calls))].append(row.verdict is Verdict.IN_LINE)
    return told


def test_a_difference_as_large_as_the_margin_is_seldom_told_as_none() -> None:
    """Two one-sided tests at the edge of the margin, where they are wrong most often (Schuirmann 1987)."""
    told = told_in_line(MARGIN, 1500)
    everywhere = [hit for each in told.values() for hit in each]
    assert len(everywhere) > 5000
    assert np.mean(everywhere) <= MOST_WRONG
    for least, hits in told.items():
        assert np.mean(hits) <= MOST_WRONG + chance(len(hits)), least


def test_sides_that_are_equal_are_told_so_where_there_is_enough() -> None:
    assert np.mean(told_in_line(0.0, 400)[200]) > 0.3


@pytest.mark.parametrize("kind", KINDS)
def test_weighted_intervals_hold_it_too(three_teams: Found, kind: str) -> None:
    assert NEAR_95[0] <= three_teams.coverage(kind) <= NEAR_95[1]
    assert all(three_teams.coverage(kind, (each,)) >= NEAR_95[0] for each in BANDS)


def test_nor_is_more_told_wrong_by_weighted_ones(three_teams: Found) -> None:
    share, number = three_teams.told_wrong()
    assert share <= MOST_WRONG + chance(number)


def test_where_teams_are_worlds_apart_weighted_intervals_are_never_too_narrow() -> None:
    """Kish's number counts the differences between teams as chance, which they are not."""
    far_apart = simulation(400, teams=3, alike=0.0)
    for kind in KINDS:
        assert far_apart.coverage(kind) >= NEAR_95[0]


def test_weighting_removes_what_unequal_response_puts_in() -> None:
    """Unweighted, those who answer readily count for more than their share of the contacts."""
    hits = {True: 0, False: 0}
    for of in organisations(300, 1965, teams=2, alike=0.0):
        for weighted in hits:
            row = compare(of.evidence, Options(weighted=weighted)).dimensions[0]
            hits[weighted] += of.n >= 200 and within(row.perceived.low, of.perceived[0], row.perceived.high)
    large = sum(of.n >= 200 for of in organisations(300, 1965, teams=2, alike=0.0))
    assert hits[True] / large >= NEAR_95[0]
    assert hits[False] / large < 0.85
