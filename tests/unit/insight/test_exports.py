"""Files hold the figures of the page, as numbers; no text in them is a formula."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from admin.insight import exports
from admin.insight.figures import compared
from admin.insight.json_shape import as_json
from admin.insight.results import AuditRound, Comparison
from admin.insight.terms import Filters, OrganisationName
from tests.unit.insight import examples
from tests.unit.insight.conftest import Speak


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize(("language", "sign", "header"), [("nl", ",", "comma"), ("en", ".", "point")])
def test_csv_has_the_figures_with_the_decimals_of_the_language(
    speak: Speak, language: str, sign: str, header: str
) -> None:
    speak(language)
    found = examples.full()
    content = exports.comparison_csv(found)
    assert content.startswith("\ufeff".encode())
    values = {
        row["dimension"]: row[f"value (decimal {header})"]
        for row in rows_of(content)
        if row["figure"] == "perceived" and row["part"] == "dimensions"
    }
    assert values == {row.dimension: f"{row.perceived.mean:.10f}".replace(".", sign) for row in found.dimensions}


def test_each_row_says_what_it_is_of(speak: Speak) -> None:
    found = replace(examples.unweighted(), filters=Filters(team="Burgerzaken", channel="phone"))
    row = rows_of(exports.comparison_csv(found))[0]
    assert row["organisation"] == "Gemeente Voorbeeld"
    assert (row["from"], row["to"]) == ("2025-03-03", "2026-03-02")
    assert (row["team"], row["channel"], row["weighted"]) == ("Burgerzaken", "phone", "no")


def test_hidden_figures_are_in_no_file(speak: Speak) -> None:
    found = examples.too_few()
    rows = [row for row in rows_of(exports.comparison_csv(found)) if row["figure"] == "perceived"]
    assert {row["value (decimal point)"] for row in rows} == {""}
    assert {row["n"] for row in rows} == {""}
    assert {row["hidden"] for row in rows} == {"yes"}
    seen = sheets(exports.comparison_xlsx(found))["Comparison"]
    assert [row[1] for row in seen if str(row[0]).startswith("Bekend – ")] == ["Too few answers"]


def test_the_first_sheet_is_the_page(speak: Speak) -> None:
    found = examples.full()
    seen = sheets(exports.comparison_xlsx(found))["Comparison"]
    for row in compared(found).rows:
        line = next(line for line in seen if line[0] == f"{row.name} – {row.about}")
        perceived, measured, gap, verdict = row.cells[:4]
        assert line[1] == pytest.approx(perceived.number)
        assert line[3] == pytest.approx(measured.number)
        assert line[5] == pytest.approx(gap.number)
        assert line[7] == verdict.text


def test_the_second_sheet_has_the_rows_of_the_csv(speak: Speak) -> None:
    found = examples.full()
    header, *lines = sheets(exports.comparison_xlsx(found))["figures"]
    table = [dict(zip(map(str, header), line, strict=True)) for line in lines]
    csv_rows = rows_of(exports.comparison_csv(found))
    assert len(table) == len(csv_rows)
    for ours, theirs in zip(table, csv_rows, strict=True):
        assert (ours["part"], ours["figure"]) == (theirs["part"], theirs["figure"])
        number = theirs["value (decimal point)"]
        assert ours["value"] == ("" if not number else pytest.approx(float(number), abs=1e-10))


def spiteful() -> Comparison:
    found = examples.full()
    return replace(
        found,
        organisation=OrganisationName("voorbeeld", "=1+1"),
        filters=Filters(team="@SUM(A1)"),
        rounds=(AuditRound("+cmd|'/c calc'!A1", 60, 1), AuditRound("-2+3", 60, 1)),
    )


def test_no_text_becomes_a_formula(speak: Speak) -> None:
    for row in rows_of(exports.comparison_csv(spiteful())):
        for name in ("organisation", "team", "item", "text"):
            assert not row[name].startswith(("=", "+", "-", "@")), row
    figures = sheets(exports.comparison_xlsx(spiteful()))["figures"]
    assert figures[1][0] == "=1+1"


def test_json_is_the_comparison(speak: Speak) -> None:
    found = examples.full()
    assert json.loads(exports.comparison_json(found)) == json.loads(json.dumps(as_json(found)))
