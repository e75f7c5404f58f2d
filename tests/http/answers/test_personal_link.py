"""The survey about one contact: `/s/<token>`."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select

from survey.answers.tables import Response, ResponseReason, answer_counts
from survey.database import reading
from survey.invitations.tables import Invitation
from survey.invitations.tokens import new_token
from tests import factories

ANSWERS = {
    "bekend": "5",
    "bereikbaar": "2",
    "beleefd": "unknown",
    "behulpzaam": "4",
    "reasons": ["bereikbaar.wachttijd", "beleefd.luisteren"],
    "resolved": "partly",
    "mark": "7",
    "comment": "Bel mij op 06 12345678, graag na vijven.",
}


def stored() -> list[Response]:
    with reading() as session:
        return list(session.scalars(select(Response)))


def test_an_answer_is_stored_as_it_was_given(in_app: Flask, client: FlaskClient) -> None:
    owner = factories.organisation()
    team = factories.team(owner)
    token = factories.invited(owner, team_id=team, topic="Paspoort")

    sent = client.post(f"/s/{token}", data=ANSWERS)

    assert sent.status_code == 303
    (response,) = stored()
    assert (response.bekend, response.bereikbaar, response.beleefd, response.behulpzaam) == (5, 2, None, 4)
    assert (response.betrouwbaar, response.mark, response.resolved) == (None, 7, 1)
    assert (response.team_id, response.channel, response.topic) == (team, "phone", "Paspoort")
    assert (response.day, response.language, response.mode) == (factories.NOON.date(), "nl", "link")


def test_reasons_count_only_under_a_low_score(in_app: Flask, client: FlaskClient) -> None:
    token = factories.invited(factories.organisation())
    client.post(f"/s/{token}", data=ANSWERS)
    with reading() as session:
        assert list(session.scalars(select(ResponseReason.criterion))) == ["bereikbaar.wachttijd"]


def test_personal_data_is_masked_before_it_is_stored_and_the_citizen_is_told(
    in_app: Flask, client: FlaskClient
) -> None:
    token = factories.invited(factories.organisation())
    sent = client.post(f"/s/{token}", data=ANSWERS, follow_redirects=True)
    (response,) = stored()
    assert response.comment == "Bel mij op [phone], graag na vijven."
    assert sent.status_code == 200
    assert "phone number" in sent.text.lower() or "telefoonnummer" in sent.text.lower()


def test_looking_spends_nothing_and_counts_nothing(in_app: Flask, client: FlaskClient) -> None:
    token = factories.invited(factories.organisation())
    for _ in range(3):
        assert client.get(f"/s/{token}").status_code == 200
    assert client.head(f"/s/{token}").status_code == 200
    with reading() as session:
        assert session.scalar(select(Invitation.answered_on)) is None
        assert session.execute(select(answer_counts)).all() == []
    assert client.post(f"/s/{token}", data=ANSWERS).status_code == 303


def test_a_used_link_says_so_kindly_and_counts_nothing_more(in_app: Flask, client: FlaskClient) -> None:
    token = factories.invited(factories.organisation())
    client.post(f"/s/{token}", data=ANSWERS)
    for answer in (client.get(f"/s/{token}"), client.post(f"/s/{token}", data=ANSWERS | {"mark": "1"})):
        assert answer.status_code == 410
        assert "www.nationaleombudsman.nl" in answer.text
    assert [response.mark for response in stored()] == [7]


def test_an_expired_link_says_so(in_app: Flask, client: FlaskClient) -> None:
    token = factories.invited(factories.organisation())
    factories.expire_invitations()
    assert client.get(f"/s/{token}").status_code == 410
    assert client.post(f"/s/{token}", data=ANSWERS).status_code == 410
    assert stored() == []


def test_an_unknown_and_a_mistyped_link_get_different_pages(client: FlaskClient) -> None:
    unknown, mistyped = client.get(f"/s/{new_token()}"), client.get("/s/abcd-efgh")
    assert (unknown.status_code, mistyped.status_code) == (404, 404)
    assert unknown.text != mistyped.text


def test_a_token_may_be_typed_in_capitals_and_without_hyphens(in_app: Flask, client: FlaskClient) -> None:
    token = factories.invited(factories.organisation())
    assert client.get(f"/s/{token.replace('-', '').upper()}").status_code == 200
    assert client.get(f"/s/{token.replace('-', ' ')}").status_code == 200


def test_the_database_knows_only_the_hash_of_a_token(in_app: Flask) -> None:
    token = factories.invited(factories.organisation())
    with reading() as session:
        row = session.execute(select(Invitation.__table__)).one()
    assert token not in str(row)
    assert token.replace("-", "") not in str(row)


def test_wrong_values_are_named_and_nothing_is_lost(in_app: Flask, client: FlaskClient) -> None:
    token = factories.invited(factories.organisation())
    wrong = [
        {"bekend": "6"},
        {"mark": "0"},
        {"resolved": "maybe"},
        {"reasons": "bekend.unheard"},
        {"comment": "x" * 1001},
    ]
    for change in wrong:
        page = client.post(f"/s/{token}", data=ANSWERS | change)
        assert page.status_code == 422, change
        assert f'href="#{next(iter(change))}"' in page.text
        assert re.search(
            r'name="behulpzaam"[^>]*value="4"[^>]*checked|value="4"[^>]*name="behulpzaam"[^>]*checked', page.text
        )
    assert stored() == []
    assert client.post(f"/s/{token}", data=ANSWERS).status_code == 303


def test_something_must_be_answered(in_app: Flask, client: FlaskClient) -> None:
    token = factories.invited(factories.organisation())
    nothing = {"bekend": "unknown", "resolved": "yes", "comment": "Goed geholpen"}
    page = client.post(f"/s/{token}", data=nothing)
    assert page.status_code == 422
    assert "Goed geholpen" in page.text
    assert client.post(f"/s/{token}", data={"mark": "9"}).status_code == 303


def test_a_long_comment_counts_as_the_browser_counts_it(in_app: Flask, client: FlaskClient) -> None:
    token = factories.invited(factories.organisation())
    lines = "a\r\n" * 500
    assert client.post(f"/s/{token}", data={"mark": "9", "comment": lines}).status_code == 303


def test_the_command_prints_a_link_that_works(in_app: Flask, client: FlaskClient, runner: FlaskCliRunner) -> None:
    owner = factories.organisation()
    factories.invited(owner, "R9")
    shown = runner.invoke(args=["invitations", "create", "--org", "voorbeeld", "--reference", "R9"])
    assert shown.exit_code == 1
    assert "renew" in shown.stderr
    renewed = runner.invoke(args=["invitations", "create", "--org", "voorbeeld", "--reference", "R9", "--renew"])
    path = renewed.stdout.strip().removeprefix("http://localhost:8000")
    assert client.get(path).status_code == 200
    unknown = runner.invoke(args=["invitations", "create", "--org", "voorbeeld", "--reference", "nope"])
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "nope" in unknown.stderr
