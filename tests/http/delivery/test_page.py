"""The page that shows what became of messages."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey.database import begin, now
from survey.invitations.counting import count_deliveries
from survey.invitations.tables import DeliveryAlert
from survey.organisations import Organisation, today
from tests import factories
from tests.http.people import signed_in

PAGE = "/admin/settings/delivery"


@pytest.fixture
def owner(in_app: Flask) -> Organisation:
    return factories.organisation()


@pytest.fixture
def admin(app: Flask, owner: Organisation) -> FlaskClient:
    return signed_in(app, owner.id, "admin")


def text(admin: FlaskClient, path: str = PAGE) -> str:
    return " ".join(admin.get(path).get_data(as_text=True).split())


def count(owner: Organisation, days_ago: int, *events: tuple[str, str, str, int]) -> None:
    day = today(owner.timezone) - timedelta(days=days_ago)
    with begin() as session:
        found = {(day, means, event, fault): number for means, event, fault, number in events}
        count_deliveries(session.connection(), owner.id, found)


def test_nothing_happened_yet(admin: FlaskClient) -> None:
    page = text(admin)
    assert "Nothing happened in these days" in page
    assert "<svg class=" not in page


def test_what_happened_is_shown_by_day_and_means(admin: FlaskClient, owner: Organisation) -> None:
    count(owner, 0, ("email", "sent", "", 41), ("email", "failed", "no_mailbox", 3), ("sms", "opened", "", 7))
    count(owner, 1, ("email", "failed", "something_new", 2))
    count(owner, 20, ("email", "sent", "", 999))
    page = text(admin)
    assert '<td class="number">41</td>' in page
    assert "This address or number does not exist." in page
    assert "It was not sent." in page
    assert "see where the wrong addresses come from" in page
    assert "999" not in page
    assert "41" not in text(admin, f"{PAGE}?means=sms").split("Day by day")[1]


def test_a_wrong_period_is_told(admin: FlaskClient) -> None:
    for asked, said in (
        ("from=2026-03-02&to=2026-03-01", "The last day is before the first day."),
        ("from=2026-01-01&to=2026-12-31", "Choose at most 92 days."),
        ("from=x", "Fill in a day"),
    ):
        page = admin.get(f"{PAGE}?{asked}")
        assert page.status_code == 422
        assert said in page.get_data(as_text=True)


def test_what_is_wrong_stands_on_the_page_and_at_the_start(app: Flask, admin: FlaskClient, owner: Organisation) -> None:
    other = factories.organisation("ander", "Ander")
    with begin() as session:
        session.add(DeliveryAlert(organisation_id=owner.id, means="email", fault="sign_in_refused"))
        session.add(DeliveryAlert(organisation_id=other.id, means="sms", fault="no_key"))
        session.add(DeliveryAlert(organisation_id=owner.id, means="letter", fault="no_key", cleared_at=now()))
    page = text(admin)
    assert "E-mail: The provider does not accept the key or password." in page
    assert "The key of NotifyNL is missing." not in page
    start = text(admin, "/admin/")
    assert "See what is wrong and what you can do" in start
    viewer = signed_in(app, owner.id, "viewer")
    assert "See what is wrong" not in text(viewer, "/admin/")
    assert viewer.get(PAGE).status_code == 403
