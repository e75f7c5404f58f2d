"""`flask audits`: import, template, list, delete."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import Result
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from admin.audits.closing import close_round
from admin.audits.tables import AuditedCall, AuditRound, AuditScore
from survey.database import reading
from survey.intake.sheets import open_sheet
from survey.organisations import Organisation
from tests.unit.audits.sheets import as_csv, as_ods, as_xlsx

HEADER = ("datum", "team", "kanaal", "referentie", "bekend.taal", "beleefd.begroeting")
GOOD = (HEADER, ("03-02-2026", "Burgerzaken", "telefoon", "A1", "7", "ja"),
        ("04-02-2026", "Burgerzaken", "telefoon", "A2", "", "nee"))  # fmt: skip
FAULTY = (*GOOD, ("05-02-2026", "Parkeren", "duif", "A3", "12", "ja"))


pytestmark = pytest.mark.usefixtures("team")


def saved(folder: Path, rows: Sequence[Sequence[object]]) -> str:
    path = folder / "round.csv"
    path.write_bytes(as_csv(rows).getvalue())
    return str(path)


def import_file(runner: FlaskCliRunner, file: str, *options: str) -> Result:
    return runner.invoke(args=["audits", "import", file, "--org", "voorbeeld", "--round", "Spring", *options])


def stored() -> list[int]:
    with reading() as session:
        return [
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in (AuditRound, AuditedCall, AuditScore)
        ]


def test_a_round_is_imported_and_summed_up(runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = import_file(runner, saved(tmp_path, GOOD))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Round 'Spring' imported: 2 calls, 3 scores, criteria version 1.\n"
    assert stored() == [1, 2, 3]


@pytest.mark.parametrize("write", [as_xlsx, as_ods])
def test_spreadsheets_are_imported_too(runner: FlaskCliRunner, tmp_path: Path, write: object) -> None:
    assert callable(write)
    file = tmp_path / "whatever.bin"
    file.write_bytes(write(GOOD).getvalue())
    assert import_file(runner, str(file)).exit_code == 0
    assert stored() == [1, 2, 3]


def test_every_fault_goes_to_standard_error_and_nothing_is_stored(runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = import_file(runner, saved(tmp_path, FAULTY))
    assert (result.exit_code, result.stdout) == (1, "")
    lines = result.stderr.splitlines()
    assert lines[0] == "Row 4, column “team”: found “Parkeren”, expected one of your teams: Burgerzaken."
    assert [line.split(":")[0] for line in lines[1:3]] == ["Row 4, column “kanaal”", "Row 4, column “bekend.taal”"]
    assert lines[3] == "Error: 3 faults; nothing was stored."
    assert stored() == [0, 0, 0]


def test_a_file_that_is_no_sheet_is_refused(runner: FlaskCliRunner, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"")
    result = import_file(runner, str(tmp_path / "x.csv"))
    assert (result.exit_code, result.stderr) == (1, "Error: The file is empty.\n")


def test_a_dry_run_stores_nothing(runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = import_file(runner, saved(tmp_path, GOOD), "--dry-run")
    assert result.stdout == "Round 'Spring' would import: 2 calls, 3 scores, criteria version 1.\n"
    assert stored() == [0, 0, 0]
    assert import_file(runner, saved(tmp_path, FAULTY), "--dry-run").exit_code == 1


def test_an_existing_round_needs_replace(runner: FlaskCliRunner, tmp_path: Path) -> None:
    import_file(runner, saved(tmp_path, GOOD))
    refused = import_file(runner, saved(tmp_path, GOOD[:2]))
    assert refused.exit_code == 1
    assert "--replace" in refused.stderr
    assert stored() == [1, 2, 3]
    replaced = import_file(runner, saved(tmp_path, GOOD[:2]), "--replace")
    assert replaced.stdout == "Round 'Spring' replaced: 1 calls, 2 scores, criteria version 1.\n"
    assert stored() == [1, 1, 2]


def test_an_unknown_organisation_is_told(runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = runner.invoke(args=["audits", "import", saved(tmp_path, GOOD), "--org", "nergens", "--round", "X"])
    assert result.exit_code == 1
    assert "There is no organisation 'nergens'. Known: voorbeeld." in result.stderr


def test_a_name_that_cannot_be_kept_is_refused(runner: FlaskCliRunner, tmp_path: Path) -> None:
    args = ["audits", "import", saved(tmp_path, GOOD), "--org", "voorbeeld", "--round", "x" * 101]
    assert runner.invoke(args=args).exit_code == 2


@pytest.mark.parametrize("name", ["empty.xlsx", "empty.csv"])
def test_a_template_is_written_but_never_over_a_file(runner: FlaskCliRunner, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    args = ["audits", "template", "--org", "voorbeeld", str(path)]
    assert runner.invoke(args=args).exit_code == 0
    with path.open("rb") as file:
        assert open_sheet(file).header[:5] == ("datum", "team", "kanaal", "referentie", "bekend.behoefte")
    again = runner.invoke(args=args)
    assert again.exit_code == 1
    assert "File exists" in again.stderr


def test_a_template_of_another_kind_is_refused(runner: FlaskCliRunner, tmp_path: Path) -> None:
    result = runner.invoke(args=["audits", "template", "--org", "voorbeeld", str(tmp_path / "x.pdf")])
    assert result.exit_code == 2
    assert ".xlsx or .csv" in result.stderr


def test_rounds_are_listed_and_deleted(runner: FlaskCliRunner, tmp_path: Path) -> None:
    import_file(runner, saved(tmp_path, GOOD))
    listed = runner.invoke(args=["audits", "list", "--org", "voorbeeld"])
    assert listed.stdout == "Spring\t2026-02-03\t2026-02-04\t2\t1\n"
    args = ["audits", "delete", "--org", "voorbeeld", "--round", "Spring"]
    assert runner.invoke(args=args, input="n\n").exit_code == 1
    assert stored() == [1, 2, 3]
    assert runner.invoke(args=[*args, "--yes"]).stdout == "Deleted round 'Spring'.\n"
    assert stored() == [0, 0, 0]
    gone = runner.invoke(args=[*args, "--yes"])
    assert (gone.exit_code, gone.stderr) == (1, "Error: voorbeeld has no round 'Spring'.\n")


def test_a_closed_round_is_neither_replaced_nor_deleted(
    runner: FlaskCliRunner, tmp_path: Path, owner: Organisation
) -> None:
    file = saved(tmp_path, GOOD)
    import_file(runner, file)
    with reading() as session:
        round_id = session.scalars(select(AuditRound.id)).one()
    close_round(owner.id, round_id, "command")
    for result in (
        import_file(runner, file, "--replace"),
        runner.invoke(args=["audits", "delete", "--org", "voorbeeld", "--round", "Spring", "--yes"]),
    ):
        assert result.exit_code == 1
        assert "'Spring' is closed: its scores are fixed." in result.stderr
    assert stored() == [1, 2, 3]
