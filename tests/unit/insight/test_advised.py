"""Advice on the page: Dutch or English words, figures in the page's language, and why now."""

from __future__ import annotations

from dataclasses import replace

import pytest

from admin.insight.advice import advise
from admin.insight.advised import recommendation, recommendations
from admin.insight.results import AdviceKind, BusyHour, Comparison, Gap, Share
from admin.insight.terms import Score
from survey.languages import CODES
from tests.unit.insight import examples
from tests.unit.insight.advisable import NORM, at, b, criterion, view
from tests.unit.insight.conftest import Speak


def told(found: Comparison, code: str) -> list[str]:
    (advice,) = (each for each in advise(found) if each.code == code)
    shown = recommendation(advice, NORM)
    return [*shown.evidence, shown.why_now]


def test_every_recommendation_shows_its_figures(speak: Speak) -> None:
    advice = recommendations(examples.full())
    assert advice
    on_a_b = [item for item in advice if item.dimension]
    assert all("citizens" in item.evidence[-1] and "audits" in item.evidence[-1] for item in on_a_b)
    assert all(item.evidence and item.why_now for item in advice)


def test_a_criterion_tells_its_audits_its_reasons_and_why_now(speak: Speak) -> None:
    found = view([b("bekend", at(60), at(85), 0.6)], [criterion("bekend.taal", at(55), share=40.0)])
    assert told(found, "bekend.taal") == [
        "Audits on “Speaks in words that this caller understands”: 55.0 (52.0 to 58.0; 60 calls).",
        "Named by 40.0% of citizens with a low score (16 answers).",
        "Bekend: citizens 60.0 (57.0 to 63.0; 60 answers), audits 85.0 (82.0 to 88.0; 60 calls).",
        " ".join(
            (
                "It lies 20.0 points under the norm of 75.",
                "Bekend weighs 0.600 in the report mark (0 is nothing, 1 is all).",
                "The whole 95 percent interval lies under the norm.",
            )
        ),
    ]


def test_what_can_still_be_chance_says_so(speak: Speak) -> None:
    found = view([b("bekend", at(73), at(85), None)])
    assert told(found, "bekend.blind_spot")[-1] == (
        "It lies 2.0 points under the norm of 75. The 95 percent interval reaches the norm, so it can still be chance."
    )


def test_what_goes_well_is_not_called_urgent(speak: Speak) -> None:
    assert told(view([b("bekend", at(80), at(80))]), "bekend.both_good")[-1] == (
        "It reaches the norm of 75. What goes well deserves attention too."
    )


def test_the_phone_log_and_its_hours_are_told(speak: Speak) -> None:
    found = replace(view([]), phone_log=examples.full().phone_log)
    (advice,) = (
        each
        for each in advise(found, (BusyHour(0, 9, Share(40.0, 32.0, 49.0, 150)),))
        if each.code == "bereikbaar.phone_hours"
    )
    assert recommendation(advice, NORM).evidence[:3] == (
        "Phone log: 18.9% of 5,000 calls not answered.",
        "Phone log: a mean wait of 67.5 seconds, 18.5% within 30 seconds.",
        "Calls not answered: Monday 9:00: 40.0% of 150 calls.",
    )


def test_the_whole_service_names_the_bs_that_call_for_it(speak: Speak) -> None:
    open_rows = [
        replace(b(code, at(70), at(74)), gap=Gap(-4, -10, 2, 0.2, 0.6), more_responses_needed=40)
        for code in ("bekend", "beleefd")
    ]
    found = advise(view(open_rows))
    (shown,) = (recommendation(each, NORM) for each in found if each.code == "everything.cannot_tell")
    assert (shown.about, shown.kind) == ("The whole service", AdviceKind.FIND_OUT)
    assert shown.evidence == ("This is about Bekend and Beleefd.", "From about 40 more answers on we can tell.")


@pytest.mark.parametrize(
    ("language", "shown", "foreign"), [("nl", "nl", False), ("fy", "nl", True), ("ar", "en", True)]
)
def test_words_are_dutch_or_english_and_say_which(speak: Speak, language: str, shown: str, foreign: bool) -> None:
    speak(language)
    (advice,) = advise(view([b("bekend", at(80), at(80))]))
    found = recommendation(advice, NORM)
    assert (found.language, found.is_foreign) == (shown, foreign)
    assert found.title == (advice.nl if shown == "nl" else advice.en).title


@pytest.mark.parametrize("language", CODES)
def test_it_can_be_told_in_every_language(speak: Speak, language: str) -> None:
    speak(language)
    for item in recommendations(examples.full()):
        assert all("%(" not in sentence for sentence in (*item.evidence, item.why_now))


def test_a_score_without_interval_says_nothing_of_chance(speak: Speak) -> None:
    lone = Score(50.0, n=1)
    assert "interval" not in told(view([b("bekend", lone, lone)]), "bekend.priority")[-1]
