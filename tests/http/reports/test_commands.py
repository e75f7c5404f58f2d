"""`reports make` makes what is not there yet, whole or not at all, for one organisation or all."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from admin.reports.commands import write_whole
from admin.reports.tables import KeptReport
from survey.database import reading
from tests.http.insight import opinions


@pytest.fixture(autouse=True)
def _town(in_app: Flask) -> None:
    town = opinions.town()
    opinions.answer(town, times=30)
    opinions.audit(town, "Winter", 12)


def make(runner: FlaskCliRunner, *options: str) -> Result:
    return runner.invoke(args=["reports", "make", *options])


def count() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(KeptReport)) or 0


def test_without_a_folder_they_are_kept_and_made_once(runner: FlaskCliRunner) -> None:
    made = make(runner, "--period", "2026-Q1")
    assert (made.exit_code, made.stderr) == (0, "")
    assert made.stdout.splitlines() == [
        "made\tklankbord-voorbeeld-2026-Q1-summary-nl.pdf",
        "made\tklankbord-voorbeeld-2026-Q1-full-nl.pdf",
    ]
    again = make(runner, "--period", "2026-Q1")
    assert [line.split("\t")[0] for line in again.stdout.splitlines()] == ["kept", "kept"]
    assert count() == 2
    listed = runner.invoke(args=["reports", "list", "--org", "voorbeeld"]).stdout.splitlines()
    assert [line.split("\t")[0] for line in listed] == [
        "klankbord-voorbeeld-2026-Q1-summary-nl.pdf",
        "klankbord-voorbeeld-2026-Q1-full-nl.pdf",
    ]


def test_again_makes_it_anew_in_its_place(in_app: Flask, runner: FlaskCliRunner) -> None:
    options = ("--period", "2026-01", "--kind", "csv")
    make(runner, *options)
    with reading() as session:
        first = session.scalars(select(KeptReport.id)).one()
    again = make(runner, *options, "--again")
    assert again.stdout.startswith("made\t")
    with reading() as session:
        assert session.scalars(select(KeptReport.id)).one() != first


def test_files_carry_the_period_and_are_left_alone_once_they_are_there(runner: FlaskCliRunner, tmp_path: Path) -> None:
    options = ("--period", "2026-01", "--kind", "json", "--kind", "ods", "--language", "en", "--to", str(tmp_path))
    assert make(runner, *options).exit_code == 0
    folder = tmp_path / "voorbeeld"
    names = ["klankbord-voorbeeld-2026-01-json-en.json", "klankbord-voorbeeld-2026-01-ods-en.ods"]
    assert sorted(path.name for path in folder.iterdir()) == names
    (folder / names[0]).write_text("mine")
    assert "kept" in make(runner, *options).stdout
    assert (folder / names[0]).read_text() == "mine"
    assert make(runner, *options, "--again").exit_code == 0
    assert (folder / names[0]).read_text().startswith("{")
    assert count() == 0


def test_all_organisations_are_served_and_one_without_figures_is_told(runner: FlaskCliRunner, in_app: Flask) -> None:
    opinions.town("leeg")
    made = make(runner, "--period", "2026-01", "--kind", "csv")
    assert made.exit_code == 0
    assert made.stdout.splitlines() == [
        "nothing to report\tklankbord-leeg-2026-01-csv-nl.csv",
        "made\tklankbord-voorbeeld-2026-01-csv-nl.csv",
    ]


def test_one_that_cannot_be_written_is_a_fault_and_leaves_nothing(runner: FlaskCliRunner, tmp_path: Path) -> None:
    (tmp_path / "voorbeeld").write_text("a file where the folder should be")
    failed = make(runner, "--period", "2026-01", "--kind", "csv", "--to", str(tmp_path))
    assert failed.exit_code == 1
    assert failed.stdout == ""
    assert "klankbord-voorbeeld-2026-01-csv-nl.csv: " in failed.stderr
    assert "1 reports could not be made." in failed.stderr


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").mkdir()
    with pytest.raises(OSError, match=r"report\.pdf"):
        write_whole(tmp_path / "report.pdf", b"half")
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]
    write_whole(tmp_path / "other.pdf", b"whole")
    assert (tmp_path / "other.pdf").read_bytes() == b"whole"


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (("--period", "2026-13"), 2, "is no period; expected last-month"),
        (("--period", "2090-01"), 2, "has not ended"),
        ((), 2, "--period"),
        (("--period", "2026-01", "--kind", "docx"), 2, "--kind"),
        (("--period", "2026-01", "--language", "fr"), 2, "--language"),
        (("--period", "2026-01", "--org", "nergens"), 1, "There is no organisation 'nergens'"),
        (("--period", "2026-01", "--to", __file__), 2, "--to"),
    ],
)
def test_what_cannot_be_made_is_a_fault(
    runner: FlaskCliRunner, options: tuple[str, ...], status: int, words: str
) -> None:
    result = make(runner, *options)
    assert (result.exit_code, result.stdout) == (status, "")
    assert words in result.stderr


def test_a_list_of_nobody_is_a_fault(runner: FlaskCliRunner) -> None:
    listed = runner.invoke(args=["reports", "list", "--org", "nergens"])
    assert (listed.exit_code, listed.stdout) == (1, "")
    assert "There is no organisation 'nergens'" in listed.stderr
