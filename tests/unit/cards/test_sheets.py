"""Which language stands on which card, and in which the survey then opens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.cards.sheets import ON_A_SHEET, filename, on_cards, opens_in
from survey.languages import CODES

CHOSEN = st.lists(st.sampled_from(CODES), min_size=1, unique=True)


@given(CHOSEN)
def test_cards_fill_whole_sheets_and_forget_no_language(chosen: list[str]) -> None:
    order = on_cards(chosen)
    assert len(order) % ON_A_SHEET == 0
    assert len(order) < len(chosen) + ON_A_SHEET
    assert order[: len(chosen)] == tuple(chosen)
    counts = [order.count(language) for language in chosen]
    assert max(counts) - min(counts) <= 1


@pytest.mark.parametrize(
    ("chosen", "opened"), [(["nl"], None), (["pl"], "pl"), (["nl", "pl"], None), (["pl", "ar"], None)]
)
def test_only_one_language_that_is_not_dutch_says_who_reads(chosen: list[str], opened: str | None) -> None:
    assert opens_in(chosen) == opened


def test_a_file_is_named_for_what_it_is() -> None:
    assert filename("voorbeeld", "card", ("nl", "ar")) == "klankbord-voorbeeld-card-nl-ar.pdf"
