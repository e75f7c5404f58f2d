"""The course of the conversation, whatever a caller presses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from survey import dimensions
from survey.languages import CODES, LANGUAGES
from survey.voice.prompts import SPEECH_TAGS, TEXTS, order
from survey.voice.script import CHOOSE, END, LANGUAGE_KEYS, MARK, MOST_TURNS, QUESTIONS, Progress, beginning, heard


def after(*keys: str, language: str | None = "nl") -> Progress:
    progress = beginning(language, "nl")
    for each in keys:
        progress = heard(progress, each)
    return progress


def test_a_caller_who_answers_everything() -> None:
    end = after("4", "5", "3", "2", "1", "2", "10")
    assert end.step == END
    assert end.answers == dict(zip(dimensions.CODES, (4, 5, 3, 2, 1), strict=True)) | {"mark": 10}
    assert end.resolved == "partly"


def test_each_language_has_its_own_key() -> None:
    assert [LANGUAGE_KEYS[key] for key in "1234567890"] == list(CODES)
    for key, code in LANGUAGE_KEYS.items():
        assert after(key, language=None).language == code
    assert set(SPEECH_TAGS) == {language.code for language in LANGUAGES}


def test_nothing_pressed_twice_goes_on_politely() -> None:
    once = after("")
    assert (once.step, once.remark) == ("bekend", "silence")
    assert order(once) == ("silence", "bekend", "scale")
    twice = heard(once, "")
    assert (twice.step, twice.remark) == ("bereikbaar", "skipped")
    assert heard(twice, "5").answers == {"bereikbaar": 5}


def test_three_questions_in_a_row_without_a_key_end_it() -> None:
    assert after(*[""] * 5).step == "beleefd"
    assert after(*[""] * 6).step == END
    assert after("", "", "", "", "3", *[""] * 4).step != END


def test_wrong_keys_are_said_to_be_wrong() -> None:
    for key in ("6", "9", "45", "D", "é"):
        assert after(key).remark == "wrong"
    on_mark = after("1", "1", "1", "1", "1", "1")
    assert on_mark.step == MARK
    for key in ("11", "00", "01", "99"):
        assert heard(on_mark, key).remark == "wrong"
    for number in dimensions.MARK:
        assert heard(on_mark, str(number)).answers["mark"] == number
    assert "mark" not in heard(on_mark, "0").answers


def test_the_star_repeats_with_the_explanation_of_the_keys() -> None:
    again = after("3", "*")
    assert again.step == "bereikbaar"
    assert order(again) == ("bereikbaar", "scale")
    assert order(after("3")) == ("bereikbaar",)
    assert order(after()) == ("greeting", "bekend", "scale")
    assert order(beginning(None, "nl")) == (CHOOSE,)


def test_a_caller_who_only_repeats_comes_to_an_end() -> None:
    assert after(*["*"] * (MOST_TURNS - 1)).step == "bekend"
    assert after(*["*"] * MOST_TURNS).step == END


@given(st.lists(st.text(alphabet="0123456789*#A", max_size=2), max_size=80))
def test_no_keys_lead_anywhere_else(keys: list[str]) -> None:
    progress = beginning(None, "nl")
    for each in keys:
        progress = heard(progress, each)
        assert all(prompt in TEXTS for prompt in ([] if progress.step == END else order(progress)))
    assert progress.language in CODES
    assert set(progress.answers) <= set(QUESTIONS)
    assert all(value in dimensions.AGREEMENT for name, value in progress.answers.items() if name != MARK)
