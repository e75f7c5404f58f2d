"""Criteria by command: list, export, import."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from survey.organisations import Organisation
from tests.http.criteria.sets import OWN, add_own, journal_of, present

ORG = ("--org", "voorbeeld")


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_export_and_import_change_nothing(
    runner: FlaskCliRunner, owner: Organisation, tmp_path: Path, kind: str
) -> None:
    add_own(owner)
    file = str(tmp_path / f"set.{kind}")
    answer = runner.invoke(args=["criteria", "export", *ORG, file])
    assert answer.output == f"Wrote {file} with 28 criteria (version 2).\n"
    answer = runner.invoke(args=["criteria", "import", *ORG, file])
    assert (answer.exit_code, answer.output) == (0, "Nothing is different; voorbeeld keeps version 2.\n")
    assert runner.invoke(args=["criteria", "export", *ORG, file]).exit_code == 1, "it overwrites no file"


def test_import_says_what_it_changes_and_dry_run_stores_nothing(
    runner: FlaskCliRunner, owner: Organisation, tmp_path: Path
) -> None:
    file = tmp_path / "set.json"
    add_own(owner)
    runner.invoke(args=["criteria", "export", *ORG, "--version", "1", str(file)])
    content = json.loads(file.read_text())
    content["criteria"][0]["weight"] = 2.5
    file.write_text(json.dumps(content))
    lines = ["bekend.behoefte: Weight: 1 → 2.5", "beleefd.naam: removed"]
    answer = runner.invoke(args=["criteria", "import", *ORG, "--dry-run", str(file)])
    assert answer.output.splitlines() == [*lines, "2 criteria would change; nothing was stored."]
    assert present(owner).version == 2
    answer = runner.invoke(args=["criteria", "import", *ORG, "--note", "Terug", str(file)])
    assert answer.output.splitlines() == [*lines, "Saved as version 3 of voorbeeld."]
    assert present(owner).by_code()["bekend.behoefte"].weight == 2.5
    assert [entry.actor for entry in journal_of(owner, "criteria.saved")] == ["command", "command"]


def test_faults_go_to_standard_error_and_nothing_is_stored(
    runner: FlaskCliRunner, owner: Organisation, tmp_path: Path
) -> None:
    file = tmp_path / "set.json"
    runner.invoke(args=["criteria", "export", *ORG, str(file)])
    content = json.loads(file.read_text())
    content["criteria"][1] |= {"weight": 0, "norm": 5}
    file.write_text(json.dumps(content))
    answer = runner.invoke(args=["criteria", "import", *ORG, str(file)])
    assert answer.exit_code == 1
    assert "/criteria/1/weight: found “0”, expected a number from 0.01 to 100" in answer.stderr
    assert "/criteria/1/norm: found “5”" in answer.stderr
    assert answer.stdout == ""
    assert present(owner).version == 1


def test_list_gives_one_line_a_criterion(runner: FlaskCliRunner, owner: Organisation) -> None:
    add_own(owner, replace(OWN, active=False))
    lines = runner.invoke(args=["criteria", "list", *ORG]).output.splitlines()
    assert len(lines) == 28
    assert "bereikbaar.wachttijd\tseconds\t30\t180\t1\tin use\tbuilt-in\tWaiting time in all, menu included" in lines
    assert "beleefd.naam\tyes_no\t\t\t2\toff\town\tCalls the caller by name" in lines
    assert len(runner.invoke(args=["criteria", "list", *ORG, "--version", "1"]).output.splitlines()) == 27


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["list", "--org", "nergens"], "There is no organisation 'nergens'"),
        (["list", *ORG, "--version", "9"], "voorbeeld has no version 9"),
        (["export", *ORG, "set.pdf"], "ends in .json or .xlsx"),
        (["import", *ORG, "--note", "x" * 201, __file__], "at most 200 characters"),
        (["import", *ORG, __file__], "neither a JSON file nor a workbook"),
    ],
)
@pytest.mark.usefixtures("owner")
def test_a_wrong_argument_is_refused(runner: FlaskCliRunner, arguments: list[str], complaint: str) -> None:
    answer = runner.invoke(args=["criteria", *arguments])
    assert answer.exit_code != 0
    assert complaint in answer.stderr
