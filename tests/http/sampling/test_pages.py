"""The page that sizes and draws a sample, its files, and the command."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from flask.testing import FlaskCliRunner
from python_calamine import CalamineWorkbook

from admin.audits.closing import close_round
from admin.sampling.allocation import calls_needed
from survey.database import begin
from survey.organisations import Organisation
from tests import factories
from tests.http import people
from tests.http.audits.conftest import SignedIn
from tests.http.audits.rounds import call, stored
from tests.http.sampling.contacts import contacts, drawn_references, planned_round


@pytest.fixture
def spring(owner: Organisation, team: UUID) -> UUID:
    """An open round with days, and 300 contacts in them."""
    contacts(owner, [team, factories.team(owner, "Belastingen")])
    return planned_round(owner, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 31))


def path(round_id: UUID) -> str:
    return f"/admin/audits/{round_id}/sample"


def test_without_contacts_it_says_so(signed_in: SignedIn, owner: Organisation) -> None:
    page = signed_in("auditor").get(path(planned_round(owner))).text
    assert "there are no answered contacts with a team" in page
    assert "No calls are drawn for this round yet." in page
    assert "Draw the calls" not in page


def test_a_viewer_draws_nothing(signed_in: SignedIn, spring: UUID) -> None:
    client = signed_in("viewer")
    assert client.get(path(spring)).status_code == 403
    assert client.get(f"{path(spring)}.csv").status_code == 403


def test_it_says_how_many_calls_a_margin_needs(signed_in: SignedIn, spring: UUID) -> None:
    page = signed_in("auditor").get(f"{path(spring)}?margin=8").text
    needed = calls_needed(8.0, 25.0, 300)
    assert f"This round needs {needed} calls out of 300." in page
    assert page.count("Assumed: too few earlier calls") == 5
    assert "Cochran" in page
    assert f'name="size" type="text" value="{needed}"' in page


def test_earlier_rounds_tell_the_spread(signed_in: SignedIn, owner: Organisation, team: UUID, spring: UUID) -> None:
    stored(owner, "Winter", [call(team, each, bekend_taal=60.0 + 5 * (each % 3)) for each in range(30)])
    page = signed_in("auditor").get(f"{path(spring)}?margin=8").text
    assert "Earlier rounds: 30 calls" in page
    assert page.count("Assumed: too few earlier calls") == 4


def test_the_days_of_the_address_set_what_there_is_to_draw_from(signed_in: SignedIn, spring: UUID) -> None:
    page = signed_in("auditor").get(f"{path(spring)}?margin=50&from=2020-01-01&to=2020-01-02").text
    assert "there are no answered contacts with a team" in page


@pytest.mark.parametrize("wrong", ["margin=x", "margin=0", "margin=5&from=2026-03-09&to=2026-03-01", "from=x&margin=5"])
def test_a_wrong_address_is_told(signed_in: SignedIn, spring: UUID, wrong: str) -> None:
    answer = signed_in("auditor").get(f"{path(spring)}?{wrong}")
    assert answer.status_code == 422
    assert "Something is not right yet" in answer.text


def test_drawing_tells_seed_and_frame_and_lists_the_calls(signed_in: SignedIn, spring: UUID) -> None:
    client = signed_in("auditor")
    answer = people.send(client, path(spring), size=60, seed=12, is_plan="y", margin=5)
    assert answer.status_code == 302
    page = client.get(answer.location).text
    assert "60 calls are drawn out of 300. The seed is 12." in page
    assert "60 calls drawn out of 300, seed 12." in page
    assert "Margin with the calls drawn" in page
    assert "Page 1 of 2" in page
    assert all(
        any(ref in client.get(f"{path(spring)}?page={n}").text for n in (1, 2)) for ref in drawn_references(spring)
    )


def test_without_a_seed_one_is_chosen_and_shown(signed_in: SignedIn, spring: UUID) -> None:
    client = signed_in("auditor")
    assert "The seed is " in client.get(people.send(client, path(spring), size=5).location).text
    assert len(drawn_references(spring)) == 5


@pytest.mark.parametrize("wrong", [{"size": ""}, {"size": "0"}, {"size": "x"}, {"size": "5", "seed": "-1"}])
def test_a_wrong_number_draws_nothing(signed_in: SignedIn, spring: UUID, wrong: dict[str, str]) -> None:
    answer = people.send(signed_in("auditor"), path(spring), **wrong)
    assert answer.status_code == 422
    assert drawn_references(spring) == set()


def test_when_all_is_drawn_it_says_so(signed_in: SignedIn, spring: UUID) -> None:
    client = signed_in("auditor")
    people.send(client, path(spring), size=1000)
    answer = people.send(client, path(spring), size=1)
    assert "There is no call left to draw in these days." in client.get(answer.location).text
    assert len(drawn_references(spring)) == 300


def test_a_closed_round_is_not_drawn_for(signed_in: SignedIn, owner: Organisation, spring: UUID) -> None:
    client = signed_in("auditor")
    token = people.token_of(client.get(path(spring)))
    close_round(owner.id, spring, "command")
    answer = client.post(path(spring), data={"csrf_token": token, "size": 5})
    page = client.get(answer.location).text
    assert "This round is closed. Nothing is drawn." in page
    assert "Draw the calls" not in page
    assert drawn_references(spring) == set()


def test_the_list_comes_as_csv_and_xlsx(signed_in: SignedIn, owner: Organisation, team: UUID) -> None:
    round_id = planned_round(owner)
    contacts(owner, [team], number=1, channel="phone")
    formula = factories.team(owner, "=1+1")
    with begin() as session:
        factories.add_contact(session, owner, "@R", team_id=formula)
    client = signed_in("auditor")
    people.send(client, path(round_id), size=9)
    lines = client.get(f"{path(round_id)}.csv").get_data().decode("utf-8-sig").splitlines()
    assert lines[0] == "Reference;Day;Time;Team;Channel"
    assert {line.split(";")[0] for line in lines[1:]} == {"C0000", "'@R"}
    assert all(line.endswith((";Burgerzaken;Phone", ";'=1+1;Phone")) for line in lines[1:])
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(f"{path(round_id)}.xlsx").get_data()))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == ["Reference", "Day", "Time", "Team", "Channel"]
    assert {row[0] for row in rows[1:]} == {"C0000", "@R"}
    assert str(rows[1][1]) == lines[1].split(";")[1]


def command(runner: FlaskCliRunner, *options: str) -> tuple[int, str, str]:
    found = runner.invoke(args=["audits", "sample", "--org", "voorbeeld", "--round", "Spring", *options])
    return found.exit_code, found.stdout, found.stderr


@pytest.mark.usefixtures("spring")
def test_the_command_draws_and_tells(runner: FlaskCliRunner, spring: UUID, tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    code, told, _ = command(runner, "--seed", "7", "--size", "40", "--output", str(target))
    assert code == 0, told
    assert "Drew 40 calls out of 300 contacts, seed 7." in told
    assert "Expected margins: bekend " in told
    lines = target.read_text("utf-8-sig").splitlines()
    assert {line.split(";")[0] for line in lines[1:]} == drawn_references(spring)
    assert len(lines) == 41


def test_the_command_draws_what_a_margin_needs(runner: FlaskCliRunner, spring: UUID) -> None:
    needed = calls_needed(8.0, 25.0, 300)
    code, told, _ = command(runner, "--margin", "8", "--dry-run")
    assert code == 0
    assert f"The round needs {needed} calls out of 300 (Cochran 1977, section 4.6)." in told
    assert f"bekend: {needed} calls for a margin of 8, spread 25.0 (assumed)" in told
    assert drawn_references(spring) == set()
    command(runner, "--margin", "8")
    assert len(drawn_references(spring)) == needed
    assert "nothing more is needed" in command(runner, "--margin", "8")[1]


@pytest.mark.usefixtures("spring")
@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ((), "one of the two"),
        (("--size", "1", "--margin", "5"), "one of the two"),
        (("--size", "1", "--output", "list.pdf"), ".xlsx or .csv"),
        (("--size", "1", "--round", "Nowhere"), "has no round 'Nowhere'"),
        (("--size", "1", "--from", "2020-01-01", "--to", "2020-01-02"), "no call left to draw"),
    ],
)
def test_the_command_says_what_is_wrong(runner: FlaskCliRunner, options: tuple[str, ...], fault: str) -> None:
    code, _, told = command(runner, *options)
    assert code != 0
    assert fault in told


def test_a_list_that_is_there_is_kept(runner: FlaskCliRunner, spring: UUID, tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_text("mine")
    code, _, told = command(runner, "--size", "1", "--output", str(target))
    assert code == 1
    assert "is there already" in told
    assert target.read_text() == "mine"
    assert drawn_references(spring) == set()
