"""After a full run no address, name, number or token is anywhere: not in a table, not in the file, not in a log."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, cast
from uuid import UUID

import pytest
import structlog
from flask import Flask
from sqlalchemy import func, select

from admin.accounts import keys
from survey.database import Base, begin, engine, now, reading
from survey.invitations import opting_out, receipts, rules
from survey.invitations.outgoing import Outgoing, Provider
from survey.invitations.providers import Providers
from survey.invitations.sending import Sender
from survey.invitations.tables import ContactAddress, DeliverySettings, Invitation
from survey.invitations.tokens import derived_token
from survey.invitations.wiping import wipe_overdue
from survey.machines import new_token, token_hash
from survey.organisations import Organisation, Team
from survey.privacy import Vault
from survey.settings import settings
from tests import factories, mail_server, notify_server
from tests.http.conftest import AnotherApp
from tests.http.conftest import another_app as another_app  # noqa: PLC0414 - a fixture
from tests.http.delivery.delivering import ANY_TIME
from tests.mail_server import Postbox
from tests.notify_server import KEY, Notify
from tests.unit.invitations.test_bounces import report

DOMAIN: Final = "zwaluwnest-proef.example"
MAIL: Final = {
    name: f"{name}.ongerijmd@{DOMAIN}" for name in ("answers", "stops", "refused", "bounced", "file", "late")
}
POISON: Final = f"gif.ongerijmd@{DOMAIN}"
NUMBERS: Final = ("0687654321", "0687654322")
LETTER: Final = "Zwaantje Ongerijmd\nKwikstaartpad 7391\n1234 ZX Verweggistan"
RECEIPTS: Final = new_token(receipts.PREFIX)
KNOWN: Final = (DOMAIN, "ngerijmd", "Kwikstaartpad", "Verweggistan", "87654321", "87654322", KEY, RECEIPTS)
"""Pieces of all that leads to somebody, however it is written."""
ANSWERS: Final = {"bekend": "5", "bereikbaar": "2", "behulpzaam": "4", "mark": "7", "comment": "Snel geholpen."}


@dataclass(frozen=True, slots=True)
class Scene:
    """An organisation that asks by everything, and the servers that it hands messages to."""

    app: Flask
    owner: Organisation
    key: str
    postbox: Postbox
    notify: Notify


class Breaking(Provider):
    """Breaks on one address with an error that has the address in it, as a library's can."""

    def __init__(self, behind: Provider) -> None:
        self._behind = behind

    def send(self, message: Outgoing) -> str | None:
        """Hand it on, or break."""
        if message.address == POISON:
            raise RuntimeError(f"cannot send to {message.address}: {message.link}")
        return self._behind.send(message)


@pytest.fixture
def scene(in_app: Flask, another_app: AnotherApp) -> Iterator[Scene]:
    with mail_server.running() as postbox, notify_server.running() as notify:
        url = f"smtp://{mail_server.HOST}:{postbox.port}?starttls=no"
        app = another_app(smtp_url=url, mail_from="klankbord@voorbeeld.nl", notify_url=notify.url, log_level="DEBUG")
        postbox.refuses[MAIL["refused"]] = f"550 5.1.1 <{MAIL['refused']}> unknown"
        with app.app_context():
            owner = factories.organisation()
            key = keys.add_key(owner.id, "command", "Balie").key
            _prepare(owner, notify)
            yield Scene(app, owner, key, postbox, notify)


def _prepare(owner: Organisation, notify: Notify) -> None:
    with begin() as session:
        rules.save(session, owner.id, ANY_TIME)
        session.add(
            DeliverySettings(
                organisation_id=owner.id,
                email_by="smtp",
                sms_by="notify",
                letter_by="notify",
                sealed_notify_key=Vault(settings().address_keys).seal(KEY),
                sms_template=notify.template("sms", "((text))"),
                letter_template=notify.template("letter", "((text))", "((subject))"),
                callback_hash=token_hash(RECEIPTS),
            )
        )


