"""What is wrong with a file is told cell by cell on standard error, and nothing is stored unless asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from survey.organisations import Organisation
from tests import factories
from tests.http.intake.conftest import Import
from tests.http.intake.logs import FAULTY, as_csv, saved
from tests.http.intake.stored import contacts, counted

LINES = [
    "Row 3, column “Answered (Y/N)”: found “perhaps”, expected yes or no (Y, N, J, 1, 0 will do).",
    "Row 3, column “Speed of answer in seconds”: found “-3”, expected a duration under 24 hours, such as 143 or 0:02:23.",  # noqa: E501 - one line on the terminal
    "Row 3, column “Satisfaction rating”: found “9”, expected a whole number from 1 to 5.",
    "Row 3, column “Date”: found “31.02.2021”, expected a date such as 31-01-2026.",
    "Row 4, column “Call Id”: the cell is empty, expected a reference: a text of at most 200 characters, on one line.",
]


def test_every_fault_is_told_and_nothing_is_stored(import_file: Import, tmp_path: Path) -> None:
    result = import_file(saved(tmp_path, as_csv(FAULTY)))
    assert result.exit_code == 1
    told = result.stderr.splitlines()
    assert told[:-1] == LINES
    assert told[-1] == "Error: Nothing was stored. Mend these rows, or use --skip-faulty to store the others."
    assert result.stdout.splitlines()[-1] == "4 rows. Stored nothing: 0 new, 0 already known, 2 faulty."
    assert (contacts(), counted()) == ([], 0)


def test_the_others_can_be_stored(import_file: Import, tmp_path: Path) -> None:
    result = import_file(saved(tmp_path, as_csv(FAULTY)), "--skip-faulty")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == LINES
    assert result.stdout.splitlines()[-1] == "4 rows. Stored: 2 new, 0 already known, 2 faulty."
    assert [found.reference for found in contacts()] == ["ID0001", "ID0003"]


def test_a_dry_run_tells_and_stores_nothing(import_file: Import, tmp_path: Path) -> None:
    result = import_file(saved(tmp_path), "--dry-run", "--save-map", "--map", "Topic=-", "--create-teams")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "4 rows. Would store: 4 new, 0 already known, 0 faulty."
    assert (contacts(), counted()) == ([], 0)
    import_file(saved(tmp_path))
    again = import_file(saved(tmp_path), "--dry-run")
    assert again.stdout.splitlines()[-1] == "4 rows. Would store: 0 new, 4 already known, 0 faulty."
    assert len(contacts()) == 4


def test_a_dry_run_of_a_faulty_file_fails_too(import_file: Import, tmp_path: Path) -> None:
    result = import_file(saved(tmp_path, as_csv(FAULTY)), "--dry-run")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, len(LINES) + 1)


def test_a_reference_with_two_contents(import_file: Import, tmp_path: Path) -> None:
    result = import_file(saved(tmp_path, "kenmerk;datum\nA1;01-02-2026\nA1;02-02-2026\n"))
    assert result.exit_code == 1
    assert result.stderr.startswith("Row 3, column “kenmerk”: found “A1”, expected a reference of its own")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "The file is empty."),
        ("kenmerk;onderwerp\nA1;x\n", "There is no column with a date."),
        ("datum;onderwerp\n01-02-2026;x\n", "There is no column with the reference of a contact."),
        ("kenmerk;datum;datum\nA1;01-02-2026;x\n", "More than one column is called “datum”."),
    ],
)
def test_a_file_that_cannot_be_read(import_file: Import, tmp_path: Path, text: str, reason: str) -> None:
    result = import_file(saved(tmp_path, text))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {reason}")


def test_a_team_must_be_there_or_be_made(import_file: Import, tmp_path: Path, organisation: Organisation) -> None:
    text = "kenmerk;datum;team\nA1;01-02-2026;Burgerzaken\nA2;01-02-2026;Parkeren\n"
    nowhere = import_file(saved(tmp_path, text))
    assert "expected a team that exists; there is none yet." in nowhere.stderr
    factories.team(organisation)
    refused = import_file(saved(tmp_path, text))
    assert refused.exit_code == 1
    assert refused.stderr.splitlines()[0] == (
        "Row 3, column “team”: found “Parkeren”, expected one of the teams: Burgerzaken."
    )
    made = import_file(saved(tmp_path, text), "--create-teams")
    assert made.exit_code == 0
    assert "New teams: Parkeren." in made.stdout.splitlines()
    assert len({found.team_id for found in contacts()}) == 2


def test_a_team_is_known_whatever_its_capitals(
    import_file: Import, runner: FlaskCliRunner, tmp_path: Path, organisation: Organisation
) -> None:
    factories.team(organisation)
    text = "kenmerk;datum;team\nA1;1-2-2026;burgerzaken\nA2;1-2-2026;PARKEREN\nA3;1-2-2026;Parkeren\n"
    made = import_file(saved(tmp_path, text), "--create-teams")
    assert "New teams: PARKEREN." in made.stdout.splitlines()
    assert len({found.team_id for found in contacts()}) == 2
    twice = runner.invoke(args=["teams", "add", " parkeren ", "--org", "voorbeeld"])
    assert (twice.exit_code, twice.stderr) == (1, "Error: voorbeeld has a team 'PARKEREN' already.\n")


def test_a_team_name_that_is_too_long(import_file: Import, tmp_path: Path) -> None:
    result = import_file(saved(tmp_path, f"kenmerk;datum;team\nA1;01-02-2026;{'x' * 101}\n"), "--create-teams")
    assert result.exit_code == 1
    assert "expected a name of at most 100 characters." in result.stderr


def test_an_organisation_or_file_that_is_not_there(runner: FlaskCliRunner, import_file: Import, tmp_path: Path) -> None:
    elsewhere = runner.invoke(args=["contacts", "import", saved(tmp_path), "--org", "nergens"])
    assert elsewhere.exit_code == 1
    assert "There is no organisation 'nergens'. Known: voorbeeld." in elsewhere.stderr
    assert import_file(str(tmp_path / "missing.csv")).exit_code != 0
