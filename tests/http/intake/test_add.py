"""`flask contacts add`: one contact by hand."""

from __future__ import annotations

import pytest
from flask.testing import FlaskCliRunner

from survey.organisations import Organisation
from tests import factories
from tests.http.intake.stored import contacts, counted


@pytest.fixture(autouse=True)
def _voorbeeld(organisation: Organisation) -> None:
    factories.team(organisation)


def args(*options: str) -> list[str]:
    return ["contacts", "add", "--org", "voorbeeld", "--reference", "A1", "--at", "2026-03-29T10:15", *options]


def test_a_contact_is_added_once_and_can_be_invited(runner: FlaskCliRunner) -> None:
    options = (
        "--channel", "counter", "--team", "Burgerzaken", "--topic", "Paspoort", "--language", "fy", "--answered",
        "--not-resolved", "--transferred", "--waiting-seconds", "25", "--talk-seconds", "60", "--rating", "4",
    )  # fmt: skip
    result = runner.invoke(args=args(*options))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "Added.\n", "")
    (found,) = contacts()
    assert (found.channel, found.topic, found.language, found.occurred_at.hour) == ("counter", "Paspoort", "fy", 8)
    assert (found.answered, found.resolved, found.waiting_seconds, found.rating) == (True, False, 25, 4)
    assert (found.transferred, found.hour) == (True, 10)
    assert runner.invoke(args=args("--rating", "1")).stdout == "Known already; nothing changed.\n"
    assert ([each.rating for each in contacts()], counted()) == ([4], 1)
    link = runner.invoke(args=["invitations", "create", "--org", "voorbeeld", "--reference", "A1"])
    assert link.stdout.startswith("http://localhost:8000/s/")
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0


def test_the_link_comes_with_the_contact_where_that_is_asked(runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=args("--invite"))
    said, link = result.stdout.splitlines()
    assert (result.exit_code, said, result.stderr) == (0, "Added.", "")
    assert runner.app.test_client().get(link).status_code == 200
    again = runner.invoke(args=args("--invite"))
    assert (again.exit_code, again.stdout) == (1, "Known already; nothing changed.\n")
    assert "invitations create --renew" in again.stderr
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0


def test_a_known_contact_can_be_invited_later(runner: FlaskCliRunner) -> None:
    runner.invoke(args=args())
    said, link = runner.invoke(args=args("--invite")).stdout.splitlines()
    assert said == "Known already."
    assert link.startswith("http://localhost:8000/s/")


def test_of_a_call_that_nobody_answered_only_that_is_kept(runner: FlaskCliRunner) -> None:
    runner.invoke(args=args("--not-answered", "--waiting-seconds", "25"))
    assert [(each.answered, each.waiting_seconds) for each in contacts()] == [(False, None)]


def test_every_fault_is_told(runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=[*args("--team", "Parkeren", "--topic", "x" * 201), "--at", "yesterday"])
    assert result.exit_code == 1
    assert "--topic: expected a text of 1 to 200 characters" in result.stderr
    assert "--at: expected a moment as in 2026-03-29T10:15:00+02:00" in result.stderr
    assert "--team: expected one of the organisation's teams: Burgerzaken" in result.stderr
    assert contacts() == []


@pytest.mark.parametrize(
    "option", [("--channel", "pigeon"), ("--language", "xx"), ("--rating", "6"), ("--waiting-seconds", "-1")]
)
def test_a_choice_that_is_not_there(runner: FlaskCliRunner, option: tuple[str, str]) -> None:
    assert runner.invoke(args=args(*option)).exit_code == 2
    assert contacts() == []


def test_without_reference_or_moment(runner: FlaskCliRunner) -> None:
    assert runner.invoke(args=["contacts", "add", "--org", "voorbeeld"]).exit_code == 2
