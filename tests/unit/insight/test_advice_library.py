"""The library of advice is complete, and refused with the piece and the field where it is not as it should be."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from admin.insight.library.conditions import CONDITIONS
from admin.insight.library.items import OWN, Item
from admin.insight.library.reading import FOLDER, LANGUAGES, LONGEST, UnusableLibrary, library, read
from admin.insight.results import AdviceKind
from admin.insight.terms import Quadrant
from survey import dimensions
from survey.criteria.catalogue import CATALOGUE

FEWEST = 60
FILES = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.toml")}


def of_quadrant(dimension: str, quadrant: Quadrant) -> list[Item]:
    found = library().of_dimension(dimension)
    return [item for item in found if item.code == f"{dimension}.{quadrant}" and item.quadrants == {quadrant}]


def test_there_are_enough_pieces_and_every_code_is_unique() -> None:
    assert len(library().items) >= FEWEST
    assert max(Counter(item.code for item in library().items).values()) == 1


@pytest.mark.parametrize("dimension", dimensions.CODES)
@pytest.mark.parametrize("quadrant", list(Quadrant))
def test_every_b_has_advice_for_every_quadrant(dimension: str, quadrant: Quadrant) -> None:
    (item,) = of_quadrant(dimension, quadrant)
    assert (item.kind is AdviceKind.GO_ON) == (quadrant is Quadrant.BOTH_GOOD)


@pytest.mark.parametrize("code", [criterion.code for criterion in CATALOGUE])
def test_every_criterion_has_advice_for_a_low_audit_and_for_citizens_who_name_it(code: str) -> None:
    audited, named = library().of_criterion(code, is_own=False)
    assert (audited.code, named.code) == (code, f"{code}.named")
    assert audited.asks("criterion_below_norm")
    assert named.asks("criterion_not_below_norm")
    assert named.asks("reason_share_at_least")


def test_own_criteria_the_phone_log_and_too_few_figures_have_advice_too() -> None:
    assert {item.code for item in library().items if item.criterion == OWN} == {"own.low", "own.named"}
    asked = {need.name for item in library().items for need in item.needs}
    assert {"phone_wait_below_norm", "hours_unanswered_at_least", "answers_hidden", "auditors_apart_at_least"} <= asked
    assert asked == CONDITIONS.keys(), "a condition that nothing asks for"


def test_every_piece_was_reviewed() -> None:
    assert all(item.reviewed_on >= date(2026, 1, 1) and item.reviewed_by for item in library().items)


def test_no_sentence_is_used_twice() -> None:
    texts = [getattr(words, name) for item in library().items for words in (item.nl, item.en) for name in LONGEST]
    assert [text for text, times in Counter(texts).items() if times > 1 and len(text) > 60] == []
    titles = [item.en.title for item in library().items] + [item.nl.title for item in library().items]
    assert max(Counter(titles).values()) == 1


BROKEN = (
    ('code = "bekend.taal"', "", "a piece without code, code: is missing"),
    ('code = "bekend.taal"', 'code = "bekend.historie"', "bekend.historie, code: expected each code once"),
    ('code = "bekend.taal"', 'code = "Bekend"', "Bekend, code: found 'Bekend'"),
    ('code = "bekend.taal"', 'code = "beleefd.taal"', "expected it to begin with 'bekend.taal'"),
    ('dimension = "bekend"', 'dimension = "bekent"', "bekend.taal, dimension: found 'bekent'"),
    ('dimension = "bekend"', 'dimension = "beleefd"', "bekend.taal, criterion: bekend.taal does not belong to"),
    ('criterion = "bekend.taal"', 'criterion = "bekend.tale"', "bekend.taal, criterion: found 'bekend.tale'"),
    ('kind = "improve"', 'kind = "better"', "bekend.taal, kind: found 'better', expected one of improve, find_out"),
    ('kind = "improve"', 'kind = "improve"\nquadrants = ["top"]', "bekend.taal, quadrants: found ['top']"),
    ('kind = "improve"', 'kind = "improve"\ncolour = "red"', "bekend.taal, colour: is not a field"),
    ('serves = "bekend"', 'serves = "alles"', "bekend.taal, serves: found 'alles'"),
    ("calls_at_least = 5", "calls_at_least = true", "bekend.taal, evidence.calls_at_least: found True"),
    ("calls_at_least = 5", "call_at_least = 5", "bekend.taal, evidence.call_at_least: is not a condition"),
    ("criterion_below_norm = true", "criterion_below_norm = 5", "evidence.criterion_below_norm: found 5"),
    ("{ criterion_below_norm = true, calls_at_least = 5 }", "{}", "bekend.taal, evidence: expected at least one"),
    ("reviewed = { on = 2026-11-25, ", 'reviewed = { on = "gisteren", ', "bekend.taal, reviewed.on: found 'gisteren'"),
    ('by = "Klankbord project"', 'by = " "', "bekend.taal, reviewed.by: expected who"),
    ("reviewed = { on = 2026-11-25, ", "reviewed = { ", "bekend.taal, reviewed: found"),
    ("reviewed = { on", "seen = { on", "bekend.taal, reviewed: is missing"),
    ("[advice.en]", "[advice.de]", "bekend.taal, en: is missing"),
    ('first_step = "Maak', 'eerste_stap = "Maak', "bekend.taal, nl.words: expected the fields title, text, first_step"),
    ('title = "Gebruik de woorden', 'title = " Gebruik de woorden', "bekend.taal, nl.title: expected words, without"),
    ('title = "Gebruik', f'title = "{"lang " * 15}', "bekend.taal, nl.title: has"),
    ('text = "Vervang', f'text = "{"veel " * 22}Vervang', "bekend.taal, nl.text: a sentence has"),
    ('text = "Vervang', 'text = "<b>Vervang', "bekend.taal, nl.text: found '<'"),
    ('text = "Replace', 'text = "{criterion} Replace', "bekend.taal, en.text: found '{'"),
    (
        'title = "Use the caller’s words"',
        'title = "Gebruik de woorden van de beller"',
        "en.title: is the same as in Dutch",
    ),
)


@pytest.mark.parametrize(("good", "broken", "told"), BROKEN)
def test_a_fault_is_told_with_its_piece_and_field(good: str, broken: str, told: str) -> None:
    before, mark, piece = FILES["bekend.toml"].partition('[[advice]]\ncode = "bekend.taal"\n')
    assert good in mark + piece
    changed = before + (mark + piece).replace(good, broken, 1)
    with pytest.raises(UnusableLibrary) as caught:
        read(FILES | {"bekend.toml": changed})
    assert told in str(caught.value)
    assert str(caught.value).startswith("bekend.toml, ")


def test_all_faults_are_told_at_once_and_a_file_that_is_no_toml_by_its_name() -> None:
    with pytest.raises(UnusableLibrary) as caught:
        read({"bekend.toml": "[[advice]]\ncode = 1\n", "own.toml": "a b"})
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == [
        "own.toml",
        *(f"bekend.toml, 1, {name}" for name in ("kind", "evidence", "serves", "reviewed", *LANGUAGES)),
    ]


def test_advice_for_own_criteria_must_name_the_criterion() -> None:
    with pytest.raises(UnusableLibrary, match=r"own\.low, nl\.title: expected \{criterion\} in it"):
        read(FILES | {"own.toml": FILES["own.toml"].replace("eigen meetpunt: {criterion}", "eigen meetpunt", 1)})
