"""Documents are PDF/UA-1, hold what they should, and stay text whatever names hold."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from admin.criteria.sets import LONGEST_REQUIREMENT
from admin.insight.comparison import MOST_USED, NOTES_BY_LANGUAGE
from admin.insight.library.reading import LONGEST
from admin.insight.results import AdviceWords, Comparison
from admin.insight.terms import Filters, OrganisationName
from admin.reports import documents
from admin.reports.blocks import Table
from admin.reports.documents import UnusableDocument, inputs, pdf, typeset
from admin.reports.full import blocks_of
from admin.reports.speaking import speaking
from admin.reports.words import FOLDER, LANGUAGES
from admin.reports.words import words as told
from survey import dimensions
from survey.criteria.catalogue import OwnRequirement
from survey.organisations import LONGEST_NAME
from tests.unit.insight import examples
from tests.unit.reports.conftest import ADDRESS, report
from tests.unit.reports.pdf_text import alternatives, pages, root, tags, words

# Text that runs from right to left comes out of the PDF in another order: only what stands apart from it is looked for.
STRANGE = "Zażółć “فريق الاستقبال” #panic() $x$ <a> \\ *漢* 😀"
KINDS = ("summary", "full")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_and_says_what_it_is(kind: str, language: str) -> None:
    content = pdf(report(), kind, language)
    reader = PdfReader(io.BytesIO(content))
    about = root(reader)
    assert about["/MarkInfo"]["/Marked"].value is True
    assert about["/Lang"] == language
    assert about["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"pdfuaid:part>1<" in about["/Metadata"].get_data()
    assert reader.metadata is not None
    assert "Gemeente Voorbeeld" in str(reader.metadata.title)
    assert reader.metadata.creation_date == datetime(2026, 4, 2, tzinfo=UTC)


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_headings_tables_with_heads_and_figures_in_words(kind: str) -> None:
    content = pdf(report(), kind, "en")
    found = tags(content)
    assert {"Document", "H1", "H2", "P", "Table", "TH", "TD", "L", "LI", "Figure", "Link"} <= set(found)
    described = alternatives(content)
    assert any("Bekend: citizens 62.8, audits 81.3." in text and "Norm 75" in text for text in described)
    assert len(described) >= found.count("Figure")


def test_without_a_description_of_the_chart_there_is_no_document() -> None:
    given = inputs(report(), "summary", "en")
    described = typeset(FOLDER / "summary.typ", given, datetime(2026, 4, 2, tzinfo=UTC))
    assert described.startswith(b"%PDF")
    start, _, rest = given["data"].partition('"alt": "')
    without = f'{start}"alt": null, "was": "{rest}'
    with pytest.raises(UnusableDocument, match="missing alt text"):
        typeset(FOLDER / "summary.typ", given | {"data": without}, datetime(2026, 4, 2, tzinfo=UTC))


def test_a_document_that_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LONGEST", 0.001)
    with pytest.raises(UnusableDocument, match=r"summary\.typ: not set within"):
        pdf(report(), "summary", "en")


def _named(comparison: Comparison, name: str) -> Comparison:
    return replace(comparison, organisation=OrganisationName("voorbeeld", name))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_report_gives_the_same_bytes(kind: str) -> None:
    assert pdf(report(), kind, "nl") == pdf(report(), kind, "nl")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", ["full", "unweighted", "without_audits", "too_few", "empty"])
def test_the_summary_is_one_page(language: str, example: str) -> None:
    comparison = _named(getattr(examples, example)(), "Samenwerkingsverband " * 4 + "Noord")
    comparison = replace(comparison, filters=replace(comparison.filters, team="Klantcontactcentrum " * 5))
    content = pdf(replace(report(comparison), is_demo=True), "summary", language)
    [page] = pages(content)
    assert ADDRESS.partition("?")[0] in page.replace(" ", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_is_one_page_with_the_longest_names_of_the_widest_letters(language: str) -> None:
    comparison = examples.full()
    parts = ("title", "text", "first_step", "see_it_worked")
    advice = AdviceWords(**{name: _wide(LONGEST[name]) for name in parts}, telefoonwijzer="")
    own = OwnRequirement(_wide(LONGEST_REQUIREMENT), _wide(LONGEST_REQUIREMENT))
    found = replace(
        _named(comparison, _wide(LONGEST_NAME)),
        filters=Filters(team=_wide(LONGEST_NAME), channel="phone"),
        advice=tuple(replace(each, nl=advice, en=advice, own=own) for each in comparison.advice if each.criterion),
        notes=(MOST_USED, *NOTES_BY_LANGUAGE),
    )
    content = pdf(replace(report(found), is_demo=True), "summary", language)
    [page] = pages(content)
    assert ADDRESS.partition("?")[0] in page.replace(" ", "")
    assert advice.title in page


def _wide(length: int) -> str:
    """So many letters, the widest that there are, in words of nine."""
    return ("Wwwwwwwww " * length)[: length - 1] + "W"


def test_the_summary_holds_headline_scores_and_three_things_to_do() -> None:
    [page] = pages(pdf(report(), "summary", "en"))
    assert "Citizens are more critical than the audits about Bekend and Behulpzaam." in page
    for text in ("62.8", "81.3", "−18.5", "Response rate", "8.6%", "685 of 8,000 invited", "What to do first", "3."):
        assert text in page
    assert "4. " not in page.partition("What to do first")[2]


def test_the_full_report_tells_how_it_was_measured_and_what_was_hidden() -> None:
    text = words(pdf(report(teams={"Burgerzaken": examples.full(), "Nieuw": examples.too_few()}), "full", "en"))
    for part in (
        "B by B",
        "Teams",
        "Month by month",
        "The phone log",
        "Who answered",
        "What you can do",
        "How this was measured",
        "Kish, Survey Sampling, 1965",
        "Holm, Scandinavian Journal of Statistics",
        "figures are hidden",
        "The five B's in words",
    ):
        assert part in text, part


def test_the_number_of_hidden_figures_is_that_of_the_places_that_say_so() -> None:
    found = report(teams={"Burgerzaken": examples.full(), "Nieuw": examples.too_few()})
    with speaking("en"):
        made = list(blocks_of(found, told("en")))
    tables = [row for block in made if isinstance(block, Table) for row in block.rows]
    hidden = sum(cell.text == "Too few answers" for row in tables for cell in row.cells)
    assert hidden >= len(dimensions.CODES) + 1
    assert f"In this report {hidden} figures are hidden" in words(pdf(found, "full", "en"))
    assert "no figure is hidden" in words(pdf(report(_all_shown(examples.full())), "full", "en"))


def _all_shown(comparison: Comparison) -> Comparison:
    hidden = {point.month for point in comparison.trend if point.perceived.hidden}
    return replace(comparison, trend=tuple(point for point in comparison.trend if point.month not in hidden))


def test_names_are_only_ever_text() -> None:
    text = words(pdf(report(_named(examples.full(), STRANGE), {STRANGE: examples.full()}), "full", "nl"))
    assert text.count("Zażółć “") >= 3
    assert "panic() $x$ <a> \\ *" in text


def test_it_says_that_there_is_nothing_to_say() -> None:
    [page] = pages(pdf(report(examples.empty()), "summary", "nl"))
    assert "te weinig antwoorden en gemeten gesprekken" in page
