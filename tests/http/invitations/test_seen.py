"""What a citizen does with a message that came: opening is noted once, and an answer ends everything."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from survey.database import begin, engine, now, reading
from survey.invitations import outbox
from survey.invitations.jobs import Sent
from survey.invitations.tables import ContactAddress, Invitation, Message, delivery_counts
from survey.invitations.tokens import derived_token
from survey.organisations import Organisation
from survey.settings import settings
from tests import factories
from tests.http.invitations.arrivals import arrived, email, reachable

ANSWERS = {"bekend": "5", "bereikbaar": "2", "beleefd": "unknown", "behulpzaam": "4", "mark": "7"}


@pytest.fixture
def path(asking: Organisation) -> str:
    """The link in a message that was just sent; a reminder waits."""
    moment = now()
    arrived(asking, reachable("R1", email(), occurred_at=moment - timedelta(hours=2)), moment=moment)
    with begin() as session:
        due = session.scalars(select(Message)).one()
        due.due_at = moment
        while not (jobs := outbox.take_some(session, "one", moment, 1)):
            moment += timedelta(hours=1)
        job = jobs[0]
        outbox.write_down(session, "one", job, Sent(), moment)
        return f"/s/{derived_token(settings().secret_key, job.invitation_id)}"


def counted(name: str) -> int:
    with reading() as session:
        return sum(session.scalars(select(delivery_counts.c.messages).where(delivery_counts.c.event == name)))


def look(client: FlaskClient, path: str, **headers: str) -> None:
    page = client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    page.close()
    assert page.status_code == 200


def test_a_link_is_opened_once(client: FlaskClient, path: str) -> None:
    for _ in range(2):
        look(client, path)
    assert counted("opened") == 1
    with reading() as session:
        invitation = session.scalars(select(Invitation)).one()
        assert invitation.opened_on is not None
        assert invitation.answered_on is None


def test_what_is_fetched_ahead_is_not_opened(client: FlaskClient, path: str) -> None:
    look(client, path, Sec_Purpose="prefetch;prerender")
    look(client, path, Purpose="prefetch")
    client.head(path).close()
    assert counted("opened") == 0


def test_a_link_that_no_message_brought_is_not_counted(in_app: Flask, client: FlaskClient) -> None:
    token = factories.invited(factories.organisation())
    look(client, f"/s/{token}")
    assert counted("opened") == 0


def test_a_note_that_fails_takes_nothing_from_the_page(
    client: FlaskClient, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def spoil(*details: Any) -> tuple[str, Any]:
        statement, values = details[2:4]
        return statement.replace("UPDATE invitations", "UPDATE no_such_table"), values

    event.listen(engine(), "before_cursor_execute", spoil, retval=True)
    try:
        look(client, path)
    finally:
        event.remove(engine(), "before_cursor_execute", spoil)
    assert '"event": "opened"' in capsys.readouterr().err
    assert counted("opened") == 0


def test_an_answer_cancels_the_reminder_and_wipes_the_address(client: FlaskClient, path: str) -> None:
    assert client.post(path, data=ANSWERS).status_code == 303
    with reading() as session:
        assert session.scalars(select(ContactAddress)).all() == []
        assert sorted(session.scalars(select(Message.state))) == ["cancelled", "sent"]
    assert (counted("answered"), counted("cancelled")) == (1, 1)
    assert client.post(path, data=ANSWERS).status_code == 410
    assert counted("answered") == 1
