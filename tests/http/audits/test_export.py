"""A round goes out as a file, and comes in again unchanged."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from flask.testing import FlaskCliRunner
from python_calamine import CalamineWorkbook

from admin.audits import rounds as queries
from admin.audits.exchange.stored import first_scorings
from survey.database import reading
from survey.organisations import Organisation
from tests import factories
from tests.http import people
from tests.http.audits.conftest import SignedIn
from tests.http.reliability import scorings
from tests.unit.audits.sheets import as_csv

HEADER = ("datum", "team", "kanaal", "referentie", "bekend.taal", "beleefd.begroeting", "behulpzaam.antwoord",
          "bereikbaar.wachttijd")  # fmt: skip
ROWS = [
    ("03-02-2026", "Burgerzaken", "telefoon", "=A1", "7,5", "ja", "deels", "95"),
    ("04-02-2026", "=Team+", "e-mail", "", "", "nvt", "ja", ""),
    ("04-02-2026", "=Team+", "e-mail", "", "10", "nee", "nee", "0"),
    ("05-02-2026", "Burgerzaken", "balie", "007", "1", "", "n.v.t.", "30"),
]


@pytest.fixture(autouse=True)
def _round(owner: Organisation, team: UUID, signed_in: SignedIn) -> None:
    factories.team(owner, "=Team+")
    send(signed_in, as_csv([HEADER, *ROWS]), "Spring")


def send(signed_in: SignedIn, file: BytesIO, name: str) -> None:
    answer = people.send(signed_in("auditor"), "/admin/audits/upload", name=name, file=(file, "round"))
    assert answer.status_code == 302, answer.text


def round_id(owner: Organisation, name: str = "Spring") -> UUID:
    with reading() as session:
        found = queries.id_of(session, owner.id, name)
    assert found is not None
    return found


def everything(owner: Organisation, name: str) -> list[str]:
    """All that is stored of the calls of a round, without what tells one round from another."""
    with reading() as session:
        calls = [each.call for each in first_scorings(session, owner.id, round_id(owner, name))]
    return [
        repr((each.day, each.team_id, each.channel, each.reference, sorted(each.scores.items()), each.dimensions,
              sorted(each.not_applicable)))
        for each in calls
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_what_went_out_comes_in_unchanged(signed_in: SignedIn, owner: Organisation, kind: str, language: str) -> None:
    client = signed_in("viewer")
    response = client.get(f"/admin/audits/{round_id(owner)}/export.{kind}?lang={language}")
    assert response.status_code == 200
    assert f"Spring.{kind}" in response.headers["Content-Disposition"]
    send(signed_in, BytesIO(response.data), "Again")
    assert len(everything(owner, "Spring")) == len(ROWS)
    assert everything(owner, "Again") == everything(owner, "Spring")


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_other_sheets_hold_the_criteria_and_say_that_nothing_was_scored_twice(
    signed_in: SignedIn, owner: Organisation, kind: str
) -> None:
    response = signed_in("viewer").get(f"/admin/audits/{round_id(owner)}/export.{kind}")
    book = CalamineWorkbook.from_filelike(BytesIO(response.data))
    assert book.sheet_names == ["scores", "criteria", "reliability"]
    criteria = book.get_sheet_by_name("criteria").to_python()
    assert next(row for row in criteria if row[0] == "bereikbaar.wachttijd")[3:8] == [
        "seconds",
        30.0,
        180.0,
        1.0,
        "yes",
    ]
    assert criteria[-1][0] == "Version 1 of the criteria"
    assert book.get_sheet_by_name("reliability").to_python()[1][0] == "No calls are scored twice in this round."


def test_of_calls_that_were_scored_twice_the_file_tells_how_far_auditors_agree(
    signed_in: SignedIn, owner: Organisation, team: UUID
) -> None:
    users = scorings.auditors(owner)
    made = scorings.double_round(owner, users, name="Double")
    for number, (first, second) in enumerate([("7", "7"), ("5", "6"), ("9", "9")]):
        call = scorings.scored(owner, made, team, {"bekend.taal": first}, auditor=users[0].id, days=number)
        scorings.scored(owner, made, team, {"bekend.taal": second}, auditor=users[1].id, days=number, second_of=call)
    response = signed_in("viewer").get(f"/admin/audits/{made}/export.xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(response.data))
    assert len(book.get_sheet_by_name("scores").to_python()) == 1 + 3
    rows = {row[0]: row for row in book.get_sheet_by_name("reliability").to_python()}
    assert rows["bekend.taal"][2] == 3
    assert 0.8 < float(str(rows["bekend.taal"][3])) < 1


def test_the_command_writes_the_file_and_never_over_another(
    runner: FlaskCliRunner, owner: Organisation, tmp_path: Path
) -> None:
    path = tmp_path / "round.ods"
    args = ["audits", "export", "--org", owner.slug, "--round", "Spring", str(path)]
    assert runner.invoke(args=args).stdout == f"Wrote {path} with 4 calls.\n"
    assert "File exists" in runner.invoke(args=args).stderr
    again = ["audits", "import", str(path), "--org", owner.slug, "--round", "Again"]
    assert "Read from the sheet 'scores'." in runner.invoke(args=again).stdout
    assert everything(owner, "Again") == everything(owner, "Spring")
    unknown = ["audits", "export", "--org", owner.slug, "--round", "X", str(tmp_path / "x.csv")]
    assert "has no round 'X'" in runner.invoke(args=unknown).stderr
    assert runner.invoke(args=[*args[:-1], str(tmp_path / "x.pdf")]).exit_code == 2
