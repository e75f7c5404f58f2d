"""The page that shows what became of messages."""

from datetime import timedelta
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from survey.database import begin, now
from survey.invitations import outbox, rules
from survey.invitations.counting import count_deliveries
from survey.invitations.jobs import Result, Retry, Sent
from survey.invitations.tables import DeliveryAlert, DeliverySettings
from survey.organisations import Organisation, today
from tests import factories
from tests.http.delivery.delivering import ANY_TIME
from tests.http.invitations.arrivals import arrived, email, reachable
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


def test_the_view_can_be_downloaded(app: Flask, admin: FlaskClient, owner: Organisation) -> None:
    count(owner, 0, ("email", "sent", "", 41), ("email", "failed", "no_mailbox", 3), ("sms", "opened", "", 7))
    count(owner, 1, ("email", "failed", "expired", 2))
    count(owner, 20, ("email", "sent", "", 999))
    link = next(
        each.get("href", "")
        for each in html5lib.parse(admin.get(f"{PAGE}?means=email").data, namespaceHTMLElements=False).iter("a")
        if "delivery.csv" in each.get("href", "")
    )
    file = admin.get(link)
    last, before = today(owner.timezone), today(owner.timezone) - timedelta(days=1)
    assert file.get_data(as_text=True).splitlines() == [
        "day;means;event;fault;messages",
        f"{last};email;failed;no_mailbox;3",
        f"{last};email;sent;;41",
        f"{before};email;failed;expired;2",
    ]
    assert "attachment" in file.headers["Content-Disposition"]
    assert admin.get(f"{PAGE}/delivery.csv?from=x").headers["Location"] == f"{PAGE}?from=x"
    assert signed_in(app, owner.id, "viewer").get(link).status_code == 403


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


def test_delivered_is_a_dash_where_nobody_tells(admin: FlaskClient, owner: Organisation) -> None:
    count(owner, 0, ("email", "sent", "", 41), ("sms", "sent", "", 7))
    said = "A mail server does not tell that a message arrived"
    assert cells_under("Delivered", text(admin)) == ["–", "–", "–"]
    with begin() as session:
        session.add(DeliverySettings(organisation_id=owner.id, email_by="smtp", sms_by="notify"))
    page = text(admin)
    assert said in page
    assert "Make a token for receipts" in page
    with begin() as session:
        session.execute(update(DeliverySettings).values(callback_hash=b"x" * 32))
    assert cells_under("Delivered", text(admin)) == ["–", "0", "0"]
    with begin() as session:
        session.execute(update(DeliverySettings).values(email_by="notify"))
    count(owner, 1, ("email", "delivered", "", 3))
    page = text(admin)
    assert cells_under("Delivered", page) == ["0", "0", "3", "3"]
    assert said not in page
    assert "Make a token for receipts" not in page


def test_what_was_delivered_before_stays_though_nobody_tells_now(admin: FlaskClient, owner: Organisation) -> None:
    count(owner, 0, ("email", "delivered", "", 3))
    assert cells_under("Delivered", text(admin)) == ["3", "3"]


def test_what_waits_and_why(admin: FlaskClient, owner: Organisation) -> None:
    moment = now() - timedelta(hours=2)
    with begin() as session:
        rules.save(session, owner.id, ANY_TIME)
    arrived(
        owner, *(reachable(f"R{n}", email(f"i{n}@example.nl"), occurred_at=moment) for n in range(4)), moment=moment
    )
    assert "Last sent" not in text(admin)
    with begin() as session:
        results: list[Result] = [Sent("p"), Retry("sign_in_refused", 300, was_tried=False), Retry("refused_for_now")]
        for job, result in zip(outbox.take_some(session, "one", now(), 3), results, strict=True):
            outbox.write_down(session, "one", job, result, now())
    page = text(admin)
    assert "<dt>E-mail</dt><dd>4<br><small>Due already: 1</small><br><small>Last sent:" in page
    why = page.split("Why messages wait")[1].split("</table>")[0]
    assert "The provider does not accept the key or password." in why
    assert "The provider refused it for now." in why
    assert "example.nl" not in page


def test_another_organisation_s_messages_are_not_there(app: Flask, owner: Organisation) -> None:
    other = factories.organisation("ander", "Ander")
    count(owner, 0, ("email", "sent", "", 4117))
    assert "4117" not in text(signed_in(app, other.id, "admin")).replace(",", "")


def cells_under(heading: str, page: str) -> list[str]:
    """The cells of the table by day under a heading, downwards."""
    document: Element = html5lib.parse(page, namespaceHTMLElements=False)
    (table,) = document.iterfind(".//*[@aria-labelledby='days']/table")
    place = ["".join(each.itertext()) for each in table.findall("thead/tr/th")].index(heading)
    return [list(row)[place].text or "" for row in table.findall("tbody/tr")]
