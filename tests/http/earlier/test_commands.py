"""The commands for earlier answers."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskCliRunner

from admin.earlier.series import earlier_trend
from admin.insight.terms import EVER
from survey.database import reading
from survey.organisations import Organisation
from tests.http.earlier.files import TOUCHPOINTS


def _import(runner: FlaskCliRunner, file: Path, *more: str) -> tuple[int, str, str]:
    result = runner.invoke(args=["earlier", "import", str(file), "--org", "voorbeeld", *more])
    return result.exit_code, result.stdout, result.stderr


def test_touchpoints_comes_in_by_its_question_numbers(
    owner: Organisation, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "touchpoints.csv"
    file.write_text(TOUCHPOINTS)
    status, out, _ = _import(runner, file, "--dry-run")
    assert (status, "Would store the sums of 12 answers, touchpoints: touchpoints.csv." in out) == (0, True)
    with reading() as session:
        assert earlier_trend(session, owner.id, EVER) == ()
    assert _import(runner, file)[0] == 0
    with reading() as session:
        found = {(point.month, point.dimension): point.score.mean for point in earlier_trend(session, owner.id, EVER)}
    assert found == {
        ("2023-04", "mark"): 100, ("2023-04", "betrouwbaar"): 75, ("2023-04", "bereikbaar"): 50,
        ("2023-04", "beleefd"): 25, ("2023-04", "behulpzaam"): 0,
    }  # fmt: skip
    status, _, error = _import(runner, file)
    assert (status, "came in before, as 'touchpoints.csv'" in error) == (1, True)


def test_columns_scales_and_words_by_option(owner: Organisation, runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("Q1,Q2\n" + "1,Prima\n" * 10)
    status, _, error = _import(
        runner, file, "--month", "2022-06", "--label", "Meting 2022",
        "--map", "Q1=bekend:1-4:reversed", "--map", "Q2=beleefd:own", "--word", "Q2:Prima=80",
    )  # fmt: skip
    assert status == 0, error
    with reading() as session:
        found = {point.dimension: point.score.mean for point in earlier_trend(session, owner.id, EVER)}
    assert found == {"bekend": 100.0, "beleefd": 80.0}
    listed = runner.invoke(args=["earlier", "list", "--org", "voorbeeld"]).stdout
    assert "2022-06 to 2022-06  10  Meting 2022" in listed
    batch = listed.split()[0]
    removed = runner.invoke(args=["earlier", "remove", batch, "--org", "voorbeeld", "--yes"])
    assert "Removed Meting 2022: 10 answers." in removed.stdout
    assert runner.invoke(args=["earlier", "remove", batch, "--org", "voorbeeld", "--yes"]).exit_code == 1


def test_faults_are_told_by_row_and_column(owner: Organisation, runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("datum,Luisterde\n2024-01-05,7\n2024-01-05,3\n")
    status, _, error = _import(runner, file, "--map", "Luisterde=beleefd:1-5")
    assert status == 1
    assert "Row 2, column “Luisterde”: found “7”, expected a number from 1 to 5." in error
    with reading() as session:
        assert earlier_trend(session, owner.id, EVER) == ()


def test_a_wrong_option_is_explained(owner: Organisation, runner: FlaskCliRunner, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("datum,Q\n2024-01-05,3\n")
    for wrong in ("Q=aardig", "Q=bekend:1-99", "=bekend"):
        status, _, error = _import(runner, file, "--map", wrong)
        assert (status, "Fields: bekend" in error or "expected" in error) == (2, True)
    assert "There is no column “Z”" in _import(runner, file, "--map", "Z=bekend:1-5")[2]
    assert _import(runner, file, "--word", "Q:x=101")[0] == 2
    of_month = ("--month", "2099-01", "--map", "Q=bekend:1-5")
    assert "The month of all answers is one from January 2000" in _import(runner, file, *of_month)[2]


def test_a_word_of_no_column_is_refused_and_names_may_have_a_colon(
    owner: Organisation, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "own.csv"
    file.write_text("G1: luisterde,G1: luisterde: echt\n" + "3,:)\n" * 10)
    options = ("--month", "2022-06", "--map", "G1: luisterde: echt=beleefd:own")
    status, _, error = _import(runner, file, *options, "--word", "Luisterde::)=80")
    assert (status, "is of no column with answers. Those are: G1: luisterde: echt." in error) == (1, True)
    assert _import(runner, file, *options, "--word", "G1: luisterde: echt::)=80")[0] == 0
    with reading() as session:
        (point,) = earlier_trend(session, owner.id, EVER)
    assert (point.dimension, point.score.mean) == ("beleefd", 80.0)
