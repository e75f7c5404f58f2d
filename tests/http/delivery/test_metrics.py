"""What Prometheus reads: with the token only, right, and with nothing about a person."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import event

from survey.database import begin, engine, now
from survey.invitations import outbox, rules
from survey.invitations.jobs import Failed, Result, Sent
from survey.invitations.tables import DeliveryAlert
from survey.organisations import Organisation
from tests import factories
from tests.http.conftest import AnotherApp
from tests.http.delivery.delivering import ANY_TIME
from tests.http.invitations.arrivals import MAIL, arrived, email, reachable

TOKEN = "a token for who reads the figures"
ALLOWED = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def scraper(in_app: Flask, another_app: AnotherApp) -> FlaskClient:
    return another_app(metrics_token=TOKEN).test_client()


def figures(scraper: FlaskClient) -> dict[tuple[str, ...], float]:
    """Value by name and label values in the order of their names."""
    page = scraper.get("/metrics", headers=ALLOWED)
    assert page.status_code == 200
    found = text_string_to_metric_families(page.get_data(as_text=True))
    return {
        (sample.name.removeprefix("klankbord_"), *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in found
        for sample in family.samples
    }


def test_there_is_no_page_without_the_setting(client: FlaskClient) -> None:
    assert client.get("/metrics", headers=ALLOWED).status_code == 404


@pytest.mark.parametrize("shown", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic YTpi"}])
def test_the_token_is_needed(scraper: FlaskClient, shown: dict[str, str]) -> None:
    page = scraper.get("/metrics", headers=shown)
    assert page.status_code == 401
    assert "klankbord_" not in page.get_data(as_text=True)


def test_an_empty_database_is_no_fault(scraper: FlaskClient) -> None:
    assert figures(scraper) == {}


def deliver(owner: Organisation) -> None:
    """Four messages that are due two hours: one sent, one failed, two wait; a fault is open and another over."""
    moment = now() - timedelta(hours=2)
    with begin() as session:
        rules.save(session, owner.id, ANY_TIME)
    given = [reachable(f"R{n}", email(f"i{n}@example.nl"), occurred_at=moment) for n in range(4)]
    arrived(owner, *given, reachable("R9"), moment=moment)
    with begin() as session:
        jobs = outbox.take_some(session, "one", now(), 2)
        results: list[Result] = [Sent("p-1"), Failed("no_mailbox")]
        for job, result in zip(jobs, results, strict=True):
            outbox.write_down(session, "one", job, result, now())
        session.add(DeliveryAlert(organisation_id=owner.id, means="email", fault="no_mailbox"))
        session.add(DeliveryAlert(organisation_id=owner.id, means="sms", fault="no_key", cleared_at=now()))


def test_the_figures_are_those_of_the_database(scraper: FlaskClient) -> None:
    owner = factories.organisation()
    factories.organisation("leeg", "Gemeente Leeg")
    deliver(owner)
    found = figures(scraper)
    assert found["messages", "email", "voorbeeld", "waiting"] == 3  # the reminder too
    assert found["delivery_events_total", "sent", "", "email", "voorbeeld"] == 1
    assert found["delivery_events_total", "failed", "no_mailbox", "email", "voorbeeld"] == 1
    assert found["oldest_due_message_age_seconds", "leeg"] == 0
    assert 0 < found["oldest_due_message_age_seconds", "voorbeeld"] < 7300
    assert found["contacts_decided_total", "voorbeeld", "invited"] == 4
    assert found["register_notices", "voorbeeld"] == 0
    assert {key for key in found if key[0] == "delivery_alerts"} == {
        ("delivery_alerts", "no_mailbox", "email", "voorbeeld")
    }
    assert MAIL not in str(found)


def test_as_many_queries_whatever_there_is(scraper: FlaskClient) -> None:
    asked: list[str] = []
    deliver(factories.organisation())
    with scraper.application.app_context():
        event.listen(engine(), "before_cursor_execute", lambda *details: asked.append(details[2]))
        figures(scraper)
    assert len([query for query in asked if query.startswith("SELECT")]) == 7
