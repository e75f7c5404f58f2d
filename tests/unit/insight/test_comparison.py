"""What a comparison says: verdicts, quadrants, profile, mark, resolved and response rate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from admin.insight.comparison import compare
from admin.insight.evidence import AuditedCall, Evidence, Options
from admin.insight.results import DimensionComparison, Gap
from admin.insight.statistics import Sample, bounded_difference, mean_interval, sample_from_values
from admin.insight.terms import Quadrant, Verdict
from survey import dimensions
from tests.unit.insight.answers import (
    Answers,
    all_five,
    calls,
    calls_at,
    cell,
    evidence,
    points,
    random_answers,
    response_rate,
    stratum,
)

UNWEIGHTED = Options(weighted=False)


def rows(found: Evidence, options: Options = UNWEIGHTED) -> list[DimensionComparison]:
    return list(compare(found, options).dimensions)


def row(answers: Sequence[Answers], audited: tuple[AuditedCall, ...]) -> DimensionComparison:
    """The comparison of the first B."""
    return rows(evidence(answers, audited))[0]


def sample(values: np.ndarray[Any, np.dtype[np.float64]]) -> Sample:
    found = sample_from_values([float(value) for value in values])
    assert found is not None
    return found


def around(level: int, spread: int, n: int) -> list[dict[str, int | None]]:
    """n citizens: half `spread` above `level`, half below it."""
    return [all_five(level + (spread if index % 2 else -spread)) for index in range(n)]


@pytest.mark.parametrize("seed", range(6))
def test_gaps_are_differences_of_bounded_means_adjusted_by_holm(seed: int) -> None:
    rng = np.random.default_rng(seed)
    answers = random_answers(rng, 80, missing=0.15)
    scores = np.clip(rng.normal(70, 15, (40, 5)), 0, 100)
    expected = [
        gap
        for index, code in enumerate(dimensions.CODES)
        if (gap := bounded_difference(sample(points(answers, code)), sample(scores[:, index])))
    ]

    found = rows(evidence(answers, calls(*scores.tolist())))

    assert [b.gap.p for b in found] == pytest.approx([gap.p() for gap in expected])
    adjusted = multipletests([gap.p() for gap in expected], method="holm")[1]
    assert [b.gap.p_adjusted for b in found] == pytest.approx(list(adjusted))
    reach = [gap.interval() for gap in expected]
    assert [(b.gap.low, b.gap.high) for b in found] == [pytest.approx((r.low, r.high)) for r in reach]


def test_a_side_is_stated_with_n_deviation_and_interval() -> None:
    answers = random_answers(np.random.default_rng(2), 50)
    values = points(answers, "bekend")
    expected = mean_interval(sample(values))

    perceived = row(answers, ()).perceived

    assert expected is not None

    assert (perceived.mean, perceived.sd) == pytest.approx((values.mean(), values.std(ddof=1)))
    assert (perceived.low, perceived.high) == pytest.approx((expected.low, expected.high))
    assert (perceived.n, perceived.n_effective, perceived.hidden) == (50, 50, False)


def test_a_small_gap_surely_within_the_margin_is_in_line() -> None:
    found = row(around(4, 1, 400), calls_at(*[74.0, 78.0] * 30))
    assert found.verdict is Verdict.IN_LINE
    assert found.more_responses_needed is None


def test_citizens_more_critical() -> None:
    found = row(around(3, 1, 100), calls_at(*[80.0, 90.0] * 10))
    assert found.gap.mean == pytest.approx(-35)
    assert found.verdict is Verdict.MORE_CRITICAL
    assert found.quadrant is Quadrant.BLIND_SPOT


def test_citizens_more_positive() -> None:
    found = row(around(4, 1, 100), calls_at(*[40.0, 50.0] * 10))
    assert found.verdict is Verdict.MORE_POSITIVE
    assert found.quadrant is Quadrant.GOODWILL_AT_RISK


def test_a_significant_gap_under_the_margin_is_no_verdict_of_its_own() -> None:
    found = row(around(4, 1, 2000), calls_at(*[79.2, 79.8] * 200))
    assert found.gap.p_adjusted is not None
    assert found.gap.p_adjusted < 0.05
    assert found.gap.mean == pytest.approx(-4.5)
    assert found.verdict is not Verdict.MORE_CRITICAL


def test_a_wide_interval_cannot_tell_and_says_how_many_more_would() -> None:
    found = row(around(3, 2, 12), calls_at(*[65.0, 75.0] * 20))
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.more_responses_needed is not None
    assert found.more_responses_needed > 0


def test_holm_can_take_back_what_one_test_alone_would_tell() -> None:
    audited = calls_at(*[62.0, 70.0] * 10)
    some = around(3, 2, 42)
    alone = rows(evidence([{"bekend": answer["bekend"]} for answer in some], audited))[0]
    together = rows(evidence(some, audited))[0]
    assert alone.gap.p == together.gap.p
    assert alone.gap.p_adjusted == alone.gap.p
    assert together.gap.p_adjusted == pytest.approx(5 * (together.gap.p or 0))


@pytest.mark.parametrize(
    ("level", "scored", "expected"),
    [
        (5, 90.0, Quadrant.BOTH_GOOD),
        (4, 75.0, Quadrant.BOTH_GOOD),
        (2, 90.0, Quadrant.BLIND_SPOT),
        (5, 40.0, Quadrant.GOODWILL_AT_RISK),
        (2, 40.0, Quadrant.PRIORITY),
    ],
)
def test_quadrants_against_the_norm(level: int, scored: float, expected: Quadrant) -> None:
    found = row([all_five(level)] * 12, calls_at(scored, scored, scored))
    assert found.quadrant is expected


def test_without_audits_there_is_only_the_perceived_side() -> None:
    for found in rows(evidence(around(3, 1, 30))):
        assert found.perceived.mean == 50
        assert (found.measured.mean, found.measured.n, found.measured.hidden) == (None, 0, False)
        assert (found.gap, found.quadrant, found.verdict) == (Gap(), None, Verdict.CANNOT_TELL)
        assert found.more_responses_needed is None
        assert found.profile_gap.mean is None


def test_without_answers_there_is_only_the_measured_side() -> None:
    for found in rows(evidence((), calls_at(60.0, 70.0, 80.0))):
        assert (found.measured.mean, found.measured.n) == (70, 3)
        assert found.perceived.hidden
        assert found.quadrant is None


def test_nothing_at_all_is_a_comparison_too() -> None:
    found = compare(evidence(strata=()), Options())
    assert all(b.perceived.hidden and b.measured.n == 0 for b in found.dimensions)
    assert response_rate(found).contacts == 0
    assert found.phone_log is None
    assert not any((found.trend, found.criteria, found.advice))


def test_two_audited_calls_are_shown_with_the_width_they_deserve() -> None:
    found = row(around(3, 1, 100), calls_at(70.0, 80.0))
    assert (found.measured.mean, found.measured.n) == (75, 2)
    assert found.measured.low is not None
    assert found.measured.high is not None
    assert found.measured.high - found.measured.low > 75
    assert found.verdict is Verdict.CANNOT_TELL


def test_everybody_alike_on_both_sides_is_not_yet_proof() -> None:
    few = row([all_five(5)] * 10, calls_at(100.0, 100.0))
    assert few.perceived.sd == few.measured.sd == 0
    assert few.verdict is Verdict.CANNOT_TELL
    many = row([all_five(5)] * 300, calls_at(*[100.0] * 60))
    assert many.verdict is Verdict.IN_LINE


def test_a_profile_that_says_otherwise_is_flagged() -> None:
    rng = np.random.default_rng(8)
    answers = [{**all_five(int(low)), "bekend": int(low) + 1} for low in rng.choice([2, 3], 300, p=[0.5, 0.5])]
    audited = calls(*([80.0 + wobble] * 5 for wobble in (-3.0, 0.0, 3.0) * 20))

    found = rows(evidence(answers, audited))

    assert found[0].verdict is Verdict.MORE_CRITICAL
    assert found[0].profile_gap.verdict is Verdict.MORE_POSITIVE
    assert found[0].profile_gap.says_otherwise
    assert not found[1].profile_gap.says_otherwise or found[1].profile_gap.verdict is not found[1].verdict


def test_weighting_moves_the_mean_to_who_called() -> None:
    happy, cross = [all_five(5)] * 40, [all_five(1)] * 10
    strata = (stratum(happy, 100, "Balie"), stratum(cross, 900, "Belastingen"))

    weighted = rows(evidence(strata=strata), Options())[0].perceived
    plain = rows(evidence(strata=strata))[0].perceived

    assert weighted.mean == pytest.approx(10)
    assert plain.mean == pytest.approx(80)
    assert weighted.n == plain.n == 50
    assert weighted.n_effective is not None
    assert weighted.n_effective < 50


def test_the_report_mark_is_given_on_both_scales() -> None:
    marks = [6, 7, 8, 9, 7, 8, 5, 10, 7, 8, 8]
    mark = compare(evidence([{"mark": value} for value in marks]), UNWEIGHTED).mark
    expected = mean_interval(sample(np.array([(value - 1) / 9 * 100 for value in marks])))
    report = mark.report_mark
    assert expected is not None
    low, high = (1 + 9 * limit / 100 for limit in (expected.low, expected.high))
    assert (report.mean, report.sd) == pytest.approx((np.mean(marks), np.std(marks, ddof=1)))
    assert (report.low, report.high) == pytest.approx((low, high))
    assert mark.score.mean == pytest.approx((np.mean(marks) - 1) / 9 * 100)
    assert mark.score.n == len(marks)


def test_resolved_gives_shares_and_wilsons_interval_of_yes() -> None:
    strata = (
        stratum([all_five(4)] * 12, resolved="yes"),
        stratum([all_five(3)] * 5, resolved="partly"),
        stratum([all_five(2)] * 3, resolved="no"),
    )
    found = compare(evidence(strata=strata), UNWEIGHTED).resolved
    assert (found.yes, found.partly, found.no, found.n) == pytest.approx((60, 25, 15, 20))
    low, high = proportion_confint(12, 20, method="wilson")
    assert (found.low, found.high) == pytest.approx((100 * low, 100 * high))


def test_the_response_rate_counts_invited_citizens_only() -> None:
    invited = stratum([all_five(4)] * 30, 500)
    by_link = cell([all_five(2)] * 15, mode="open")
    strata = (invited, stratum([], 700, "Belastingen"), type(invited)(None, "web", 0, by_link))

    rate = response_rate(compare(evidence(strata=strata, invited=200), UNWEIGHTED))

    low, high = proportion_confint(30, 200, method="wilson")
    assert (rate.contacts, rate.invited, rate.answered) == (1200, 200, 30)
    assert (rate.rate, rate.low, rate.high) == pytest.approx((15, 100 * low, 100 * high))


@pytest.mark.parametrize("invited", [0, 11])
def test_no_rate_is_given_without_invitations_enough(invited: int) -> None:
    rate = response_rate(compare(evidence([all_five(4)] * 12, invited=invited), UNWEIGHTED))
    assert (rate.answered, rate.rate, rate.hidden) == (12, None, False)


def test_importance_is_the_correlation_with_the_mark() -> None:
    answers = random_answers(np.random.default_rng(12), 70)
    found = row(answers, ())
    expected = stats.pearsonr([a["bekend"] for a in answers], [a["mark"] for a in answers]).statistic
    assert found.importance == pytest.approx(expected)
    assert found.importance_n == 70


def test_the_bs_can_be_had_by_code() -> None:
    found = compare(evidence(), Options())
    assert found.by_dimension()["beleefd"] is found.dimensions[2]
