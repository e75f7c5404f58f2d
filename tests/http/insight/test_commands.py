"""`comparison show` prints the view that was asked for, or one fault."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner

from survey import dimensions
from tests.http.insight import opinions


@pytest.fixture(autouse=True)
def _town(in_app: Flask) -> None:
    town = opinions.town()
    opinions.answer(town, times=14)
    opinions.answer(town, "Belastingen", times=12, value=2)
    opinions.audit(town, "Winter", 12)


def show(runner: FlaskCliRunner, *options: str) -> Result:
    return runner.invoke(args=["comparison", "show", "--org", "voorbeeld", *options])


def test_json_has_the_agreed_shape(runner: FlaskCliRunner) -> None:
    result = show(runner, "--format", "json", "--from", "2026-01-01", "--to", "2026-12-31", "--team", "Burgerzaken")
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert found["organisation"] == {"slug": "voorbeeld", "name": "Gemeente Voorbeeld"}
    assert found["period"] == {"from": "2026-01-01", "to": "2026-12-31"}
    assert found["filters"] == {"team": "Burgerzaken", "channel": None, "language": None}
    assert [row["dimension"] for row in found["dimensions"]] == list(dimensions.CODES)
    first = found["dimensions"][0]
    assert first["perceived"].keys() >= {"mean", "low", "high", "n", "sd", "hidden"}
    assert (first["perceived"]["mean"], first["perceived"]["n"], first["measured"]["n"]) == (75.0, 14, 12)
    assert first["gap"].keys() == {"mean", "low", "high", "p", "p_adjusted"}
    assert first["verdict"] in {"in_line", "citizens_more_positive", "citizens_more_critical", "cannot_tell"}
    assert first["quadrant"] in {"both_good", "blind_spot", "goodwill_at_risk", "priority"}
    assert {"response_rate", "mark", "resolved", "phone_log", "advice"} <= found.keys()


def test_the_table_says_scores_verdicts_and_what_to_do_first(runner: FlaskCliRunner) -> None:
    result = show(runner)
    assert result.exit_code == 0
    assert "Gemeente Voorbeeld" in result.stdout
    assert all(code in result.stdout for code in dimensions.CODES)
    assert "n 26" in result.stdout
    assert "What to do first:" in result.stdout
    assert "Audit round Winter: 12 calls" in result.stdout


def test_csv_has_one_figure_a_row(runner: FlaskCliRunner) -> None:
    rows = list(csv.DictReader(show(runner, "--format", "csv", "--unweighted").stdout.splitlines()))
    [perceived] = [
        row for row in rows if (row["dimension"], row["figure"]) == ("bekend", "perceived") and not row["item"]
    ]
    assert (perceived["n"], perceived["weighted"]) == ("26", "no")
    assert float(perceived["value"]) == pytest.approx((14 * 75 + 12 * 25) / 26)


def test_too_few_are_said_to_be_hidden(runner: FlaskCliRunner) -> None:
    result = show(runner, "--to", "2025-12-31")
    assert result.exit_code == 0
    assert "too few" in result.stdout
    assert "No advice" in result.stdout


def test_one_language_says_what_it_leaves_out(runner: FlaskCliRunner) -> None:
    result = show(runner, "--language", "nl")
    assert "Audits have no language" in result.stdout
    assert "Response:" not in result.stdout


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (("--team", "Nergens"), 1, "There is no team 'Nergens'. Known: Belastingen, Burgerzaken."),
        (("--from", "2026-02-02", "--to", "2026-02-01"), 2, "is after the last"),
        (("--from", "2026-13-01"), 2, "--from"),
        (("--channel", "pigeon"), 2, "--channel"),
        (("--language", "xx"), 2, "--language"),
    ],
)
def test_what_cannot_be_shown_is_a_fault(
    runner: FlaskCliRunner, options: tuple[str, ...], status: int, words: str
) -> None:
    result = show(runner, *options)
    assert (result.exit_code, result.stdout) == (status, "")
    assert words in result.stderr


def test_an_unknown_organisation_is_a_fault(runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["comparison", "show", "--org", "nergens"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "There is no organisation 'nergens'" in result.stderr
