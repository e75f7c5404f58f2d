"""Each B in sentences, and who answered: what is said is what the figures say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from admin.insight import answering, told
from admin.insight.exports import tables
from admin.insight.results import RankAgreement, ResponseRate
from admin.insight.tidy import tidy
from tests.unit.insight import examples
from tests.unit.insight.conftest import Speak


def test_every_b_that_can_be_compared_has_its_verdict_and_figures(speak: Speak) -> None:
    found = examples.full()
    said = {each.name: each for each in told.verdicts(found)}
    assert len(said) == 5
    for row in found.dimensions:
        text = said[row.dimension.title()].text
        assert f"{row.perceived.mean:.1f}" in text
        assert f"{row.measured.mean:.1f}" in text


def test_without_audits_there_is_no_verdict_and_no_quadrant(speak: Speak) -> None:
    assert told.verdicts(examples.without_audits()) == ()
    assert told.quadrants(examples.without_audits()) == ()


def test_each_b_is_in_one_quadrant_the_most_urgent_first(speak: Speak) -> None:
    found = examples.full()
    said = told.quadrants(found)
    names = " ".join(each.words for each in said)
    assert all(names.count(row.dimension.title()) == 1 for row in found.dimensions)
    order = ["Priority", "Blind spot", "Goodwill at risk", "Both good"]
    assert [each.name for each in said] == [name for name in order if name in {each.name for each in said}]


def test_the_worst_and_the_most_named_requirement_are_told(speak: Speak) -> None:
    found = examples.full()
    rows = [row for row in found.criteria if row.dimension == "beleefd"]
    worst = min(row.measured.mean or 0 for row in rows)
    most = max(row.reason_share or 0 for row in rows)
    assert f"({worst:.1f})" in told.requirements(found, "beleefd")
    assert f"({most:.1f}%)" in told.requirements(found, "beleefd")
    assert told.requirements(examples.empty(), "beleefd") == ""


@pytest.mark.parametrize(
    ("tau", "p", "words"),
    [
        (0.8, 0.01, "What the audits score lowest is also what citizens name most."),
        (-0.8, 0.01, "Citizens name most what the audits score highest."),
        (0.8, 0.05, "Whether audits and citizens point at the same requirements cannot be told."),
    ],
)
def test_agreement_is_only_told_where_it_is_no_chance(speak: Speak, tau: float, p: float, words: str) -> None:
    found = replace(examples.full(), rank_agreement=(RankAgreement("bekend", tau, p, 5),))
    assert told.agreement(found, "bekend").startswith(words)
    assert told.agreement(found, "beleefd") == ""


def test_the_funnel_tells_each_step_of_all_and_of_the_step_before(speak: Speak) -> None:
    found = examples.full()
    rate = found.response_rate
    assert isinstance(rate, ResponseRate)
    first, second, third = answering.funnel(found).rows
    assert [cell.text for cell in first.cells][1:] == ["100.0%", "–"]
    assert second.cells[1].number == pytest.approx(100 * rate.invited / rate.contacts)
    assert third.cells[2].number == pytest.approx(100 * (rate.answered or 0) / rate.invited)


def test_who_answered_more_and_less_is_named(speak: Speak) -> None:
    found = examples.full()
    assert [row.cells[0].number for row in answering.represented(found).rows] == [56.25, 43.75]
    assert answering.who_lacks(found) == ("Every team and channel answered about in proportion to its contacts.",)
    assert answering.who_lacks(examples.empty()) == ()


def test_files_hold_who_answered_too(speak: Speak) -> None:
    found = examples.full()
    parts = {row.part for row in tidy(found)}
    assert {"funnel", "represented", "rank_agreement"} <= parts
    assert {"From contact to answer", "Who answered, beside who was in contact"} <= {
        table.title for table in tables(found)
    }
