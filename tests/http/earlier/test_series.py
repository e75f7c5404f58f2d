"""The separate series on the trend, and what it keeps hidden."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from admin.earlier.columns import Use
from admin.earlier.reading import Key, Reading, Sums
from admin.earlier.record import Arrival, batches, kept_uses, store
from admin.earlier.scales import Scale
from admin.earlier.series import earlier_trend
from admin.insight.terms import EVER, HIDDEN, Period
from survey.database import reading
from survey.organisations import Organisation, UnknownTeam
from tests import factories


def _bring_in(runner: FlaskCliRunner, tmp_path: Path, lines: list[str]) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("\n".join(["datum;team;Luisterde naar u", *lines]))
    result = runner.invoke(args=["earlier", "import", str(file), "--org", "voorbeeld"])
    assert result.exit_code == 0, result.output


def test_a_small_month_and_a_small_team_stay_hidden(
    owner: Organisation, runner: FlaskCliRunner, tmp_path: Path
) -> None:
    factories.team(owner, "Balie")
    factories.team(owner, "Belastingen")
    _bring_in(
        runner, tmp_path,
        ["05-01-2024;Balie;5"] * 12 + ["05-02-2024;Balie;1"] * 12 + ["05-04-2024;Balie;3"] * 4
        + ["05-01-2024;Belastingen;1"] * 3,
    )  # fmt: skip
    with reading() as session:
        everybody = earlier_trend(session, owner.id, EVER)
        small = earlier_trend(session, owner.id, EVER, "Belastingen")
        first = earlier_trend(session, owner.id, Period(date(2024, 1, 1), date(2024, 1, 31)))
    assert [(point.month, point.score.mean, point.score.n) for point in everybody] == [
        ("2024-01", 100.0, 12), ("2024-02", 0.0, 12), ("2024-04", None, None),
    ]  # fmt: skip
    assert {point.score for point in small} == {HIDDEN}
    assert [point.score for point in first] == [everybody[0].score]


def test_an_unknown_team_is_refused(owner: Organisation) -> None:
    with reading() as session, pytest.raises(UnknownTeam):
        earlier_trend(session, owner.id, EVER, "Nergens")
    with reading() as session:
        assert earlier_trend(session, owner.id, EVER) == ()


def test_first_files_that_come_at_once_are_all_stored(in_app: Flask, owner: Organisation) -> None:
    barrier = Barrier(3)
    month = date(2024, 1, 1)
    found = Reading({Key(month, None, "bekend"): Sums(12, 600, 40_000)}, 12, 0, 0, {month: 12}, (), (), 0)

    def bring_in(label: str) -> None:
        arrival = Arrival("other", label, sha256(label.encode()).digest(), {label: Use("bekend", Scale("1-5"))}, found)
        barrier.wait()
        with in_app.app_context():
            store(owner.id, "iemand", arrival)

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(bring_in, "abc")) == [None] * 3
    with reading() as session:
        assert sorted(batch.label for batch in batches(session, owner.id)) == ["a", "b", "c"]
        assert set(kept_uses(session, owner.id)) == {"a", "b", "c"}
