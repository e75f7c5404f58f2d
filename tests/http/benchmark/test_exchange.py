"""The exchange of signed files: only from who is trusted, whole or not at all, never back to an older one."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select
from werkzeug.test import TestResponse

from admin.benchmark import envelope, keys, shared
from admin.benchmark.contents import read
from admin.benchmark.tables import BenchmarkFile, BenchmarkSender, SigningKey
from survey.database import begin, now, reading
from survey.journal import JournalEntry
from tests.http.benchmark.towns import taking_part
from tests.http.insight.opinions import Town
from tests.http.people import send, signed_in
from tests.http.publication.places import town, turned
from tests.unit.benchmark.files import PUBLIC, STRANGER, body, peers, signed

ROOM = "/admin/benchmark/exchange"
ADD = "/admin/benchmark/senders/add"


@pytest.fixture
def made(in_app: Flask) -> Town:
    return turned(town(), benchmark=True)


@pytest.fixture
def admin(app: Flask, made: Town) -> FlaskClient:
    return signed_in(app, made.owner.id, "admin")


def trust(client: FlaskClient, key: str = PUBLIC, name: str = "Provincie", page: str = ADD) -> TestResponse:
    look = send(client, page, name=name, key=key)
    assert look.status_code != 200 or envelope.fingerprint(key) in look.text
    return send(client, page, name=name, key=key, step="confirmed")


def file(minutes: int = 0, until: date | None = None, number: int = 6, first: int = 0) -> bytes:
    """A good file about the period that is compared now, made so many minutes ago."""
    moment = now().replace(microsecond=0) - timedelta(minutes=minutes)
    return signed(body(moment, until or shared.current_until(), peers(number, first=first)))


def take_in(client: FlaskClient, content: bytes) -> TestResponse:
    return send(client, ROOM, file=(BytesIO(content), "scores.json"))


def stored() -> list[tuple[date, int]]:
    with reading() as session:
        return [(row.until, len(row.scores)) for row in session.scalars(select(BenchmarkFile))]


def test_a_sender_is_trusted_after_its_fingerprint_was_shown(admin: FlaskClient) -> None:
    send(admin, ADD, name="Provincie", key=PUBLIC)
    with reading() as session:
        assert session.scalars(select(BenchmarkSender)).all() == []
    assert trust(admin).status_code == 302
    assert envelope.fingerprint(PUBLIC) in admin.get(ROOM).text
    assert "already" in trust(admin, envelope.public_half(STRANGER)).text
    assert "already" in trust(admin, name="Iemand anders").text
    assert send(admin, ADD, name="X", key="geen sleutel").status_code == 422
    assert "of this Klankbord itself" in trust(admin, keys.public_key(), "Wijzelf").text


def test_a_good_file_shows_where_one_stands(admin: FlaskClient) -> None:
    trust(admin)
    assert take_in(admin, file()).status_code == 302
    assert "Taken in: 6 organisations from Provincie." in admin.get(ROOM).text
    page = admin.get("/admin/benchmark?lang=en").text
    assert "Among 6 organisations" in page
    assert admin.get("/admin/benchmark/elsewhere-perceived.svg").status_code == 200


def test_fewer_than_five_are_not_compared_and_two_senders_add_up(admin: FlaskClient) -> None:
    trust(admin)
    take_in(admin, file(number=4))
    assert "Among" not in admin.get("/admin/benchmark?lang=en").text
    trust(admin, envelope.public_half(STRANGER), "Regio")
    other = json.loads(file(number=4, first=3))["contents"]
    take_in(admin, signed(other, STRANGER))
    assert "Among 7 organisations" in admin.get("/admin/benchmark?lang=en").text, "one is in both files"


def test_what_is_wrong_is_told_and_nothing_is_kept(admin: FlaskClient) -> None:
    good = file()
    wrong = {
        "do not trust the key": signed(json.loads(good)["contents"], STRANGER),
        "signature does not fit": good.replace(b"elders", b"anders"),
        "older kind": signed(json.loads(good)["contents"] | {"version": 0}),
        "newer Klankbord": signed(json.loads(good)["contents"] | {"version": 9}),
        "in the future": file(-120),
        "figures that can": good_with(good, mean_tenths=1001),
        "no file with scores": b"PK\x03\x04",
        "Choose a file": b"",
    }
    trust(admin)
    for words, content in wrong.items():
        sent = take_in(admin, content) if content else send(admin, ROOM)
        assert (sent.status_code, words in sent.text) == (422, True), words
    assert stored() == []
    with reading() as session:
        assert session.scalars(select(BenchmarkSender.newest_at)).all() == [None]


def good_with(good: bytes, **figures: object) -> bytes:
    contents = json.loads(good)["contents"]
    contents["organisations"][0]["scores"][0] |= figures
    return signed(contents)


def test_an_older_file_never_undoes_a_newer_one(admin: FlaskClient) -> None:
    trust(admin)
    old, new = file(60), file(10, number=7)
    take_in(admin, old)
    assert take_in(admin, new).status_code == 302
    assert stored() == [(shared.current_until(), 7)]
    assert "newer file" in take_in(admin, old).text
    assert "this file already" in take_in(admin, new).text
    assert stored() == [(shared.current_until(), 7)]


def test_organisations_of_one_instance_can_each_send_their_own(admin: FlaskClient) -> None:
    trust(admin)
    take_in(admin, file(60, number=4))
    assert take_in(admin, file(10, number=3, first=3)).status_code == 302
    assert "Taken in: 3 organisations from Provincie." in admin.get(ROOM).text
    assert stored() == [(shared.current_until(), 6)], "one is in both"
    assert "Among 6 organisations" in admin.get("/admin/benchmark?lang=en").text
    assert "too large" in take_in(admin, file(5, number=1000, first=6)).text
    assert stored() == [(shared.current_until(), 6)]


def test_a_removed_file_may_come_back_and_an_older_one_may_not(admin: FlaskClient) -> None:
    trust(admin)
    old, new = file(60), file(10)
    take_in(admin, old)
    take_in(admin, new)
    with reading() as session:
        file_id = session.scalars(select(BenchmarkFile.id)).one()
    path = f"/admin/benchmark/files/{file_id}/remove"
    assert "Provincie" in admin.get(path).text
    assert stored() != []
    send(admin, path)
    assert stored() == []
    assert "newer file" in take_in(admin, old).text
    assert take_in(admin, new).status_code == 302


def test_a_new_key_takes_the_place_of_the_old_one(admin: FlaskClient) -> None:
    trust(admin)
    take_in(admin, file(60))
    with reading() as session:
        sender_id = session.scalars(select(BenchmarkSender.id)).one()
    trust(admin, envelope.public_half(STRANGER), page=f"/admin/benchmark/senders/{sender_id}")
    assert "do not trust the key" in take_in(admin, file(5)).text
    assert take_in(admin, signed(json.loads(file(5, number=8))["contents"], STRANGER)).status_code == 302
    assert stored() == [(shared.current_until(), 8)]


def test_a_forgotten_sender_goes_with_its_files(admin: FlaskClient) -> None:
    trust(admin)
    take_in(admin, file())
    with reading() as session:
        sender_id = session.scalars(select(BenchmarkSender.id)).one()
    path = f"/admin/benchmark/senders/{sender_id}/forget"
    assert "Provincie" in admin.get(path).text
    send(admin, path)
    assert stored() == []


def test_the_own_file_is_signed_and_has_no_name(admin: FlaskClient) -> None:
    answer = send(admin, "/admin/benchmark/own-scores", ROOM)
    assert answer.mimetype == "application/json"
    assert b"voorbeeld" not in answer.data.lower().replace(b"voorbeeld.example", b"")
    found = envelope.opened(answer.data)
    envelope.check_signature(found)
    assert found.key == keys.public_key()
    contents = read(found.contents, now())
    assert [(each.tenths, each.n) for each in contents.peers[0].scores] == [(750, 12)] * 5


def test_who_does_not_take_part_sends_nothing(admin: FlaskClient, made: Town) -> None:
    turned(made, benchmark=False)
    assert send(admin, "/admin/benchmark/own-scores", "/admin/settings").status_code == 302
    assert "nothing to send" in admin.get(ROOM).text


def test_the_own_file_is_not_taken_in(admin: FlaskClient) -> None:
    own = send(admin, "/admin/benchmark/own-scores", ROOM).data
    trust(admin)
    assert "made here" in take_in(admin, own).text


@pytest.mark.parametrize("role", ["viewer", "auditor"])
def test_only_administrators_exchange(app: Flask, made: Town, role: str) -> None:
    client = signed_in(app, made.owner.id, role)
    assert client.get(ROOM).status_code == client.get(ADD).status_code == 403


def test_everything_is_noted(admin: FlaskClient) -> None:
    trust(admin)
    take_in(admin, file())
    send(admin, "/admin/benchmark/own-scores", ROOM)
    with reading() as session:
        found = session.scalars(select(JournalEntry.action).order_by(JournalEntry.at)).all()
    assert [each for each in found if each.startswith("benchmark")] == [
        "benchmark.trusted",
        "benchmark.received",
        "benchmark.exported",
    ]


def test_the_private_key_is_kept_sealed(in_app: Flask) -> None:
    private = keys.private_key().private_bytes_raw()
    with reading() as session:
        row = session.scalars(select(SigningKey)).one()
    assert private not in row.sealed
    assert row.public_key == keys.public_key()


def test_commands_do_the_same(in_app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    taking_part(6)
    path = tmp_path / "scores.json"
    shown = runner.invoke(args=["benchmark", "key"]).output
    assert envelope.fingerprint(keys.public_key()) in shown
    assert runner.invoke(args=["benchmark", "export", str(path)]).exit_code == 0
    assert len(read(envelope.opened(path.read_bytes()).contents, now()).peers) == 6
    own = runner.invoke(args=["benchmark", "import", str(path), "--org", "stad0"])
    assert (own.exit_code, "made here" in own.stderr) == (1, True)
    sure = runner.invoke(args=["benchmark", "trust", "--org", "stad0", "Regio", PUBLIC], input="y\n")
    assert (sure.exit_code, envelope.fingerprint(PUBLIC) in sure.output) == (0, True)
    path.write_bytes(file())
    assert runner.invoke(args=["benchmark", "import", str(path), "--org", "stad0"]).exit_code == 0
    listed = runner.invoke(args=["benchmark", "received", "--org", "stad0"]).output
    assert listed.split("\t")[:2] == [str(shared.current_until()), "Regio"]


def test_commands_tell_faults(in_app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    town()
    path = tmp_path / "scores.json"
    nothing = runner.invoke(args=["benchmark", "export", str(path)])
    assert (nothing.exit_code, path.exists()) == (1, False)
    outside = runner.invoke(args=["benchmark", "export", str(path), "--org", "voorbeeld"])
    assert (outside.exit_code, "taken by voorbeeld" in outside.stderr, path.exists()) == (1, True, False)
    for name in (" ", "x" * 101):
        unusable = runner.invoke(args=["benchmark", "trust", "--org", "voorbeeld", name, PUBLIC], input="y\n")
        assert (unusable.exit_code, "at most 100 characters" in unusable.stderr) == (2, True)
    assert runner.invoke(args=["benchmark", "trust", "--org", "voorbeeld", "X", "kort"], input="y\n").exit_code == 2
    refused = runner.invoke(args=["benchmark", "trust", "--org", "voorbeeld", "X", PUBLIC], input="n\n")
    assert refused.exit_code == 1
    with reading() as session:
        assert session.scalars(select(BenchmarkSender)).all() == []


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("import", "/nowhere.json", "--org", "voorbeeld"), 2, "/nowhere.json"),
        (("import", __file__, "--org", "voorbeeld"), 1, f"{__file__}: This is no file with scores"),
        (("import", __file__, "--org", "nergens"), 1, "There is no organisation 'nergens'"),
        (("received", "--org", "nergens"), 1, "There is no organisation 'nergens'"),
        (("trust", "--org", "nergens", "Regio", PUBLIC), 1, "There is no organisation 'nergens'"),
        (("export", "never.json", "--org", "nergens"), 1, "There is no organisation 'nergens'"),
    ],
)
def test_what_a_command_cannot_use_is_named(
    made: Town, runner: FlaskCliRunner, arguments: tuple[str, ...], status: int, words: str
) -> None:
    done = runner.invoke(args=["benchmark", *arguments], input="y\n")
    assert (done.exit_code, words in done.stderr) == (status, True), done.stderr
    with reading() as session:
        assert session.scalars(select(BenchmarkFile.id)).all() == []


@pytest.mark.parametrize("where", ["there.json", "no folder/scores.json"])
def test_a_file_that_cannot_be_written_is_no_file_that_was_sent(
    made: Town, runner: FlaskCliRunner, tmp_path: Path, where: str
) -> None:
    (tmp_path / "there.json").write_text("mine")
    done = runner.invoke(args=["benchmark", "export", str(tmp_path / where)])
    assert (done.exit_code, where in done.stderr) == (1, True)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]
    with reading() as session:
        assert "benchmark.exported" not in session.scalars(select(JournalEntry.action)).all()


def test_a_new_key_signs_and_the_old_one_stays_the_own(in_app: Flask, runner: FlaskCliRunner) -> None:
    old = keys.public_key()
    assert runner.invoke(args=["benchmark", "rotate-key", "--yes"]).exit_code == 0
    assert keys.public_key() != old
    with reading() as session:
        assert keys.is_own(session, old)
        assert len(session.scalars(select(SigningKey)).all()) == 2


def test_a_changed_secret_is_told(in_app: Flask, runner: FlaskCliRunner, tmp_path: Path) -> None:
    turned(town(), benchmark=True)
    keys.public_key()
    with begin() as session:
        session.scalars(select(SigningKey)).one().sealed = b"sealed under another secret"
    done = runner.invoke(args=["benchmark", "export", str(tmp_path / "x.json")])
    assert (done.exit_code, "SECRET_KEY was changed" in done.stderr) == (1, True)


def test_files_of_one_organisation_are_no_others(in_app: Flask, admin: FlaskClient) -> None:
    trust(admin)
    take_in(admin, file())
    with reading() as session:
        file_id = session.scalars(select(BenchmarkFile.id)).one()
    neighbour = signed_in(in_app, town("buren").owner.id, "admin")
    assert "Provincie" not in neighbour.get(ROOM).text
    assert neighbour.get(f"/admin/benchmark/files/{file_id}/remove").status_code == 404


def test_a_demo_is_told_that_it_sends_nothing(admin: FlaskClient, made: Town) -> None:
    assert "Download the file" in admin.get(ROOM).text
    turned(made, is_demo=True)
    page = admin.get(ROOM).text
    assert "This is a demo" in page
    assert "Download the file" not in page
