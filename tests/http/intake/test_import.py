"""`flask contacts import` on the files that exchanges give."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from survey.config import Config
from survey.database import reading
from survey.intake.tables import contact_counts
from tests.http.intake.conftest import Import
from tests.http.intake.logs import AGENTS, HEADER, ROWS, as_csv, saved
from tests.http.intake.stored import contacts, counted, dump
from tests.unit.intake.built_files import ods_file, xlsx_file


def test_a_log_is_read_as_it_is(import_file: Import, tmp_path: Path) -> None:
    result = import_file(saved(tmp_path))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "4 rows. Stored: 4 new, 0 already known, 0 faulty."
    first, second, _, last = contacts()
    assert (first.occurred_at, first.day) == (datetime(2021, 1, 1, 8, 12, 58, tzinfo=UTC), date(2021, 1, 1))
    assert (first.answered, first.resolved, first.waiting_seconds, first.talk_seconds) == (True, True, 109, 143)
    assert (first.rating, first.topic, first.channel, first.team_id) == (3, "Contract related", "phone", None)
    assert (second.answered, second.resolved, second.waiting_seconds, second.rating) == (False, None, None, None)
    assert (last.occurred_at, last.day) == (datetime(2021, 3, 31, 21, 58, 34, tzinfo=UTC), date(2021, 3, 31))


def test_each_column_is_accounted_for(import_file: Import, tmp_path: Path) -> None:
    lines = import_file(saved(tmp_path, as_csv(ROWS, (*HEADER[:-1], "Zomaar")))).stdout.splitlines()
    assert "Column 'Call Id' is reference." in lines
    assert "Column 'AvgTalkDuration' is talk_seconds." in lines
    assert "Column 'Agent' is left out: names of employees are never stored." in lines
    assert "Column 'Calls Answered (Y)' is left out: a total over the whole file." in lines
    assert "Column 'Zomaar' is left out: not recognised. Use --map to say what it is." in lines
    assert len(lines) == len(HEADER) + 1


def test_the_figures_of_the_log_are_counted_on_the_way(import_file: Import, tmp_path: Path) -> None:
    import_file(saved(tmp_path))
    of = contact_counts.c
    sums = (of.contacts, of.answered, of.resolved, of.wait_n, of.wait_sum, of.within_n, of.rating_n, of.rating_sum)
    with reading() as session:
        found = tuple(session.execute(select(*(func.sum(each) for each in sums))).one())
    assert found == (4, 3, 2, 3, 154, 2, 2, 8)


def test_the_same_file_again_adds_nothing(import_file: Import, tmp_path: Path, runner: FlaskCliRunner) -> None:
    import_file(saved(tmp_path))
    again = import_file(saved(tmp_path))
    assert again.exit_code == 0
    assert again.stdout.splitlines()[-1] == "4 rows. Stored: 0 new, 4 already known, 0 faulty."
    assert (len(contacts()), counted()) == (4, 4)
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0


def test_a_row_that_comes_twice_counts_once(import_file: Import, tmp_path: Path, runner: FlaskCliRunner) -> None:
    result = import_file(saved(tmp_path, as_csv((*ROWS, ROWS[0]))))
    assert result.stdout.splitlines()[-1] == "5 rows. Stored: 4 new, 1 already known, 0 faulty."
    assert (len(contacts()), counted()) == (4, 4)
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0


def test_more_rows_than_one_statement_holds(import_file: Import, tmp_path: Path, runner: FlaskCliRunner) -> None:
    rows = [(f"R{number}", "Greg", *ROWS[number % 4][2:]) for number in range(2500)]
    assert import_file(saved(tmp_path, as_csv(rows))).exit_code == 0
    assert (len(contacts()), counted()) == (2500, 2500)
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0


def test_names_of_employees_are_nowhere(import_file: Import, tmp_path: Path, app: Flask) -> None:
    import_file(saved(tmp_path), "--save-map", "--map", "Topic=topic")
    everything = dump()
    assert "Contract related" in everything
    assert [name for name in AGENTS if name in everything] == []
    config: Config = app.config["KLANKBORD"]
    if config.database_url.startswith("sqlite"):
        file = Path(config.database_url.removeprefix("sqlite:///"))
        kept = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
        assert b"Contract related" in kept
        assert [name for name in AGENTS if name.encode() in kept] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_any_encoding(import_file: Import, tmp_path: Path, encoding: str) -> None:
    text = "kenmerk;datum;onderwerp\nA1;01-02-2026;Coördinatie\n"
    assert import_file(saved(tmp_path, text, encoding)).exit_code == 0
    assert [found.topic for found in contacts()] == ["Coördinatie"]


@pytest.mark.parametrize("build", [xlsx_file, ods_file])
def test_a_spreadsheet_from_beginning_to_end(import_file: Import, tmp_path: Path, build: type) -> None:
    rows = (
        ("Gespreksnummer", "Medewerker", "Datum", "Tijd", "Beantwoord", "Wachttijd", "Waardering"),
        ("A1", "Diane", date(2026, 2, 3), 0.5, "ja", 25, 4),
        ("A2", "Greg", date(2026, 2, 3), 0.75, "nee", None, None),
    )
    path = tmp_path / "calls.bin"
    path.write_bytes(build(*rows).getvalue())
    result = import_file(str(path))
    assert (result.exit_code, result.stderr) == (0, "")
    first, second = contacts()
    assert (first.occurred_at.hour, first.waiting_seconds, first.rating) == (11, 25, 4)
    assert (second.occurred_at.hour, second.answered) == (17, False)
    assert "Diane" not in dump()
