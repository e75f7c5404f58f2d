"""A gap that is smaller than the disagreement between auditors is labelled so, wherever a comparison is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from flask import Flask
from flask_babel import Babel

from admin.insight import figures, terminal
from admin.insight.comparison import compare
from admin.insight.evidence import Options
from admin.insight.json_shape import as_json
from admin.insight.results import Comparison
from admin.insight.tidy import tidy
from tests.unit.insight.answers import all_five, calls_at, evidence

CITIZENS = [all_five(4), all_five(3), all_five(4), all_five(5)] * 5
"""Citizens give 75 on average."""
LABEL = "The difference is smaller than the one between two auditors of the same call (9.0 points)."


def compared(disagreement: Mapping[str, float] | None, *audited: float) -> Comparison:
    found = evidence(CITIZENS, calls_at(*(audited or (60.0, 70.0, 80.0))))
    return compare(replace(found, auditor_disagreement=disagreement), Options(weighted=False))


@pytest.mark.parametrize(("apart", "within"), [(9.0, True), (5.0, False), (4.0, False), (5.001, True)])
def test_a_gap_is_held_beside_the_disagreement(apart: float, within: bool) -> None:
    """Citizens 75, audits 70: a gap of 5."""
    row = compared({"bekend": apart}).dimensions[0]
    assert row.gap.mean == pytest.approx(5)
    assert (row.auditor_disagreement, row.within_auditor_disagreement) == (apart, within)


def test_a_gap_to_the_other_side_too() -> None:
    assert compared({"bekend": 9.0}, 75.0, 80.0, 85.0).dimensions[0].within_auditor_disagreement is True


def test_without_second_scorings_it_is_not_known() -> None:
    for row in compared(None).dimensions:
        assert (row.auditor_disagreement, row.within_auditor_disagreement) == (None, None)
    assert compared({"bekend": 9.0}).dimensions[1].within_auditor_disagreement is None


def test_without_a_gap_there_is_nothing_to_hold_beside_it() -> None:
    row = compared({"bekend": 9.0}, 60.0).dimensions[0]
    assert row.gap.mean is None
    assert (row.auditor_disagreement, row.within_auditor_disagreement) == (9.0, None)


def test_page_and_spreadsheet_say_it() -> None:
    app = Flask(__name__)
    Babel(app, default_locale="en")
    with app.test_request_context():
        labelled, silent = figures.verdict(compared({"bekend": 9.0}).dimensions[0]), compared({"bekend": 4.0})
        assert LABEL in labelled.details[0]
        assert "auditors" not in figures.verdict(silent.dimensions[0]).details[0]


def test_terminal_says_it() -> None:
    shown = [str(cell) for cell in terminal.comparison_table(compared({"bekend": 9.0})).columns[4].cells]
    assert "within what auditors differ (9.0)" in shown[0]
    assert not any("auditors" in cell for cell in shown[1:])


def test_json_and_csv_hold_it() -> None:
    found = compared({"bekend": 9.0})
    first, second = as_json(found)["dimensions"][:2]
    assert (first["within_auditor_disagreement"], second["within_auditor_disagreement"]) == (True, None)
    rows = {(row.dimension, row.figure): row for row in tidy(found) if row.part == "dimensions"}
    assert rows["bekend", "auditor_disagreement"].value == 9.0
    texts = [rows[code, "within_auditor_disagreement"].text for code in ("bekend", "bereikbaar")]
    assert texts == ["yes", ""]
