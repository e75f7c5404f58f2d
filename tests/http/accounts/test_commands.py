"""Commands for users and keys: what they print, and how they fail."""

from __future__ import annotations

import shlex

import pytest
from flask.testing import FlaskClient, FlaskCliRunner

from admin.accounts import keys
from survey.organisations import Organisation
from tests.http.people import sign_in


def test_a_user_added_by_command_signs_in_with_what_it_prints(
    runner: FlaskCliRunner, client: FlaskClient, organisation: Organisation
) -> None:
    result = runner.invoke(args=["users", "add", "Admin@Voorbeeld.NL", "--org", "voorbeeld", "--role", "admin"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert sign_in(client, "admin@voorbeeld.nl", result.stdout.strip()).status_code == 302


def test_a_new_password_by_command_replaces_the_old_one(
    runner: FlaskCliRunner, client: FlaskClient, organisation: Organisation
) -> None:
    first = runner.invoke(args=["users", "add", "a@voorbeeld.nl", "--org", "voorbeeld", "--role", "viewer"])
    second = runner.invoke(args=["users", "password", "A@voorbeeld.nl"])
    assert second.exit_code == 0
    assert sign_in(client, "a@voorbeeld.nl", first.stdout.strip()).status_code == 422
    assert sign_in(client, "a@voorbeeld.nl", second.stdout.strip()).status_code == 302


def test_a_key_added_by_command_opens_the_organisation(runner: FlaskCliRunner, organisation: Organisation) -> None:
    result = runner.invoke(args=["keys", "add", "Telefooncentrale", "--org", "voorbeeld"])
    assert result.exit_code == 0
    caller = keys.opened_by(result.stdout.strip())
    assert caller
    assert caller.organisation_id == organisation.id


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("users add known@voorbeeld.nl --org voorbeeld --role viewer", "There is a user known@voorbeeld.nl already."),
        ("users add a@voorbeeld.nl --org nergens --role viewer", "There is no organisation 'nergens'"),
        ("users add a@voorbeeld.nl --org voorbeeld --role owner", "'owner' is not a role"),
        ("users add voorbeeld --org voorbeeld --role viewer", "'voorbeeld' is not an e-mail address."),
        ("users password nobody@voorbeeld.nl", "There is no user nobody@voorbeeld.nl."),
        ("keys add x --org nergens", "There is no organisation 'nergens'"),
    ],
)
def test_a_fault_stands_on_standard_error_and_in_the_exit_status(
    runner: FlaskCliRunner, organisation: Organisation, command: str, fault: str
) -> None:
    runner.invoke(args=shlex.split("users add known@voorbeeld.nl --org voorbeeld --role viewer"))
    result = runner.invoke(args=shlex.split(command))
    assert (result.exit_code, result.stdout) == (1, "")
    assert fault in result.stderr


def test_a_key_needs_a_name(runner: FlaskCliRunner, organisation: Organisation) -> None:
    result = runner.invoke(args=["keys", "add", " ", "--org", "voorbeeld"])
    assert result.exit_code == 1
    assert "expected 1 to 100" in result.stderr


@pytest.mark.parametrize("command", ["users", "users add", "users password", "keys", "keys add"])
def test_every_command_explains_itself(runner: FlaskCliRunner, command: str) -> None:
    result = runner.invoke(args=[*command.split(), "--help"])
    assert result.exit_code == 0
    assert "Usage:" in result.stdout
