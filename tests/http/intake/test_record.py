"""The writer of contacts: new ones are stored and counted, known ones stay, teams must exist."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from survey.database import begin, reading
from survey.intake import record
from survey.intake.phone_log import ContactRow
from survey.organisations import Organisation
from tests import factories
from tests.factories import NOON
from tests.http.intake.stored import contacts, counted


def call(reference: str, days: int = 0, team: str | None = None, rating: int | None = None) -> ContactRow:
    moment = NOON + timedelta(days=days)
    return ContactRow(
        row_number=1, reference=reference, channel="phone", team=team, topic=None, language=None, occurred_at=moment,
        day=moment.date(), answered=True, resolved=None, waiting_seconds=days, talk_seconds=None, rating=rating,
    )  # fmt: skip


def test_new_and_known_are_told_apart(organisation: Organisation) -> None:
    with begin() as session:
        record.store(session, organisation.id, [call("A"), call("B")])
    with begin() as session:
        stored = record.store(session, organisation.id, [call("B", rating=1), call("C"), call("C")])
    assert (stored.new, stored.known, stored.references) == (1, 2, frozenset({"C"}))
    assert [(each.reference, each.rating) for each in contacts()] == [("A", None), ("B", None), ("C", None)]
    with reading() as session:
        assert record.known_references(session, organisation.id, ["A", "C", "Z"]) == {"A", "C"}


def test_the_same_reference_of_two_organisations(organisation: Organisation) -> None:
    other = factories.organisation("elders", "Gemeente Elders")
    for owner in (organisation, other):
        with begin() as session:
            assert record.store(session, owner.id, [call("A")]).new == 1
    with reading() as session:
        assert record.known_references(session, other.id, ["A"]) == {"A"}
    assert counted() == 2


def test_a_team_that_is_not_there_stores_nothing(organisation: Organisation) -> None:
    with pytest.raises(KeyError), begin() as session:
        record.store(session, organisation.id, [call("A"), call("B", team="Parkeren")])
    assert (contacts(), counted()) == ([], 0)


def test_senders_that_overlap_in_another_order_all_come_through(
    in_app: Flask, organisation: Organisation, runner: FlaskCliRunner
) -> None:
    calls = [call(f"R{number}", number % 7) for number in range(300)]
    barrier, results = Barrier(4), []

    def send(sent: list[ContactRow]) -> None:
        with in_app.app_context():
            barrier.wait()
            with begin() as session:
                results.append(record.store(session, organisation.id, sent).new)

    orders = (calls, calls[::-1], calls[150:] + calls[:150], calls[::2] + calls[1::2])
    threads = [Thread(target=send, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [0, 0, 0, 300]
    assert (len(contacts()), counted()) == (300, 300)
    assert runner.invoke(args=["rollup", "verify"]).exit_code == 0
