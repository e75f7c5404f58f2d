"""What one answer adds to a cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from survey import dimensions
from survey.answers.tally import COLUMNS, PAIRS, VALUES, tally

answers = st.fixed_dictionaries({name: st.none() | st.sampled_from(list(values)) for name, values in VALUES.items()})


@given(st.lists(answers, max_size=30))
def test_sums_of_cells_give_the_moments_of_every_pair(many: list[dict[str, int | None]]) -> None:
    total = dict.fromkeys(COLUMNS, 0)
    for each in many:
        for name, value in tally(each, None, "link").items():
            total[name] += value
    for first, second in PAIRS:
        both = [(a, b) for each in many if (a := each[first]) is not None and (b := each[second]) is not None]
        stem = f"{first}_{second}_"
        assert total[stem + "n"] == len(both)
        assert total[stem + "a"] == sum(a for a, _ in both)
        assert total[stem + "b"] == sum(b for _, b in both)
        assert total[stem + "ab"] == sum(a * b for a, b in both)
        if second == "mark":
            assert total[stem + "aa"] == sum(a * a for a, _ in both)
            assert total[stem + "bb"] == sum(b * b for _, b in both)
    for name, values in VALUES.items():
        for value in values:
            assert total[f"{name}_{value}"] == sum(each[name] == value for each in many)


def test_scales_lead_to_0_to_100() -> None:
    assert [dimensions.agreement_score(answer) for answer in dimensions.AGREEMENT] == [0, 25, 50, 75, 100]
    assert dimensions.mark_score(1) == 0
    assert dimensions.mark_score(10) == 100
    assert dimensions.mark_score(5.5) == 50


def test_unknown_and_blank_are_missing_never_zero() -> None:
    cell = tally({}, "yes", "qr")
    assert {name: value for name, value in cell.items() if value} == {
        "responses": 1,
        "responses_open": 1,
        "resolved_yes": 1,
    }
