"""The same contacts sent ten times at the same moment are each there once, and counted once."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from threading import Barrier, Thread
from typing import Any

from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select

from survey.database import reading
from survey.intake.tables import Contact, contact_counts
from survey.invitations.tables import Invitation
from tests.http.contacts.conftest import System, contact

PARALLEL = 10
SENT = 40


def bodies(*, shuffled: bool) -> list[list[dict[str, Any]]]:
    """The same contacts on several days, as each sender sends them: in one order, or each in its own."""
    same = [
        contact(f"R{number}", occurred_at=f"2026-03-{1 + number % 5:02}T10:00", waiting_seconds=number, invite=True)
        for number in range(SENT)
    ]
    mixer = random.Random(1)
    return [mixer.sample(same, SENT) if shuffled else same for _ in range(PARALLEL)]


def send_at_once(app: Flask, key: str, sent: Sequence[object]) -> list[Any]:
    barrier, answers = Barrier(len(sent)), []

    def send(body: object) -> None:
        system = System(app.test_client(), key)
        barrier.wait()
        answers.append(system.post(body))

    threads = [Thread(target=send, args=(body,)) for body in sent]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def check_once(runner: FlaskCliRunner, answers: list[Any]) -> None:
    assert Counter(answer.status_code for answer in answers) == {201: 1, 200: PARALLEL - 1}
    told = Counter((each["status"], each["invitation"]["status"]) for answer in answers for each in answer.get_json())
    assert told == {("created", "created"): SENT, ("known", "exists"): SENT * (PARALLEL - 1)}
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Contact)) == SENT
        assert session.scalar(select(func.count()).select_from(Invitation)) == SENT
        counted = select(func.sum(contact_counts.c.contacts), func.sum(contact_counts.c.invited))
        assert tuple(session.execute(counted).one()) == (SENT, SENT)
    verified = runner.invoke(args=["rollup", "verify"])
    assert (verified.exit_code, verified.stderr) == (0, "")


def test_ten_identical_lists(in_app: Flask, system: System, runner: FlaskCliRunner) -> None:
    check_once(runner, send_at_once(in_app, system.key, bodies(shuffled=False)))


def test_ten_lists_each_in_another_order(in_app: Flask, system: System, runner: FlaskCliRunner) -> None:
    check_once(runner, send_at_once(in_app, system.key, bodies(shuffled=True)))


def test_ten_times_the_same_single_contact(in_app: Flask, system: System) -> None:
    answers = send_at_once(in_app, system.key, [contact(invite=True)] * PARALLEL)
    assert Counter(answer.status_code for answer in answers) == {201: 1, 200: PARALLEL - 1}
    links = [url for answer in answers if (url := answer.get_json()["invitation"]["url"])]
    assert len(links) == 1
