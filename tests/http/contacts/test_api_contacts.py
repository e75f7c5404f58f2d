"""`POST /api/v1/contacts`: one or many, all or nothing, the same twice without harm."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import delete, func, select

from survey.database import begin, now, reading
from survey.intake.tables import Contact
from survey.invitations.tables import Invitation
from survey.organisations import Organisation
from tests import factories
from tests.http.contacts.conftest import System, contact


def stored() -> list[Contact]:
    with reading() as session:
        return list(session.scalars(select(Contact).order_by(Contact.reference)))


def test_a_contact_is_stored_with_all_that_was_sent(system: System) -> None:
    sent = contact(
        channel="counter", team="Burgerzaken", topic="Paspoort", language="pol", answered=True, resolved=False,
        transferred=True, waiting_seconds=25, talk_seconds=180, rating=4,
    )  # fmt: skip
    answer = system.post(sent)
    assert answer.status_code == 201
    assert answer.json == {"reference": "R1", "status": "created", "invitation": None}
    (found,) = stored()
    assert (found.channel, found.topic, found.language) == ("counter", "Paspoort", "pl")
    assert (found.answered, found.resolved, found.waiting_seconds, found.talk_seconds) == (True, False, 25, 180)
    assert (found.rating, found.occurred_at.hour, found.day.isoformat()) == (4, 9, "2026-03-02")
    assert (found.transferred, found.hour) == (True, 10)
    assert found.team_id is not None


def test_a_moment_without_offset_is_on_the_organisations_clock(system: System) -> None:
    system.post({"reference": "R1", "occurred_at": "2026-07-01T00:30"})
    (found,) = stored()
    assert (found.occurred_at.hour, found.day.isoformat()) == (22, "2026-07-01")


def test_a_known_contact_is_left_as_it_is(system: System) -> None:
    system.post(contact(rating=4))
    again = system.post(contact(rating=1, topic="Iets anders"))
    assert again.status_code == 200
    assert again.json == {"reference": "R1", "status": "known", "invitation": None}
    assert [(found.rating, found.topic) for found in stored()] == [(4, None)]


def test_a_list_is_answered_by_a_list_in_the_same_order(system: System) -> None:
    system.post(contact("B"))
    answer = system.post([contact("C"), contact("B"), contact("A")])
    assert answer.status_code == 201
    assert [(each["reference"], each["status"]) for each in answer.get_json()] == [
        ("C", "created"), ("B", "known"), ("A", "created"),
    ]  # fmt: skip


def test_a_list_of_one_stays_a_list(system: System) -> None:
    assert system.post([contact()]).json == [{"reference": "R1", "status": "created", "invitation": None}]


def test_a_thousand_contacts_with_their_links(system: System) -> None:
    sent = [contact(f"R{number}", invite=True) for number in range(1000)]
    answer = system.post(sent)
    assert answer.status_code == 201
    links = {each["invitation"]["url"] for each in answer.get_json()}
    assert len(links) == 1000
    assert system.post(sent).status_code == 200
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Invitation)) == 1000
        assert session.scalar(select(func.count()).select_from(Contact).where(Contact.invited)) == 1000


def test_the_same_contact_twice_in_a_list_counts_once(system: System) -> None:
    answer = system.post([contact(invite=True), contact(invite=True)])
    first, second = answer.get_json()
    assert (first["status"], first["invitation"]["status"]) == ("created", "created")
    assert (second["status"], second["invitation"]["status"], second["invitation"]["url"]) == ("known", "exists", None)
    assert len(stored()) == 1


def link_of(answer: Any) -> str:
    url: str = answer.json["invitation"]["url"]
    assert url.startswith("http://localhost:8000/s/")
    return url.removeprefix("http://localhost:8000")


def test_the_link_opens_the_survey_and_is_told_once(system: System, client: FlaskClient) -> None:
    created = system.post(contact(invite=True, language="tr"))
    page = client.get(link_of(created))
    assert page.status_code == 200
    assert 'lang="tr"' in page.text
    again = system.post(contact(invite=True, language="tr")).get_json()
    invitation = created.get_json()["invitation"]
    assert again["invitation"] == {
        "status": "exists",
        "url": None,
        "code": None,
        "expires_at": invitation["expires_at"],
    }
    assert invitation["expires_at"] > now().strftime("%Y-%m-%dT%H:%M:%SZ")


def test_renewing_replaces_the_link(system: System, client: FlaskClient) -> None:
    old = link_of(system.post(contact(invite=True)))
    renewed = system.post(contact(invite="renew"))
    assert (renewed.status_code, renewed.get_json()["invitation"]["status"]) == (200, "renewed")
    assert client.get(link_of(renewed)).status_code == 200
    assert client.get(old).status_code == 404


def test_renewing_what_is_not_there_creates_it(system: System) -> None:
    answer = system.post(contact(invite="renew"))
    assert (answer.status_code, answer.get_json()["invitation"]["status"]) == (201, "created")


def test_a_known_contact_can_be_invited_later(system: System) -> None:
    system.post(contact())
    answer = system.post(contact(invite=True))
    assert answer.status_code == 201
    assert (answer.get_json()["status"], answer.get_json()["invitation"]["status"]) == ("known", "created")


def test_an_answered_invitation_is_told_and_never_renewed(system: System, client: FlaskClient) -> None:
    link = link_of(system.post(contact(invite=True)))
    assert client.post(link, data={"mark": "8"}).status_code == 303
    for wish in (True, "renew"):
        invitation = system.post(contact(invite=wish)).get_json()["invitation"]
        assert (invitation["status"], invitation["url"]) == ("answered", None)
    assert client.get(link).status_code == 410


def test_each_organisation_has_its_own_references_and_teams(system: System, organisation: Organisation) -> None:
    other = factories.organisation("elders", "Gemeente Elders")
    factories.team(other, "Parkeren")
    system.post(contact())
    refused = system.post(contact("R2", team="Parkeren"))
    assert refused.status_code == 422
    assert "Parkeren" not in refused.text
    assert [found.organisation_id for found in stored()] == [organisation.id]


def test_no_cookie_is_set_and_none_is_needed(system: System) -> None:
    answer = system.post(contact())
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_who_was_invited_long_ago_is_not_invited_again(system: System, runner: FlaskCliRunner) -> None:
    system.post(contact(invite=True))
    with begin() as session:
        session.execute(delete(Invitation))
    for wish in (True, "renew"):
        answer = system.post(contact(invite=wish))
        assert answer.status_code == 200
        gone = {"status": "exists", "url": None, "code": None, "expires_at": None}
        assert answer.json == {"reference": "R1", "status": "known", "invitation": gone}
    told = runner.invoke(args=["invitations", "create", "--org", "voorbeeld", "--reference", "R1", "--renew"])
    assert told.exit_code == 1
    assert "so long ago" in told.stderr


def test_a_confidential_contact_gets_no_link_and_no_code(system: System) -> None:
    sent = [contact(f"R{place}", confidential=True, invite=wish) for place, wish in enumerate((True, "code", "renew"))]
    for _ in range(2):
        answer = system.post(sent)
        assert [each["invitation"]["status"] for each in answer.json or []] == ["confidential"] * 3
        assert {each["invitation"]["url"] for each in answer.json or []} == {None}
    assert [each.confidential for each in stored()] == [True] * 3
    with reading() as session:
        assert session.scalars(select(Invitation)).all() == []
