"""From notice to contact and message, against a register that speaks the real protocol."""

from datetime import timedelta
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select, update

from admin.registers.record import change_token
from survey.database import Base, begin, now, reading
from survey.invitations.tables import ContactAddress, Message
from survey.registers import record
from survey.registers.client import Client, NotAnswered
from survey.registers.fetching import Fetcher
from survey.registers.tables import Register, RegisterNotice
from tests.http.conftest import AnotherApp
from tests.http.registers.conftest import Connected, after, moment
from tests.open_klant import HOST, SECRETS, TOKEN, OpenKlant


def notice(connected: Connected, register: OpenKlant, client: FlaskClient, **changed: Any) -> str:
    made = register.add(changed.pop("at", moment()), **changed)
    assert connected.send(client, register.notice(made)).status_code == 204
    return str(made["uuid"])


def fetch(minutes: float = 2) -> dict[str, int]:
    fetcher = Fetcher(clock=lambda: after(minutes))
    fetcher.run()
    return dict(fetcher.done)


def everything() -> str:
    with reading() as session:
        return "\n".join(str(row) for table in Base.metadata.sorted_tables for row in session.execute(select(table)))


def test_a_citizen_is_asked(
    connected: Connected, register: OpenKlant, client: FlaskClient, capfd: pytest.CaptureFixture[str]
) -> None:
    key = notice(connected, register, client)
    assert fetch(0) == {}, "not yet: the addresses may still be on their way"
    assert fetch() == {"new": 1}
    contact = connected.contacts()[key]
    assert (contact.channel, contact.topic, contact.language) == ("phone", "Paspoort aanvragen", "nl")
    assert contact.team_id is not None
    assert contact.invited
    with reading() as session:
        assert session.scalars(select(Message.means)).one() == "email"
    assert connected.notices() == []
    assert connected.stored().read_at is not None
    shown = everything() + "".join(capfd.readouterr())
    assert not [secret for secret in SECRETS if secret in shown]


def test_a_confidential_contact_counts_and_is_never_asked(
    connected: Connected, register: OpenKlant, client: FlaskClient
) -> None:
    key = notice(connected, register, client, vertrouwelijk=True)
    assert fetch() == {"new": 1}
    assert not connected.contacts()[key].invited
    with reading() as session:
        assert session.scalars(select(ContactAddress)).all() == []


def test_what_is_known_stays_as_it_is(connected: Connected, register: OpenKlant, client: FlaskClient) -> None:
    notice(connected, register, client)
    fetch()
    assert connected.send(client, register.notice(register.records[0], actie="update")).status_code == 204
    assert fetch() == {"known": 1}
    with reading() as session:
        assert len(session.scalars(select(Message)).all()) == 1


def test_a_record_that_is_gone_is_dropped(connected: Connected, register: OpenKlant, client: FlaskClient) -> None:
    notice(connected, register, client)
    register.records.clear()
    assert fetch() == {"gone": 1}
    assert connected.notices() == []


@pytest.mark.parametrize(
    ("status", "headers", "code"),
    [(500, {}, "register_fault"), (503, {}, "register_fault"), (429, {"Retry-After": "7"}, "too_many"),
     (302, {"Location": "http://127.0.0.1:9/"}, "redirected"), (307, {"Location": "/elders"}, "redirected"),
     (401, {}, "sign_in_refused"), (403, {}, "sign_in_refused"), (400, {}, "no_register")],
)  # fmt: skip
def test_what_does_not_answer_is_tried_later(
    connected: Connected, register: OpenKlant, client: FlaskClient, status: int, headers: dict[str, str], code: str
) -> None:
    for _ in range(3):
        notice(connected, register, client)
    register.trouble = [(status, headers)]
    assert fetch() == {"later": 1}
    assert len(register.asked) == 1, "a register in trouble is left alone, and nowhere else is called"
    assert connected.stored().fault == code
    assert sorted(each.fault or "" for each in connected.notices()) == ["", "", code]
    assert fetch(60) == {"new": 3}
    assert connected.stored().fault is None


def test_pauses_grow_and_end(connected: Connected, register: OpenKlant, client: FlaskClient) -> None:
    assert [record.pause_after(number).total_seconds() / 60 for number in (1, 2, 3, 9, 10, 60)] == [
        1,
        2,
        4,
        256,
        360,
        360,
    ]
    notice(connected, register, client)
    register.trouble = [(500, {}), (500, {})]
    assert fetch() == {"later": 1}
    with begin() as session:
        session.execute(update(RegisterNotice).values(received_at=now() - record.KEPT))
    assert fetch(60) == {"given_up": 1}
    assert connected.notices() == []


def test_nobody_is_there(connected: Connected, register: OpenKlant, client: FlaskClient) -> None:
    notice(connected, register, client)
    with begin() as session:
        session.execute(update(Register).values(base_url="http://127.0.0.1:9/klantinteracties/api/v1"))
        place = f"http://127.0.0.1:9/klantinteracties/api/v1/klantcontacten/{uuid4()}"
        session.execute(update(RegisterNotice).values(resource_url=place))
    assert fetch() == {"later": 1}
    assert connected.stored().fault == "no_connection"


