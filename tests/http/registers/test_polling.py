"""Reading the list of a register, for what no notice came of."""

from datetime import timedelta

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from survey.database import reading
from survey.invitations.tables import Message
from survey.registers.client import TokenRefused
from survey.registers.polling import poll
from tests.http.registers.conftest import Connected, moment
from tests.open_klant import SECRETS, OpenKlant


def read(connected: Connected) -> dict[str, int]:
    return {name: number for name, number in poll(connected.owner.id, connected.id).items() if number}


def test_every_page_and_nothing_twice(connected: Connected, register: OpenKlant) -> None:
    register.largest_page = 2
    for hours in (9, 7, 5, 3, 1):
        register.add(moment(timedelta(hours=hours)))
    assert read(connected) == {"new": 5}
    assert len(register.asked) == 3
    watermark = connected.stored().watermark
    assert watermark is not None
    assert watermark.strftime("%Y-%m-%dT%H:%M:%SZ") == register.records[-1]["plaatsgevondenOp"]
    register.asked.clear()
    assert read(connected)["known"] < 5
    assert len(register.asked) < 3
    with reading() as session:
        assert len(session.scalars(select(Message)).all()) == 1, "the same citizen is asked once"


def test_what_was_missed_below_what_is_known(connected: Connected, register: OpenKlant) -> None:
    register.largest_page = 2
    for hours in (9, 8):
        register.add(moment(timedelta(hours=hours)))
    read(connected)
    for minutes in (50, 40, 30, 20):
        register.add(moment(timedelta(minutes=minutes)))
    assert read(connected)["new"] == 4
    late = register.add(moment(timedelta(hours=20)))
    assert read(connected)["new"] == 1, "registered today about yesterday"
    assert str(late["uuid"]) in connected.contacts()


def test_history_is_not_read(connected: Connected, register: OpenKlant) -> None:
    register.largest_page = 2
    for days in (90, 80, 70, 60, 50):
        register.add(moment(timedelta(days=days)))
    fresh = register.add(moment())
    assert read(connected) == {"new": 1}
    assert len(register.asked) == 2
    assert list(connected.contacts()) == [fresh["uuid"]]


def test_a_poll_that_breaks_off_is_done_over(connected: Connected, register: OpenKlant) -> None:
    register.largest_page = 1
    for hours in (3, 2, 1):
        register.add(moment(timedelta(hours=hours)))
    register.trouble = [(401, {})]
    with pytest.raises(TokenRefused):
        read(connected)
    assert connected.stored().fault == "sign_in_refused"
    assert connected.stored().watermark is None
    assert read(connected)["new"] == 3
    assert connected.stored().fault is None


def test_a_record_that_can_not_be_read_is_kept_once(connected: Connected, register: OpenKlant) -> None:
    register.add(moment(), kanaal="postduif")
    register.add(moment(timedelta(days=30)), kanaal="postduif")
    register.add(moment())
    for _ in range(2):
        assert read(connected)["faulty"] == 2
    (kept,) = connected.notices()
    assert (kept.fault, kept.resource_url) == ("unknown_channel", register.place(register.records[0]))


def test_an_empty_register(connected: Connected, register: OpenKlant) -> None:
    assert read(connected) == {}
    assert connected.stored().watermark is None
    assert connected.stored().read_at is not None


def test_the_command(connected: Connected, register: OpenKlant, runner: FlaskCliRunner) -> None:
    register.add(moment(timedelta(days=40)))
    register.add(moment())
    found = runner.invoke(args=["registers", "poll", "--org", "voorbeeld"])
    assert (found.exit_code, found.stderr) == (0, "")
    assert "New 1; known already 0; not readable 0." in found.output
    found = runner.invoke(args=["registers", "poll", "--since", "2000-01-01"])
    assert "New 1; known already 1;" in found.output
    register.trouble = [(401, {})]
    found = runner.invoke(args=["registers", "poll"])
    assert found.exit_code == 1
    assert "It does not accept our token" in found.stderr
    assert not [secret for secret in SECRETS if secret in found.output]