def come_in(scene: Scene, folder: Path) -> None:
    """Contacts by the API and by a file, right ones and wrong ones."""
    moment = (now() - timedelta(hours=3)).isoformat()
    ways: list[dict[str, Any]] = [{"email": MAIL[name]} for name in ("answers", "stops", "refused", "bounced", "late")]
    ways += [{"email": POISON}, {"mobile": NUMBERS[0]}, {"letter": LETTER}]
    body = [{"reference": f"A{place}", "occurred_at": moment, **way} for place, way in enumerate(ways)]
    assert _post(scene, body).status_code == 201
    for wrong in (
        [{"reference": "A90", "occurred_at": moment, "email": {"to": MAIL["answers"]}}],
        [{"reference": MAIL["answers"], "occurred_at": moment}],
        [{"reference": "A91", "occurred_at": MAIL["answers"], "mobile": NUMBERS[0]}],
    ):
        assert _post(scene, wrong).status_code == 422
    file = folder / "calls.csv"
    head = "reference,occurred_at,email,mobile\n"
    file.write_text(f"{head}B1,{moment},{MAIL['file']},\nB2,{moment},,{NUMBERS[1]}\n")
    done = scene.app.test_cli_runner().invoke(args=["contacts", "import", str(file), "--org", "voorbeeld"])
    assert done.exit_code == 0, done.output
    file.write_text(f"{head}B3,{MAIL['file']},{MAIL['file']},{NUMBERS[1]}\n")
    scene.app.test_cli_runner().invoke(args=["contacts", "import", str(file), "--org", "voorbeeld"])


def _post(scene: Scene, body: object) -> Any:
    headers = {"Authorization": f"Bearer {scene.key}"}
    return scene.app.test_client().post("/api/v1/contacts", json=body, headers=headers)


def send(later: timedelta) -> dict[str, int]:
    moment, providers = now() + later, Providers()
    sender = Sender(lambda owner, means: Breaking(providers(owner, means)), clock=lambda: moment)
    sender.run()
    providers.close()
    return dict(sender.done)


def paths(owner: Organisation) -> dict[UUID, tuple[str, str]]:
    """The survey's link and the opt-out link of each invitation."""
    with reading() as session:
        found = session.scalars(select(Invitation.id)).all()
    public, secret = settings().public_url, settings().secret_key
    return {
        each: (f"/s/{derived_token(secret, each)}", opting_out.opt_out_url(owner.id, each).removeprefix(public))
        for each in found
    }


def invitation_in(mail: Postbox, address: str, links: Mapping[UUID, tuple[str, str]]) -> tuple[str, str]:
    """The links in the first e-mail that came in for an address."""
    received = next(each for each in mail.received if each.recipient == address)
    text = received.mail.get_body(("plain",))
    assert text is not None
    return next(pair for pair in links.values() if pair[0] in text.get_content())


def react(scene: Scene, links: Mapping[UUID, tuple[str, str]]) -> None:
    """Citizens answer and opt out, mail comes back, the provider reports, and somebody tries wrong links."""
    client = scene.app.test_client()
    survey, _ = invitation_in(scene.postbox, MAIL["answers"], links)
    client.get(survey).close()
    assert client.post(survey, data=ANSWERS).status_code < 400
    client.post(survey, data=ANSWERS)
    client.get(f"{survey}x/{MAIL['answers']}")
    _, stop = invitation_in(scene.postbox, MAIL["stops"], links)
    assert client.post(stop).status_code == 200
    client.post(f"{stop}x")
    back = next(each for each in scene.postbox.received if each.recipient == MAIL["bounced"])
    said = report(to=back.sender).replace(b"inwoner@example.nl", back.recipient.encode())
    noted = scene.app.test_cli_runner().invoke(args=["invitations", "bounces"], input=said)
    assert "Noted 1" in noted.output
    for taken in scene.notify.taken:
        headers = {"Authorization": f"Bearer {RECEIPTS}"}
        assert client.post("/notify/receipts", json=taken.receipt("delivered"), headers=headers).status_code == 200