@pytest.mark.parametrize("body", [b"<html>", b"[", b"[" * 100_000, b"\xff", b""])
def test_what_is_no_json(connected: Connected, register: OpenKlant, client: FlaskClient, body: bytes) -> None:
    notice(connected, register, client)
    register.body = body
    assert fetch() == {"later": 1}
    assert connected.stored().fault == "no_register"


@pytest.mark.parametrize("body", [b"[]", b"7", b"null", b'{"uuid": "0c5d4c6e-4e57-4b3c-9d3c-0a7a1c9f2f11"}'])
def test_another_thing_than_was_asked_for(
    connected: Connected, register: OpenKlant, client: FlaskClient, body: bytes
) -> None:
    notice(connected, register, client)
    register.body = body
    assert fetch() == {"faulty": 1}
    assert [each.fault for each in connected.notices()] == ["unreadable"]


def test_a_record_that_can_not_be_read_is_kept_and_looked_at_again(
    connected: Connected, register: OpenKlant, client: FlaskClient
) -> None:
    notice(connected, register, client, kanaal="postduif")
    notice(connected, register, client)
    assert fetch() == {"faulty": 1, "new": 1}
    (kept,) = connected.notices()
    assert kept.fault == "unknown_channel"
    assert fetch(60) == {}
    register.records[0]["kanaal"] = "telefoon"
    assert fetch(60 * 25) == {"new": 1}


@pytest.mark.parametrize(("longest", "silence"), [(0.2, 5.0), (5.0, 0.001)])
def test_an_answer_that_drips_in_ends(register: OpenKlant, longest: float, silence: float) -> None:
    register.add(moment())
    register.drips = Event()
    client = Client(register.base, TOKEN, (HOST,), silence=silence, longest=longest)
    try:
        with pytest.raises(NotAnswered) as fault:
            client.page()
    finally:
        register.drips.set()
        client.close()
    assert fault.value.code in {"too_slow", "no_connection"}


def test_an_answer_without_end(register: OpenKlant) -> None:
    register.body = b" " * 200_000
    client = Client(register.base, TOKEN, (HOST,), largest=100_000)
    with pytest.raises(NotAnswered, match="too_large"):
        client.page()
    client.close()


def test_two_fetchers_take_different_notices(connected: Connected, register: OpenKlant, client: FlaskClient) -> None:
    for _ in range(2):
        notice(connected, register, client)
    with begin() as session:
        first = record.claim(session, after(2))
    with begin() as session:
        second = record.claim(session, after(2))
    with begin() as session:
        assert record.claim(session, after(2)) is None
        assert record.claim(session, after(2) + record.LEASE + timedelta(seconds=5)) is not None
    assert first is not None
    assert second is not None
    assert first.id != second.id


def test_the_command(connected: Connected, register: OpenKlant, client: FlaskClient, runner: FlaskCliRunner) -> None:
    notice(connected, register, client)
    with begin() as session:
        session.execute(update(RegisterNotice).values(due_at=now()))
    register.trouble = [(401, {})]
    found = runner.invoke(args=["registers", "fetch"])
    assert found.exit_code == 1
    assert "Open Klant: It does not accept our token. Fill in a new one." in found.stderr
    with begin() as session:
        session.execute(update(RegisterNotice).values(due_at=now()))
    found = runner.invoke(args=["registers", "fetch"])
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout.startswith("New 1;")
    assert not [secret for secret in SECRETS if secret in found.output]


def test_another_token_ends_the_wait_for_a_fetcher_that_runs(
    connected: Connected, register: OpenKlant, client: FlaskClient
) -> None:
    for _ in range(2):
        notice(connected, register, client)
    fetcher = Fetcher(clock=lambda: after(2))
    register.trouble = [(401, {})]
    fetcher.run()
    fetcher.run()
    assert len(register.asked) == 1, "not before ten minutes have passed"
    change_token(connected.owner.id, "user", connected.id, TOKEN)
    fetcher.run()
    assert dict(fetcher.done) == {"later": 1, "new": 2}


def test_how_long_a_register_asks_for_holds_for_every_fetcher(
    connected: Connected, register: OpenKlant, client: FlaskClient
) -> None:
    for _ in range(2):
        notice(connected, register, client)
    register.trouble = [(429, {"Retry-After": "300"})]
    assert fetch(2) == {"later": 1}
    assert fetch(6) == {}
    assert fetch(8) == {"new": 2}


def test_a_register_that_came_to_be_inside(
    connected: Connected, register: OpenKlant, client: FlaskClient, another_app: AnotherApp
) -> None:
    notice(connected, register, client)
    with another_app(register_hosts=()).app_context():
        assert fetch() == {"later": 1}
        assert connected.stored().fault == "internal_address"
    assert register.asked == []
    assert fetch(60) == {"new": 1}


def test_a_token_that_no_key_opens(connected: Connected, register: OpenKlant, client: FlaskClient) -> None:
    notice(connected, register, client)
    with begin() as session:
        session.execute(update(Register).values(sealed_token=b"x"))
    assert fetch() == {"later": 1}
    assert connected.stored().fault == "key_is_gone"
    assert register.asked == []
