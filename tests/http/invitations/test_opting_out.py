from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.database import begin, reading
from survey.intake.tables import Contact
from survey.invitations import opting_out
from survey.invitations.arriving import arrive
from survey.invitations.eligibility import Outcome
from survey.invitations.rules import rules_of
from survey.invitations.rules import save as save_rules
from survey.invitations.tables import ContactAddress, Invitation, Message, OptOut, delivery_counts
from survey.organisations import Organisation
from survey.settings import settings
from tests.http.invitations.arrivals import MONDAY, arrived, email, mobile, reachable

LATER = MONDAY + timedelta(days=200)


@pytest.fixture
def path(asking: Organisation) -> str:
    """The opt-out link in the message to a citizen with an e-mail address and a mobile number."""
    arrived(asking, reachable("R1", email(), mobile()))
    with reading() as session:
        invitation = session.scalars(select(Invitation)).one()
    return opting_out.opt_out_url(asking.id, invitation.id).removeprefix(settings().public_url)


def kept() -> tuple[int, int, list[str]]:
    with reading() as session:
        return (
            len(session.scalars(select(OptOut)).all()),
            len(session.scalars(select(ContactAddress)).all()),
            list(session.scalars(select(Message.state))),
        )


def test_looking_changes_nothing(client: FlaskClient, path: str) -> None:
    page = client.get(f"{path}?lang=en")
    assert (page.status_code, "Do not ask me any more" in page.text) == (200, True)
    assert kept() == (0, 1, ["waiting"])


def test_one_press_stops_every_address_and_what_waited(client: FlaskClient, path: str, asking: Organisation) -> None:
    page = client.post(path, data={"lang": "en"})
    assert "You will get no more invitations" in page.text
    assert kept() == (2, 0, ["cancelled"])
    for reference, address in (("R2", email()), ("R3", mobile())):
        found = arrived(asking, reachable(reference, address, occurred_at=LATER), moment=LATER)
        assert found.outcomes == {Outcome.OPTED_OUT: 1}


def test_the_same_citizen_is_asked_about_no_other_contact_either(
    client: FlaskClient, path: str, asking: Organisation
) -> None:
    with begin() as session:
        save_rules(session, asking.id, replace(rules_of(session, asking.id), cap_days=0))
    arrived(asking, reachable("R2", email()), reachable("R3", email("buur@example.nl")))
    assert kept() == (0, 3, ["waiting"] * 3)
    client.post(path)
    with reading() as session:
        waiting = select(Contact.reference).join(Invitation, Invitation.contact_id == Contact.id)
        found = waiting.join(Message, Message.invitation_id == Invitation.id).where(Message.state == "waiting")
        assert session.scalars(found).all() == ["R3"]
        cancelled = select(delivery_counts.c.messages).where(delivery_counts.c.event == "cancelled")
        assert session.scalars(cancelled).all() == [2]
        left = select(Contact.reference).join(ContactAddress, ContactAddress.contact_id == Contact.id)
        assert session.scalars(left).all() == ["R3"]


def test_a_list_that_is_coming_in_asks_them_nothing_either(in_app: Flask, path: str, asking: Organisation) -> None:
    with begin() as session:
        save_rules(session, asking.id, replace(rules_of(session, asking.id), cap_days=0))
    press = Thread(target=lambda: in_app.test_client().post(path))
    with begin() as session:
        owner = session.merge(asking, load=False)
        arrive(session, owner, [reachable("R2", email())], MONDAY + timedelta(minutes=5))
        press.start()
        press.join(1)  # it waits for the list, or has looked before what the list brings can be seen
    press.join()
    assert kept() == (2, 0, ["cancelled"] * 2)


def test_the_page_is_in_the_language_of_the_message(client: FlaskClient, asking: Organisation) -> None:
    arrived(asking, reachable("R1", email(), language="pl"))
    with reading() as session:
        invitation = session.scalars(select(Invitation)).one()
    path = opting_out.opt_out_url(asking.id, invitation.id).removeprefix(settings().public_url)
    for query, language in (("", "pl"), ("?lang=tr", "tr")):
        assert f'<html lang="{language}"' in client.get(path + query, headers={"Accept-Language": "en"}).text


def test_a_mail_program_may_do_it_by_itself(client: FlaskClient, path: str) -> None:
    assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert kept()[0] == 2


def test_saying_it_twice_counts_once(client: FlaskClient, path: str) -> None:
    for _ in range(2):
        assert client.post(path).status_code == 200
    with reading() as session:
        table = delivery_counts.c
        assert session.scalar(select(table.messages).where(table.event == "opted_out")) == 1


def test_it_can_be_taken_back(client: FlaskClient, path: str, asking: Organisation) -> None:
    client.post(path)
    page = client.post(path, data={"again": "yes", "lang": "en"})
    assert "We may ask you again" in page.text
    found = arrived(asking, reachable("R2", email(), occurred_at=LATER), moment=LATER)
    assert found.outcomes == {Outcome.INVITED: 1}


@pytest.mark.parametrize("token", ["x", "W10.aaaa", "%00", "a.b.c"])
def test_a_link_that_we_did_not_make_leads_nowhere(client: FlaskClient, asking: Organisation, token: str) -> None:
    assert client.get(f"/u/{token}").status_code == 404
    assert client.post(f"/u/{token}").status_code == 404


def test_saying_it_from_many_sides_at_once_counts_once(in_app: Flask, path: str) -> None:
    barrier, statuses = Barrier(8), []

    def send() -> None:
        client = in_app.test_client()
        barrier.wait()
        statuses.append(client.post(path).status_code)

    threads = [Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 8
    assert kept() == (2, 0, ["cancelled"])
    with reading() as session:
        table = delivery_counts.c
        assert session.scalar(select(table.messages).where(table.event == "opted_out")) == 1