def dumped(app: Flask) -> bytes:
    """All that the database holds: each table as text, and the file itself or the server's own copy of each table."""
    text = ""
    with reading() as session:
        for table in Base.metadata.sorted_tables:
            text += "".join(f"{table.name}: {tuple(row)!r}\n" for row in session.execute(select(table)))
    return text.encode() + (_file() if engine().dialect.name == "sqlite" else _copies())


def _file() -> bytes:
    with engine().connect() as connection:
        driver = cast(Any, connection.connection.dbapi_connection)
        connection.rollback()
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = Path(str(engine().url.database))
    return path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()


def _copies() -> bytes:
    found = b""
    with engine().connect() as connection:
        cursor = cast(Any, connection.connection.dbapi_connection).cursor()
        for table in Base.metadata.sorted_tables:
            with cursor.copy(f'COPY "{table.name}" TO STDOUT') as copy:
                found += b"".join(bytes(piece) for piece in copy)
    return found


def traces(content: bytes, links: Mapping[UUID, tuple[str, str]] | None = None) -> set[str]:
    """Which pieces of what leads to somebody are in this, whatever the case, the spaces and the hyphens."""
    # Two hyphens or spaces at most between two characters: how people write numbers and we write tokens.
    loose = re.sub(rb"(?<=\w)[ -](?=\w)", b"", content).lower()
    pieces = [*KNOWN, *(path.rpartition("/")[2] for pair in (links or {}).values() for path in pair)]
    return {
        piece for piece in pieces if piece.encode() in content or re.sub(r"[ -]", "", piece).lower().encode() in loose
    }


def waiting() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(ContactAddress)) or 0


def test_after_a_full_run_nothing_leads_to_anybody(
    scene: Scene, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    come_in(scene, tmp_path)
    links = paths(scene.owner)
    assert len(links) == waiting() == 10
    assert traces(dumped(scene.app), links) == set(), "a backup while messages wait holds sealed addresses only"

    scene.notify.trouble = [(500, {})]
    assert send(timedelta(hours=2))["sent"] >= 7
    react(scene, links)
    for later in (timedelta(hours=3), timedelta(hours=9), timedelta(days=4), timedelta(days=5)):
        send(later)
    assert any(message.recipient == MAIL["file"] for message in scene.postbox.received)
    assert {taken.means for taken in scene.notify.taken} == {"sms", "letter"}
    expire(now() + timedelta(days=30))

    log = capfd.readouterr()
    assert '"error": "RuntimeError"' in log.err, "the error was provoked, and is logged by its kind"
    assert waiting() == 0
    assert traces((log.out + log.err).encode(), links) == set()
    assert traces(dumped(scene.app), links) == set()


def expire(moment: datetime) -> None:
    """What the command of every night does, on a day when all is over."""
    with begin() as session:
        wipe_overdue(session, session.scalars(select(Organisation)).one(), moment)


@pytest.mark.parametrize("planted", [MAIL["answers"], "06-87 65 43 21", "zwaantje ongerijmd", KEY])
def test_the_detector_detects(scene: Scene, capfd: pytest.CaptureFixture[str], planted: str) -> None:
    with begin() as session:
        session.add(Team(organisation_id=scene.owner.id, name=planted))
    structlog.get_logger().debug("planted", words=planted)
    raw = _file() if engine().dialect.name == "sqlite" else _copies()
    assert traces(raw) == traces(dumped(scene.app)) == traces(capfd.readouterr().err.encode())
    assert traces(raw)


def test_the_detector_finds_a_token(scene: Scene, tmp_path: Path) -> None:
    come_in(scene, tmp_path)
    links = paths(scene.owner)
    for path in next(iter(links.values())):
        assert traces(f'{{"route": "{path}"}}'.encode(), links)
