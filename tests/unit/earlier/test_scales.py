"""From somebody else's scale to 0-100."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.earlier.answer_words import key_of
from admin.earlier.scales import NUMBERS, OWN, AnswerFault, Scale, likely_scale, likely_score


@pytest.mark.parametrize(
    ("code", "answer", "score"),
    [
        ("1-4", "2", 100 / 3),
        ("1-5", 4, 75.0),
        ("1-5", "A5", 100.0),
        ("1-5", "AO02", 25.0),
        ("1-5", "4 - Mee eens", 75.0),
        ("1-7", 4.0, 50.0),
        ("1-10", "7,5", 6.5 / 9 * 100),
        ("0-10", "0", 0.0),
        ("smileys-3", "🙂", 100.0),
        ("smileys-3", "☹️", 0.0),
        ("smileys-5", "🙂", 75.0),
        ("smileys-5", ":-(", 25.0),
        ("words-5", "Zeer tevreden", 100.0),
        ("words-5", "Niet eens, niet oneens", 50.0),
        ("words-5", "😀 Tevreden", 75.0),
        ("words-4", "Mee oneens", 100 / 3),
    ],
)
def test_an_answer_becomes_a_score(code: str, answer: str | float, score: float) -> None:
    assert Scale(code).score(answer) == pytest.approx(score)
    assert Scale(code, is_reversed=True).score(answer) == pytest.approx(100 - score)


@pytest.mark.parametrize("answer", [None, "", "  ", "Weet ik niet", "n.v.t.", "N/A", "-oth-"])
@pytest.mark.parametrize("code", ["1-5", "1-10", "smileys-5", "words-5", OWN])
def test_no_answer_is_missing_and_never_zero(code: str, answer: str | None) -> None:
    assert Scale(code).score(answer) is None


@pytest.mark.parametrize(
    ("code", "answer"),
    [("1-4", "5"), ("1-5", "0"), ("1-5", "goed"), ("1-5", "3-4"), ("smileys-5", "5"), ("words-5", "prima"),
     ("words-4", "neutraal"), (OWN, "prima")],
)  # fmt: skip
def test_an_answer_off_the_scale_is_a_fault(code: str, answer: str) -> None:
    with pytest.raises(AnswerFault):
        Scale(code).score(answer)


def test_own_words_are_worth_what_the_person_says() -> None:
    scale = Scale(OWN, own={key_of("Prima!"): 80.0, key_of("Mwah"): None})
    assert scale.score("prima") == 80.0
    assert scale.score("Mwah") is None


@given(st.sampled_from(sorted(NUMBERS)), st.data())
def test_scores_keep_the_order_and_the_ends(code: str, data: st.DataObject) -> None:
    low, high = NUMBERS[code]
    number = data.draw(st.integers(low, high))
    score = Scale(code).score(number)
    assert score is not None
    assert 0 <= score <= 100
    assert (Scale(code).score(low), Scale(code).score(high)) == (0.0, 100.0)
    assert number == low or score > (Scale(code).score(number - 1) or 0.0) - 1e-9


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        (["A1", "A5", "A3"], "1-5"),
        (["1", "7", "-oth-"], "1-7"),
        (["8", "10", "6"], "1-10"),
        (["0", "10"], "0-10"),
        (["85"], "0-100"),
        (["🙂", "😐", "🙁"], "smileys-3"),
        (["😡", "🙂"], "smileys-5"),
        (["Mee eens", "Neutraal"], "words-5"),
        (["Helemaal mee eens", "Mee eens", "Mee oneens", "Helemaal mee oneens"], "words-4"),
        (["Prima", "Mwah"], OWN),
        ([], OWN),
    ],
)
def test_the_scale_is_guessed_from_the_answers(answers: list[str], code: str) -> None:
    assert likely_scale(answers) == code


@pytest.mark.parametrize(
    ("heading", "answers", "code"),
    [
        ("Hoe tevreden bent u? (1-4)", ["1", "4"], "1-4"),
        ("Tevreden, van 1 tot en met 4", ["4", "2"], "1-4"),
        ("Cijfer 1 t/m 10", ["3", "5"], "1-10"),
        ("Score 0 – 10", ["4"], "0-10"),
        ("Hoe tevreden bent u? (1-4)", ["1", "5"], "1-5"),
        ("Vraag 1-6", ["1", "4"], "1-5"),
        ("Peiling 2021-4", ["1", "4"], "1-5"),
        ("Periode 1-4-2026", ["1", "4"], "1-5"),
        ("", ["1", "4"], "1-5"),
        ("Duidelijk (1-4)", ["Mee eens", "Neutraal"], "words-5"),
    ],
)
def test_a_heading_says_the_range_where_the_answers_fit_it(heading: str, answers: list[str], code: str) -> None:
    assert likely_scale(answers, heading) == code


def test_words_that_we_know_have_a_first_score() -> None:
    assert likely_score("Mee eens") == 75.0
    assert likely_score("😐") == 50.0
    assert likely_score("Mwah") is None
