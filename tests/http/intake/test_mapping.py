"""`--map` says what a column is, `--save-map` keeps it, `contacts mapping` shows and forgets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from tests.http.intake.conftest import Import
from tests.http.intake.logs import saved
from tests.http.intake.stored import contacts, dump

OWN_WORDS = "Sleutel;Wanneer;Aangenomen door\nA1;01-02-2026;Diane\n"
MAPS = ("--map", "Sleutel=reference", "--map", "Wanneer=date")


def mapping(runner: FlaskCliRunner, *options: str) -> list[str]:
    result = runner.invoke(args=["contacts", "mapping", "--org", "voorbeeld", *options])
    assert result.exit_code == 0
    return result.stdout.splitlines()


def test_columns_by_their_own_words(import_file: Import, tmp_path: Path) -> None:
    assert import_file(saved(tmp_path, OWN_WORDS)).exit_code == 1
    result = import_file(saved(tmp_path, OWN_WORDS), *MAPS)
    assert result.exit_code == 0
    assert "Column 'Aangenomen door' is left out: not recognised. Use --map to say what it is." in result.stdout
    assert [found.reference for found in contacts()] == ["A1"]


def test_a_mapping_is_kept_only_when_asked(import_file: Import, tmp_path: Path, runner: FlaskCliRunner) -> None:
    import_file(saved(tmp_path, OWN_WORDS), *MAPS)
    assert mapping(runner) == []
    import_file(saved(tmp_path, OWN_WORDS), *MAPS, "--save-map")
    assert mapping(runner) == ["Sleutel=reference", "Wanneer=date"]
    assert import_file(saved(tmp_path, OWN_WORDS)).exit_code == 0
    assert mapping(runner, "--forget") == []
    assert import_file(saved(tmp_path, OWN_WORDS)).exit_code == 1


def test_a_saved_mapping_grows_and_does_no_harm_to_other_files(
    import_file: Import, tmp_path: Path, runner: FlaskCliRunner
) -> None:
    import_file(saved(tmp_path, OWN_WORDS), *MAPS, "--save-map")
    import_file(saved(tmp_path, OWN_WORDS), "--map", "Aangenomen door=-", "--save-map")
    assert mapping(runner) == ["Sleutel=reference", "Wanneer=date", "Aangenomen door=-"]
    assert import_file(saved(tmp_path)).exit_code == 0


def test_a_column_can_be_left_out(import_file: Import, tmp_path: Path) -> None:
    result = import_file(saved(tmp_path), "--map", "Topic=-")
    assert "Column 'Topic' is left out: left out as you asked." in result.stdout
    assert {found.topic for found in contacts()} == {None}


def test_an_employees_column_can_be_a_team_and_nothing_else(import_file: Import, tmp_path: Path) -> None:
    path = saved(tmp_path, "kenmerk;datum;agent\nA1;01-02-2026;Wachtrij Noord\n")
    refused = import_file(path, "--map", "agent=topic")
    assert refused.exit_code == 1
    assert "The column “agent” may point at a person and cannot be used as topic." in refused.stderr
    assert "Wachtrij Noord" not in dump()
    assert import_file(path, "--map", "agent=team", "--create-teams").exit_code == 0
    assert "Wachtrij Noord" in dump()


@pytest.mark.parametrize(
    ("wish", "status", "reason"),
    [
        ("Topic", 2, "expected COLUMN=FIELD"),
        ("=reference", 2, "expected COLUMN=FIELD"),
        ("Topic=colour", 1, "“colour” is not a field."),
        ("Colour=topic", 1, "There is no column “Colour”."),
    ],
)
def test_a_mapping_that_cannot_be(import_file: Import, tmp_path: Path, wish: str, status: int, reason: str) -> None:
    result = import_file(saved(tmp_path), "--map", wish)
    assert result.exit_code == status
    assert reason in " ".join(result.stderr.split())
    assert contacts() == []
