from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from survey.invitations.codes import LENGTH, new_code, normalise, written
from survey.invitations.tokens import ALPHABET

CODES = st.builds(new_code)


@given(CODES)
def test_a_code_is_two_groups_of_four_and_reads_back(code: str) -> None:
    assert len(code) == LENGTH + 1
    assert code[4] == "-"
    normal = normalise(code)
    assert normal is not None
    assert written(normal) == code


@given(CODES)
def test_the_way_of_typing_makes_no_difference(code: str) -> None:
    normal = normalise(code)
    for typed in (
        code.lower(),
        code.replace("-", " "),
        f" {code} ",
        " ".join(code.replace("-", "")),
        code.replace("-", "–"),
    ):
        assert normalise(typed) == normal


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(code: str, place: int, wrong: str) -> None:
    normal = normalise(code)
    assert normal is not None
    changed = normal[:place] + wrong + normal[place + 1 :]
    assert (normalise(changed) is None) == (changed != normal)


@given(CODES)
def test_neighbours_that_changed_places_are_found(code: str) -> None:
    normal = normalise(code)
    assert normal is not None
    for place, (first, second) in enumerate(pairwise(normal)):
        if first != second:
            assert normalise(normal[:place] + second + first + normal[place + 2 :]) is None


def test_what_is_no_code_is_none() -> None:
    for text in ("", "K7P", "K7PM-4MDX-2", "O0I1-LOIL", "x" * 1000, "日本語日本語日本"):
        assert normalise(text) is None
