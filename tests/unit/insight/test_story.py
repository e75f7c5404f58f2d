"""What the comparison tells fits its figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from admin.insight import figures, story
from admin.insight.results import Comparison
from admin.insight.terms import Filters, Verdict
from tests.unit.insight import examples
from tests.unit.insight.conftest import Speak


def test_the_findings_name_each_b_once(speak: Speak) -> None:
    found = examples.full()
    told = " ".join(story.findings(found))
    assert told.startswith("Citizens are more critical than the audits about Bekend and Behulpzaam.")
    assert all(told.count(name) == 1 for name in ("Bekend", "Bereikbaar", "Beleefd", "Behulpzaam", "Betrouwbaar"))


def test_it_starts_with_the_most_urgent_advice(speak: Speak) -> None:
    assert story.start(examples.full()) == (
        "Start with Behulpzaam: the audits reach the norm, but citizens do not feel it."
    )


def test_without_audits_it_tells_of_citizens_alone(speak: Speak) -> None:
    assert story.findings(examples.without_audits()) == (
        "Citizens give the highest score for Bereikbaar and the lowest for Behulpzaam.",
    )
    assert story.start(examples.without_audits()) is None


@pytest.mark.parametrize("example", [examples.too_few(), examples.empty()])
def test_nothing_is_told_where_nothing_may_be_shown(speak: Speak, example: Comparison) -> None:
    assert story.findings(example) == ()
    assert not story.has_answers(example)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (1, "About 1 more answer can tell."),
        (1200, "About 1,200 more answers can tell."),
        (None, "More answers alone will not tell. Audit more calls."),
    ],
)
def test_an_open_verdict_says_what_would_settle_it(speak: Speak, more: int | None, said: str) -> None:
    row = replace(examples.full().dimensions[0], verdict=Verdict.CANNOT_TELL, more_responses_needed=more)
    assert said in figures.verdict(row).details[0]


def test_the_view_is_named(speak: Speak) -> None:
    found = replace(examples.full(), filters=Filters("Burgerzaken", "phone", "ar"))
    assert story.in_view(found) == (
        "March 3, 2025 to March 2, 2026",
        "team Burgerzaken",
        "channel: Phone",
        "language: العربية",
    )


@pytest.mark.parametrize("language", ["nl", "fy", "tr", "ar", "uk"])
def test_every_table_can_be_written_in_every_language(speak: Speak, language: str) -> None:
    speak(language)
    found = examples.full()
    for table in (figures.compared(found), figures.exact(found), figures.trend(found)):
        assert all(len(row.cells) == len(table.columns) - 1 for row in table.rows)
