"""Other choices: the same judgement as the page's own, on other samples and margins."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from admin.certainty.results import Choice
from admin.certainty.sensitivity import by_phone_log, samples, variations, verdicts
from admin.insight.comparison import compare
from admin.insight.evidence import Options
from admin.insight.phone_figures import phone_figures
from admin.insight.statistics import Sample
from admin.insight.terms import Verdict
from tests.unit.insight import examples
from tests.unit.insight.simulated import organisations


def test_on_the_same_samples_and_margin_the_verdicts_are_the_comparisons_own() -> None:
    for town in organisations(60, 7, teams=2, alike=0.5):
        for margin in (2.5, 5.0, 10.0):
            found = compare(town.evidence, Options(margin=margin))
            again = verdicts(samples(found, "perceived"), samples(found, "measured"), margin)
            assert again == {row.dimension: row.verdict for row in found.dimensions if row.gap.mean is not None}


def test_each_choice_is_what_a_comparison_with_it_tells() -> None:
    town = next(iter(organisations(1, 3, teams=3, alike=0.2)))
    shown, plain = compare(town.evidence, Options()), compare(town.evidence, Options(weighted=False))
    found = {each.choice: each.verdicts for each in variations(shown, plain, {}, None)}
    for choice, options in {
        Choice.HALF_MARGIN: Options(margin=2.5),
        Choice.DOUBLE_MARGIN: Options(margin=10.0),
        Choice.OTHER_WEIGHTS: Options(weighted=False),
    }.items():
        rows = compare(town.evidence, options).dimensions
        assert found[choice] == {row.dimension: row.verdict for row in rows}


def test_other_audits_change_what_hangs_on_them_only() -> None:
    found = examples.full()
    others = {"bekend": Sample(5.0, 5.0, 100), "betrouwbaar": Sample(99.0, 1.0, 100)}
    by_choice = {each.choice: each.verdicts for each in variations(found, None, others, Sample(5.0, 30.0, 4000))}
    assert Choice.OTHER_WEIGHTS not in by_choice
    assert by_choice[Choice.EQUAL_CRITERIA] == {
        "bekend": Verdict.MORE_POSITIVE,
        "betrouwbaar": Verdict.MORE_CRITICAL,
    }
    assert by_choice[Choice.PHONE_LOG] == {"bereikbaar": Verdict.MORE_POSITIVE}


def test_a_b_that_may_not_be_shown_has_no_verdict_by_any_choice() -> None:
    found = variations(examples.too_few(), examples.too_few(), {"bekend": Sample(5.0, 5.0, 100)}, Sample(5.0, 9.0, 99))
    assert {each.choice for each in found} == set(Choice)
    assert not any(each.verdicts for each in found)
    assert not any(each.verdicts for each in variations(examples.without_audits(), None, {}, None))


def test_the_phone_logs_score_is_that_of_its_calls_one_by_one() -> None:
    rng = np.random.default_rng(2021)
    answered = rng.random(4000) < 0.8
    waits = rng.integers(0, 250, int(answered.sum()))
    log = replace(
        examples.PHONE_LOG,
        offered=len(answered),
        answered=len(waits),
        wait_n=len(waits),
        wait_sum=int(waits.sum()),
        wait_sumsq=int((waits**2).sum()),
        within_n=int((waits <= 30).sum()),
        between_n=int(((waits > 30) & (waits < 180)).sum()),
        between_sum=int(waits[(waits > 30) & (waits < 180)].sum()),
        between_sumsq=int((waits[(waits > 30) & (waits < 180)] ** 2).sum()),
    )
    scores = np.zeros(len(answered))
    scores[answered] = (100 * 2 + np.clip((180 - waits) / 150 * 100, 0, 100)) / 3

    found = by_phone_log(phone_figures(log, 10), 2.0, 1.0)

    assert found is not None
    assert found.n == 4000
    assert (found.mean, found.sd) == pytest.approx((scores.mean(), scores.std()), rel=1e-3)


def test_a_requirement_that_is_off_does_not_count() -> None:
    figures = phone_figures(examples.PHONE_LOG, 10)
    answered, waiting = by_phone_log(figures, 1.0, 0.0), by_phone_log(figures, 0.0, 1.0)
    assert answered is not None
    assert waiting is not None
    assert answered.mean == pytest.approx(figures.answered_share.share)
    assert waiting.mean == figures.wait_score.mean
    assert by_phone_log(figures, 0.0, 0.0) is None
    assert by_phone_log(replace(figures, offered=1), 1.0, 1.0) is None
